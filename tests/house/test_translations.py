"""Is every sentence of the interface there in every language, and compiled?"""

import pytest

from suivi.languages import catalogues


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_catalogue_is_complete(language: str) -> None:
    assert catalogues.faults(language) == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    path = catalogues.catalogue_path(language, "mo")
    assert path.exists()
    assert path.read_bytes() == catalogues.compiled(language), "Run: ./suivi translations"


def test_sentences_are_found_in_code_and_in_templates() -> None:
    places = {
        place.rpartition(".")[2]
        for message in catalogues.collected()
        for place, _line in message.locations
    }
    assert {"py", "html"} <= places
