"""How are languages named and listed?"""

import pytest
from django.utils.translation import override

from suivi.languages.names import any_of


@pytest.mark.parametrize(
    ("reader", "listed"),
    [
        ("en", "French, Dutch or German"),
        ("fr", "français, néerlandais ou allemand"),
        ("nl", "Frans, Nederlands of Duits"),
        ("de", "Französisch, Niederländisch oder Deutsch"),
    ],
)
def test_languages_are_listed_in_the_language_of_the_page(reader: str, listed: str) -> None:
    with override(reader):
        assert any_of(["fr", "nl", "de"]) == listed
        assert any_of(["fr"]) == listed.split(",", maxsplit=1)[0]
