"""Is a country known by its code and by its name, in every language?"""

import pytest

from suivi.languages.countries import UnknownCountry, code_of, name_of


@pytest.mark.parametrize(
    "written", ["CD", "cd", "Democratic Republic of the Congo", "république democratique du congo"]
)
def test_a_country_is_found_by_code_or_name_without_accents_or_case(written: str) -> None:
    assert code_of(written) == "CD"


def test_a_country_is_called_as_plans_call_it() -> None:
    assert name_of("CD", "nl") == "Democratische Republiek Congo"
    assert name_of("ML", "fr") == "Mali"


def test_what_is_no_country_is_refused() -> None:
    with pytest.raises(UnknownCountry):
        code_of("Atlantis")
