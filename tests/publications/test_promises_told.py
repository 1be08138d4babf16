"""Does a report tell what was promised and what became of it, and stay as it was frozen?"""

import json
from typing import Any

import pytest

from suivi.publications.exports import export
from suivi.publications.snapshot import read
from suivi.publications.snapshot.document import lines
from suivi.reporting.models import PromiseAnswer
from tests.cast import Cast
from tests.factories import make_promise
from tests.publications import year
from tests.publications.year import dense, draft_text, pdf_text


@pytest.fixture
def told(cast: Cast) -> str:
    """The text in which the full year is frozen."""
    return year.published(cast).snapshot


def promises(snapshot: str) -> list[Any]:
    """The promises of all lines."""
    return [one for line in lines(read(snapshot)["provisions"]) for one in line.get("promises", [])]


def test_a_promise_stands_with_its_answer_and_its_state(told: str) -> None:
    (promise,) = promises(told)

    assert (promise["due"], promise["state"], promise["awaits"]) == ("2014", "kept", False)
    assert [one["words"] for one in promise["answers"]] == ["Thirty trainers came."]


def test_the_page_and_the_paper_say_how_all_stand_in_one_sentence(told: str) -> None:
    sentence = "1 promise was made: 1 was kept, 0 are late, 0 are open, 0 were dropped."

    assert sentence in export(told, "html", "en").decode()
    assert dense(sentence) in pdf_text(told)


def test_a_promise_past_its_year_without_an_answer_is_late(cast: Cast) -> None:
    report = year.full_year(cast).report
    PromiseAnswer.objects.all().delete()

    (promise,) = promises(draft_text(report))
    assert (promise["state"], promise["awaits"]) == ("late", True)


def test_what_is_promised_later_changes_no_report(cast: Cast, told: str) -> None:
    make_promise(cast.published, "Promised after publication.")

    assert "Promised after publication." not in told


def test_a_report_from_before_there_were_promises_is_still_read(told: str) -> None:
    said = json.loads(told)
    for line in lines(said["provisions"]):
        line.pop("promises", None)

    page = export(json.dumps(said), "html", "en").decode()
    assert "Promises and what became of them" not in page
