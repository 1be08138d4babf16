"""Can promises be marked, answered and followed on the pages, and who sees which of them?"""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from suivi.people.models import Body
from suivi.reporting.actions import Typed, save_draft
from suivi.reporting.models import Contribution, DatedPromise, DraftVersion
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.factories import NOON

Browser = Callable[[Any], Client]
WRITTEN = {"account": "Trained 24.", "progress": "on_track", "value:1.1::number": "24", "base": "1"}
SOUNDS = "A second course will be held in 2015."


def _address(cast: Cast, name: str = "contribution", year: int = 2014) -> str:
    return reverse(name, args=[cast.plan.slug, year, "1.a", "defence"])


def _ledger(cast: Cast, **wanted: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in wanted.items())
    return f"{reverse('promises', args=[cast.plan.slug])}?{query}"


def _newest(cast: Cast) -> dict[str, Any]:
    found = DraftVersion.objects.filter(contribution=cast.draft).order_by("-number").first()
    assert found is not None
    return dict(found.answers)


def test_a_sentence_that_sounds_like_a_promise_is_offered_and_marked_by_a_button(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.focal_point)
    sent = {**WRITTEN, "next_steps": SOUNDS, "save": "1"}
    page = client.post(_address(cast), sent, follow=True).content.decode()
    assert "This sounds like a promise for 2015: mark it?" in page
    key = page.split('name="mark_promise" value="')[1].split('"')[0]

    sent = {**WRITTEN, "next_steps": SOUNDS, "base": "2", "mark_promise": key}
    answer = client.post(_address(cast), sent)

    assert answer.headers["Location"].endswith("#promises")
    assert _newest(cast)["promise:1:words"] == SOUNDS
    assert _newest(cast)["promise:1:due"] == "2015"
    assert "This sounds like" not in client.get(_address(cast)).content.decode()


def test_a_sentence_that_is_none_is_not_offered_again(cast: Cast, signed_in: Browser) -> None:
    client = signed_in(cast.focal_point)
    sent = {**WRITTEN, "next_steps": SOUNDS, "save": "1"}
    page = client.post(_address(cast), sent, follow=True).content.decode()
    key = page.split('name="ignore_promise" value="')[1].split('"')[0]
    sent = {**WRITTEN, "next_steps": SOUNDS, "base": "2", "ignore_promise": key}
    client.post(_address(cast), sent)

    page = client.get(_address(cast)).content.decode()
    assert "This sounds like" not in page
    assert f'name="promise:ignored" value="{key}"' in page


def test_while_typing_the_offer_comes_with_the_word_that_it_was_saved(
    cast: Cast, signed_in: Browser
) -> None:
    answer = signed_in(cast.focal_point).post(
        _address(cast, "contribution-autosave"), {"account": SOUNDS, "base": "1"}
    )

    assert 'id="promise-soundings" hx-swap-oob="true"' in answer.content.decode()
    assert "This sounds like a promise for 2015" in answer.content.decode()


def test_half_a_promise_is_kept_and_said_at_its_field(cast: Cast, signed_in: Browser) -> None:
    sent = {**WRITTEN, "promise:1:words": "We will.", "promise:1:due": "soon", "submit": "1"}
    answer = signed_in(cast.focal_point).post(_address(cast), sent)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Say by when: a year, such as 2015, or a day." in page
    assert 'value="soon"' in page


def test_the_page_asks_what_became_of_a_promise_and_takes_the_answer(
    cast: Cast, signed_in: Browser
) -> None:
    promise = factories.make_promise(cast.published, "We will hold a course.")
    client = signed_in(cast.focal_point)
    page = client.get(_address(cast)).content.decode()
    assert "1 promise made before awaits an answer" in page
    assert "Promised in the report on 2013 for 2014" in page
    checklist = page[page.index('id="checklist"') :]
    assert f'href="#id_answer:{promise.pk}:verdict_0"' in checklist

    refused = client.post(_address(cast), {**WRITTEN, "submit": "1"})
    assert refused.status_code == 422
    assert f'href="#id_answer:{promise.pk}:verdict_0"' in refused.content.decode()

    told = {f"answer:{promise.pk}:verdict": "kept", f"answer:{promise.pk}:words": "Held in May."}
    answer = client.post(_address(cast), {**WRITTEN, **told, "base": "2", "submit": "1"})
    assert answer.status_code == 302
    assert "Held in May." in client.get(_address(cast)).content.decode()


def test_two_who_typed_the_same_promise_join_it_like_any_other_words(
    cast: Cast, signed_in: Browser
) -> None:
    other = Typed({"promise:1:words": "Theirs.", "promise:1:due": "2015"}, 1)
    save_draft(by=cast.contributor, at=NOON, contribution=cast.draft, typed=other)
    client = signed_in(cast.focal_point)
    mine = {"promise:1:words": "Mine.", "promise:1:due": "2016", "base": "1", "save": "1"}
    page = client.post(_address(cast), mine, follow=True).content.decode()

    assert ">Mine.<" in page
    assert ">Theirs.<" in page
    chosen = {"promise:1:words": "Both.", "promise:1:due": "2016", "base": "2"}
    client.post(_address(cast, "contribution-join"), chosen)
    assert _newest(cast)["promise:1:words"] == "Both."


def test_the_workbook_leaves_promises_as_they_are(cast: Cast, signed_in: Browser) -> None:
    typed = {"account": "A.", "promise:1:words": "We will.", "promise:1:due": "2015"}
    save_draft(by=cast.focal_point, at=NOON, contribution=cast.draft, typed=Typed(typed, 1))
    client = signed_in(cast.focal_point)
    place = [cast.plan.slug, 2014, "defence"]
    book = load_workbook(io.BytesIO(client.get(reverse("workbook-download", args=place)).content))
    sheet = book["Lines"]
    place_of_account = [cell.value for cell in sheet[1]].index("account") + 1
    sheet.cell(3, place_of_account).value = "From Excel."
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    stream.name = "back.xlsx"
    shown = client.post(reverse("workbook", args=place), {"workbook": stream}, follow=True)
    address = shown.redirect_chain[-1][0]
    seen = shown.content.decode().split('name="seen:1.a" value="')[1].split('"')[0]
    client.post(address, {"seen:1.a": seen, "apply": "1"})

    assert _newest(cast)["account"] == "From Excel."
    assert _newest(cast)["promise:1:words"] == "We will."


def test_the_public_sees_published_promises_and_published_answers_only(
    cast: Cast, signed_in: Browser
) -> None:
    told = factories.make_promise(cast.published, "We will hold a course.")
    factories.make_promise(cast.submitted, "Not told yet.")
    Contribution.objects.filter(pk=cast.draft.pk).update(status=Status.SUBMITTED)
    factories.make_promise_answer(told, cast.draft, words="Not published yet.")
    public = signed_in(cast.anonymous).get(_ledger(cast)).content.decode()

    assert "We will hold a course." in public
    assert "Not told yet." not in public
    assert "Not published yet." not in public
    inside = signed_in(cast.coordinator).get(_ledger(cast)).content.decode()
    assert "Not told yet." in inside
    assert "Not published yet." in inside


def test_the_name_of_who_looks_after_a_promise_is_never_public(
    cast: Cast, signed_in: Browser
) -> None:
    factories.make_promise(cast.published, person=cast.contributor)

    for page in (_ledger(cast), reverse("line", args=[cast.plan.slug, "1.a"])):
        assert cast.contributor.name not in signed_in(cast.anonymous).get(page).content.decode()
    own = signed_in(cast.focal_point).get(_address(cast, year=2013)).content.decode()
    assert cast.contributor.name in own


def test_an_activity_that_is_not_public_shows_nothing_to_the_public(
    cast: Cast, signed_in: Browser
) -> None:
    promise = factories.make_promise(cast.published)
    activity = factories.make_activity(cast.body, title="Closed course", is_public=False)
    Contribution.objects.filter(pk=cast.draft.pk).update(status=Status.PUBLISHED)
    factories.make_promise_answer(promise, cast.draft, activity=activity)

    assert "Closed course" not in signed_in(cast.anonymous).get(_ledger(cast)).content.decode()


@pytest.fixture
def four(cast: Cast) -> list[DatedPromise]:
    """One promise of each state, published."""
    Contribution.objects.filter(pk=cast.draft.pk).update(status=Status.PUBLISHED)
    words = ("First.", "Second.", "Third.", "Fourth.")
    made = [factories.make_promise(cast.published, each) for each in words]
    DatedPromise.objects.filter(pk=made[3].pk).update(due_year=2032)
    factories.make_promise_answer(made[0], cast.draft)
    factories.make_promise_answer(made[1], cast.draft, "late")
    factories.make_promise_answer(made[2], cast.draft, "dropped")
    return made


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [0, 1, 2, 3]),
        ({"state": "kept"}, [0]),
        ({"state": "late"}, [1]),
        ({"state": "dropped"}, [2]),
        ({"state": "open"}, [3]),
        ({"state": "awaiting"}, [1, 3]),
        ({"due": "2015"}, [1]),
        ({"words": "fourth"}, [3]),
        ({"body": "defence", "top": "1", "line": "1.a", "year": "2013"}, [0, 1, 2, 3]),
        ({"line": "1.b"}, []),
        ({"order": "-due"}, [3, 1, 2, 0]),
    ],
)
def test_the_ledger_is_asked_and_ordered(
    cast: Cast,
    signed_in: Browser,
    four: list[DatedPromise],
    wanted: dict[str, str],
    found: list[int],
) -> None:
    page = signed_in(cast.anonymous).get(_ledger(cast, **wanted))

    assert [row.promise for row in page.context["rows"]] == [four[at] for at in found]


def test_the_ledger_says_all_in_one_sentence(
    cast: Cast, signed_in: Browser, four: list[DatedPromise]
) -> None:
    sentence = (
        "4 promises were made: 1 was kept, 1 is late, 1 is open, 1 was dropped."
        " 2 still await an answer."
    )
    client = signed_in(cast.anonymous)

    assert sentence in client.get(_ledger(cast)).content.decode()
    line = client.get(reverse("line", args=[cast.plan.slug, "1.a"])).content.decode()
    assert sentence in line
    assert f'id="promise-{four[0].pk}"' in line
    plan = client.get(reverse("plan", args=[cast.plan.slug])).content.decode()
    assert "kept 1, late 1, open 1, dropped 1" in plan


def test_a_ledger_without_promises_says_so(cast: Cast, signed_in: Browser) -> None:
    page = signed_in(cast.anonymous).get(_ledger(cast)).content.decode()

    assert "Nothing has been promised for a day or a year yet." in page


def test_the_ledger_leaves_as_a_table_as_shown(
    cast: Cast, signed_in: Browser, four: list[DatedPromise]
) -> None:
    client = signed_in(cast.anonymous)
    address = reverse("promises-export", args=[cast.plan.slug, "csv"])
    content = client.get(f"{address}?state=late").content.decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(content))

    assert row[head.index("What was promised")] == "Second."
    assert row[head.index("Due now")] == "2015"
    sheet = client.get(reverse("promises-export", args=[cast.plan.slug, "xlsx"])).content
    assert load_workbook(io.BytesIO(sheet)).worksheets[0].max_row == 5


def test_my_work_the_board_and_the_handover_speak_of_what_falls_due(
    cast: Cast, signed_in: Browser
) -> None:
    factories.make_promise(cast.published, "We will hold a course.")
    client = signed_in(cast.focal_point)

    assert "1 promise of before to answer" in client.get(reverse("my-work")).content.decode()
    handover = client.get(reverse("handover", args=[cast.plan.slug, "defence"])).content.decode()
    assert "We will hold a course." in handover
    export = reverse("board-export", args=[cast.plan.slug, 2014, "csv"])
    board = signed_in(cast.coordinator).get(export).content.decode()
    assert "a promise of before awaits an answer" in board


def _count(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(address)
    return len(queries)


@pytest.mark.parametrize("who", ["anonymous", "coordinator", "focal_point"])
def test_many_promises_cost_no_more_queries_than_two(
    cast: Cast, signed_in: Browser, who: str
) -> None:
    client = signed_in(cast.member(who))
    pages = [_ledger(cast), reverse("line", args=[cast.plan.slug, "1.a"])]
    if who != "anonymous":
        pages += [_address(cast), reverse("my-work")]
    _make_more(cast, 2)
    few = [_count(client, page) for page in pages]
    _make_more(cast, 25)

    assert [_count(client, page) for page in pages] == few


def _make_more(cast: Cast, number: int) -> None:
    period, _made = cast.plan.periods.get_or_create(
        year=2011, defaults={"opened_at": NOON, "closed_at": NOON}
    )
    for _ in range(number):
        body = Body.objects.get(pk=factories.make_body().pk)
        gave = factories.make_contribution(cast.line, body, period, status=Status.PUBLISHED)
        promise = factories.make_promise(cast.published)
        factories.make_promise(gave)
        told = factories.make_contribution(cast.line, body, cast.last_year, status=Status.PUBLISHED)
        factories.make_promise_answer(promise, told, "late", activity=factories.make_activity(body))
