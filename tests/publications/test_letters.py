"""Can any text be set on paper, whatever its letters and however long its words?"""

import pytest

from suivi.activities.models import Evidence
from suivi.publications.letters import named, printable, without_shape
from suivi.publications.models import Report
from suivi.reporting.models import Contribution
from tests.cast import Cast
from tests.publications import year


def text_with(cast: Cast, account: str) -> str:
    """The words of the PDF when somebody writes this account."""
    full = year.full_year(cast)
    Contribution.objects.filter(pk=full.contribution.pk).update(account=account)
    return year.pdf_text(year.draft_text(full.report))


def test_letters_without_a_shape_are_found_all_at_once() -> None:
    assert without_shape("Été 😀 和平 ☃ – naïve ก") == sorted("😀和平ก")
    assert without_shape("Été, γδ, אב, سلام → ✓") == []


def test_a_letter_is_named_by_its_number() -> None:
    assert named("Merci 😀 é", {"😀"}) == "Merci [U+1F600] é"


def test_marks_that_no_typeface_has_on_this_letter_are_named() -> None:
    assert printable("a\u20dd e\u0301 a") == "a[U+20DD] e\u0301 a"


def test_hundreds_of_letters_without_a_shape_do_not_stop_the_report(cast: Cast) -> None:
    strange = [chr(number) for number in range(0x4E00, 0x4E00 + 200)]
    text = text_with(cast, f"Avant. {''.join(strange)} Après.")
    assert [letter for letter in strange if f"[U+{ord(letter):04X}]" not in text] == []
    assert "Avant." in text
    assert "Après." in text


@pytest.mark.parametrize(
    "account",
    [
        "👩🏽‍⚕️ et 🏳️‍🌈",
        "س̈ k\u05b7 ກ\u0301",
        "é\u0301\u20dd",
        "a\u20dd",
        "\u202eabc\u2066",
        "\ufeffA\u2028B",
        "<&>'\"\\#$@*_`",
    ],
)
def test_letters_that_lean_on_others_do_not_stop_the_report(cast: Cast, account: str) -> None:
    assert "Fin." in text_with(cast, f"{account} Fin.")


@pytest.mark.parametrize(
    "endless", ["W" * 17_000, "/" * 17_000, "W\u00a0" * 9_000, "😀" * 5_000, "é\u2060" * 9_000]
)
def test_a_word_without_end_does_not_stop_the_report(cast: Cast, endless: str) -> None:
    assert "Fin." in text_with(cast, f"{endless} Fin.")


def test_every_letter_of_a_long_word_is_printed(cast: Cast) -> None:
    assert "W" * 500 in text_with(cast, "W" * 500)


def test_an_address_is_never_broken(cast: Cast) -> None:
    report: Report = year.full_year(cast).report
    address = f"https://example.org/{'a' * 150}"
    Evidence.objects.filter(title="Course programme").update(link=address)
    assert address.encode() in year.pdf(year.draft_text(report))
