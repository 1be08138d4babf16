"""Is everything that was entered in every output, or listed there as left out?"""

import html
import json
import re
from datetime import date

import pytest

from suivi.publications.exports import export
from suivi.publications.models import Report
from suivi.publications.snapshot import read
from suivi.reporting.models import Contribution
from tests.cast import Cast
from tests.factories import make_activity, make_contribution, make_provision
from tests.publications import year
from tests.publications.year import ENTERED, HIDDEN, dense, draft_text, full_year, pdf_text


@pytest.fixture
def told(cast: Cast) -> str:
    """The text in which the full year is frozen."""
    return year.published(cast).snapshot


def page_text(snapshot: str, language: str = "en") -> str:
    """The words and addresses of the standalone page."""
    page = export(snapshot, "html", language).decode("utf-8")
    addresses = " ".join(re.findall(r'href="([^"#]+)"', page))
    body = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.S)
    return dense(html.unescape(f"{body} {addresses}"))


def test_everything_entered_is_on_the_page(told: str) -> None:
    text = page_text(told)
    assert [words for words in ENTERED if dense(words) not in text] == []


def test_everything_entered_is_in_the_data(told: str) -> None:
    text = json.dumps(json.loads(told), ensure_ascii=False)
    assert [
        words for words in ENTERED if json.dumps(words, ensure_ascii=False)[1:-1] not in text
    ] == []


def test_everything_entered_is_in_the_pdf(told: str) -> None:
    text = pdf_text(told)
    on_paper = [words for words in ENTERED if not words.startswith("https:")]
    assert [words for words in on_paper if dense(words) not in text] == []
    assert b"https://example.org/programme" in year.pdf(told)


def test_what_is_not_accepted_or_not_public_is_nowhere(told: str) -> None:
    for text in (dense(told), page_text(told), pdf_text(told)):
        assert [words for words in HIDDEN if dense(words) in text] == []


def test_what_is_left_out_is_listed_with_its_reason(told: str) -> None:
    listed = {
        (one["what"], one["reason"], one.get("line", ""), one.get("body", ""), one["count"])
        for one in read(told)["left_out"]
    }
    assert listed == {
        ("contribution", "not_accepted", "1.a", "defence", 1),
        ("contribution", "not_accepted", "1.b", "justice", 1),
        ("promise", "not_accepted", "1.b", "justice", 1),
        ("value", "confidential", "1.a", "justice", 1),
        ("activity", "not_public", "1.a", "justice", 1),
        ("evidence_file", "not_attached", "", "", 1),
    }
    for text in (page_text(told), pdf_text(told)):
        (listed_text,) = text.split(dense("Everything entered for this report"))[1:]
        assert dense("Not accepted by the coordinator") in listed_text
        assert dense("Justice Contributions, 2014 (1): 1.b") in listed_text
        assert listed_text.count(dense("Not accepted by the coordinator")) == 1


def test_what_was_left_out_is_read_by_reason_and_body_in_the_order_of_the_plan(cast: Cast) -> None:
    year.full_year(cast)
    for number in (9, 10, 2):
        line = make_provision(cast.plan, f"1.z{number}", parent=cast.goal)
        line.position = 100 + number
        line.save()
        for body in (cast.body, cast.other_body):
            make_contribution(line, body, cast.period)
    text = page_text(draft_text(Report(plan=cast.plan, period=cast.period, number=1)))
    assert dense("Contributions, 2014 (4): 1.a, 1.z2, 1.z9, 1.z10") in text
    assert dense("Contributions, 2014 (4): 1.b, 1.z2, 1.z9, 1.z10") in text


def test_every_figure_is_printed_with_what_it_is_made_of(told: str) -> None:
    for text in (page_text(told), pdf_text(told)):
        for figure in (
            "8.3%",
            "79 of 952",
            "12 : 4",
            "= 3.00",
            "12,500.50",
            "1,234",
            "+1.5 points",
        ):
            assert dense(figure) in text, figure
        assert "15September2014" in text


def test_zero_blank_and_confidential_differ_everywhere(told: str) -> None:
    values = {
        (one["year"], one["category_key"]): one
        for instrument in read(told)["provisions"][0]["provisions"][0]["instruments"][:1]
        for one in instrument["measures"][0]["values"]
    }
    assert values[2014, "sex=women"]["number"] == 0
    assert values[2012, "sex=women"]["absence"] == "confidential"
    assert (2013, "sex=women") not in values
    assert "number" not in values[2012, "sex=women"]
    row = dense("Justice · women cannot be disclosed – 0")
    assert row in page_text(told)
    assert row in pdf_text(told)


def test_a_share_of_nothing_is_not_defined(told: str) -> None:
    assert dense("not defined 0 of 0") in page_text(told)
    assert dense("not defined 0 of 0") in pdf_text(told)


def test_a_total_that_lacks_a_part_says_so(told: str) -> None:
    year_part = read(told)
    line = year_part["provisions"][0]["provisions"][0]
    values = line["instruments"][0]["measures"][0]["values"]
    women = next(one for one in values if one.get("number") == 0)
    women["absence"] = "not_available"
    del women["number"]
    text = page_text(json.dumps(year_part))
    assert dense("1,234 incomplete: 1 of 2 lacking") in text


def test_texts_in_another_language_are_marked(told: str) -> None:
    page = export(told, "html", "en").decode()
    assert re.search(r'<div class="text" lang="fr"><p id="line-1-a-justice-2014-1">Les form', page)
    assert "(in French)" in page
    assert dense("(in French)") in pdf_text(told)
    assert "(infrançais)" not in pdf_text(told)


def test_the_report_speaks_the_language_asked_for(told: str) -> None:
    page = page_text(told, "fr")
    assert dense("Cette introduction ouvre le rapport.") in page
    assert dense("Text of 1.a") not in page
    assert dense("Train staff. (fr)") in page
    assert dense("femmes") in page


def test_french_sets_its_colons_with_a_blank(told: str) -> None:
    page = export(told, "html", "fr").decode()
    assert re.search(r"SHA-256\)\u202f: <code>", page)
    assert not re.search(
        r"[a-zé](:</strong>|: )", re.sub(r"<style>.*?</style>", "", page, flags=re.S)
    )


def test_every_line_and_paragraph_has_an_address_of_its_own(told: str) -> None:
    page = export(told, "html", "en").decode()
    found = re.findall(r'\sid="([^"]+)"', page)
    assert len(found) == len(set(found))
    assert {"line-1-a", "line-1-b", "introduction-1", "line-1-a-justice-2014-2"} <= set(found)
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links - set(found) == set()


def test_who_judged_is_told_as_a_body(told: str) -> None:
    judged = read(told)["provisions"][0]["provisions"][0]["contributions"][-1]["progress"]
    assert judged["judged_by"] == "justice"
    assert judged["judged_on"] == "2015-01-12"
    assert "Other focal point" not in told


def test_a_line_counts_those_who_gave_no_news(told: str) -> None:
    line = read(told)["provisions"][0]["provisions"][0]
    assert line["progress"][-1] == {
        "year": 2014,
        "step": "delayed",
        "bodies": 2,
        "without_news": 1,
    }
    assert dense("Delayed (1 of 2 without news)") in page_text(told)
    assert dense("No contribution on 2014: Defence.") in page_text(told)


def test_an_activity_is_told_whole_once_and_named_on_its_other_line(told: str) -> None:
    page = export(told, "html", "en").decode()
    assert page.count("Trois journées de cours.") == 1
    assert dense("Told on line 1.a") in page_text(told)


def test_an_activity_of_a_later_year_is_told_where_it_was_reported(cast: Cast) -> None:
    full = full_year(cast)
    late = make_activity(cast.body, title="Held after the year", started_on=date(2016, 12, 31))
    full.contribution.activities.add(late)
    text = draft_text(full.report)
    assert dense("Held after the year") in page_text(text)
    assert dense("Held after the year") in dense(pdf_text(text))
    assert "Held after the year" in export(text, "json", "en").decode()


def test_letters_that_no_typeface_has_are_named_and_do_not_stop_the_report(cast: Cast) -> None:
    full = full_year(cast)
    Contribution.objects.filter(pk=full.contribution.pk).update(
        account="Merci 😀 和平\x07, سلام et \ue000."
    )
    text = pdf_text(draft_text(full.report))
    for code in ("[U+1F600]", "[U+548C]", "[U+E000]"):
        assert code in text


def test_why_there_is_no_account_is_told_in_its_place_in_every_output(cast: Cast) -> None:
    full = full_year(cast)
    Contribution.objects.filter(pk=full.contribution.pk).update(
        account="",
        absence="not_applicable",
        absence_reason="Aucune troupe n’a été envoyée.",
        language="fr",
        progress=None,
        judged_by=None,
        judged_on=None,
    )
    text = draft_text(full.report)
    told = "Sans objet\u202f: Aucune troupe n’a été envoyée."
    assert dense(told) in page_text(text)
    assert dense(told) in dense(pdf_text(text))
    assert told in export(text, "json", "en").decode()


def test_what_an_earlier_report_told_is_not_told_again(cast: Cast) -> None:
    first = year.published(cast)
    next_year = Report(plan=cast.plan, period=cast.plan.periods.create(year=2015), number=2)
    said = read(draft_text(next_year))
    contributions = said["provisions"][0]["provisions"][0]["contributions"]
    assert {one.get("told_in") for one in contributions} == {first.number}
    assert {"what": "contribution", "reason": "told_before", "count": 5, "report": 1} in said[
        "left_out"
    ]
    text = page_text(draft_text(next_year))
    assert dense("Les formatrices ont été recrutées.") not in text
    assert dense("79 of 952") in text


def test_what_was_changed_since_it_was_told_is_told_again(cast: Cast) -> None:
    year.published(cast)
    Contribution.objects.filter(period=cast.period).update(account="Corrected account.")
    next_year = Report(plan=cast.plan, period=cast.plan.periods.create(year=2015), number=2)
    assert dense("Corrected account.") in page_text(draft_text(next_year))
