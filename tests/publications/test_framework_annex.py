"""Does the report say which indicators of others the plan answers, in every output?"""

import pytest

from suivi.indicators.models import FrameworkIndicator
from suivi.publications.exports import export
from suivi.publications.snapshot import read
from tests import factories
from tests.cast import Cast
from tests.publications.year import Year, dense, draft_text, full_year, pdf_text


@pytest.fixture
def told(cast: Cast) -> str:
    """The snapshot of a full year; the people trained answer EU 11, nothing answers EU 12."""
    year: Year = full_year(cast)
    edition = factories.make_edition("eu", note_en="Paraphrased rows.", note_fr="Paraphrase.")
    found = factories.make_indicator(edition, "11", source="Document of 2010", note="Weak.")
    factories.make_indicator(edition, "12")
    factories.make_pair(cast.measure.instrument, found, remark="Trainees by sex.")
    return draft_text(year.report)


ENTERED = (
    "Wording of 11",
    "Wording of 12",
    "Document of 2010",
    "Paraphrased rows.",
    "Document eu 2010",
)


def test_the_data_hold_the_pairs_and_the_gaps(told: str) -> None:
    (edition,) = read(told)["frameworks"]
    assert [(one["code"], len(one["pairs"])) for one in edition["indicators"]] == [
        ("11", 1),
        ("12", 0),
    ]
    assert edition["indicators"][0]["pairs"][0]["line"] == "1.a"


def test_page_and_pdf_hold_every_word_of_it(told: str) -> None:
    page = export(told, "html", "en").decode()
    printed = pdf_text(told)
    for text in ENTERED:
        assert text in page
        assert dense(text) in printed


def test_working_notes_reach_no_output(told: str) -> None:
    page, printed = export(told, "html", "en").decode(), pdf_text(told)
    for note in ("Weak.", "Trainees by sex."):
        assert note not in told
        assert note not in page
        assert dense(note) not in printed


def test_the_annex_says_in_plain_words_what_is_confirmed(told: str) -> None:
    page = export(told, "html", "fr").decode()
    assert "libellé non confirmé" in page
    assert "(correspondance non confirmée)" in page


def test_what_is_ours_is_translated_and_what_is_cited_names_its_language(told: str) -> None:
    page = export(told, "html", "fr").decode().split('id="frameworks"')[1]
    assert "Paraphrase." in page
    assert "Paraphrased rows." not in page
    cited = '<span lang="en">Document of 2010</span> <small class="mark">(en anglais)</small>'
    assert cited in page
    assert dense("Document of 2010 (en anglais)") in pdf_text(told, "fr")


def test_an_amount_names_its_currency(cast: Cast) -> None:
    year = full_year(cast)
    found = factories.make_indicator(factories.make_edition("eu"), "13")
    instrument = factories.make_instrument(cast.line)
    measure = factories.make_measure(instrument, "amount", unit="EUR")
    factories.make_pair(measure.instrument, found)
    factories.make_value(measure, cast.other_body, cast.period, number=4_000_000)
    page = export(draft_text(year.report), "html", "en").decode().split('id="frameworks"')[1]
    assert "40,000 EUR" in page


def test_many_figures_are_counted_and_stand_on_their_line(cast: Cast) -> None:
    year = full_year(cast)
    found = factories.make_indicator(factories.make_edition("eu"), "13")
    instrument = factories.make_instrument(cast.line)
    measure = factories.make_measure(instrument, total="none")
    factories.make_pair(instrument, found)
    for number in range(5):
        category = {"mission": f"m{number}"}
        factories.make_value(measure, cast.other_body, cast.period, number=7, category=category)
    page = export(draft_text(year.report), "html", "en").decode().split('id="frameworks"')[1]
    assert "5 figures: see line 1.a" in page


def test_the_figures_of_the_year_stand_beside_the_indicator(told: str) -> None:
    page = export(told, "html", "en").decode().split('id="frameworks"')[1]
    assert "1,234" in page.split("No instrument of the plan answers")[0]
    assert "Wording of 12" in page.split("No instrument of the plan answers")[1]


def test_what_is_unconfirmed_is_never_quoted(told: str) -> None:
    assert "“Wording of 11”" not in export(told, "html", "en").decode()


def test_what_is_confirmed_is_quoted(cast: Cast) -> None:
    year = full_year(cast)
    found = factories.make_indicator(
        factories.make_edition("eu"), "11", source="Document", standing="confirmed"
    )
    factories.make_pair(cast.measure.instrument, found)
    assert "“Wording of 11”" in export(draft_text(year.report), "html", "en").decode()


def test_a_report_of_a_plan_without_pairs_has_no_such_annex(cast: Cast) -> None:
    factories.make_indicator(factories.make_edition("eu"), "11")
    snapshot = draft_text(full_year(cast).report)
    assert "frameworks" not in read(snapshot)
    assert 'id="frameworks"' not in export(snapshot, "html", "en").decode()
    assert FrameworkIndicator.objects.count() == 1


def test_theme_and_standing_are_parted_on_paper(cast: Cast) -> None:
    year = full_year(cast)
    found = factories.make_indicator(factories.make_edition("eu"), "11", theme_en="Peace talks")
    factories.make_pair(cast.measure.instrument, found)
    assert "Peacetalks;wordingnotconfirmed" in pdf_text(draft_text(year.report))
