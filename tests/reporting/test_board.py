"""Does the board say of each contribution what the coordinator must know, and of all at once?"""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from suivi.activities.models import ActivityVersion, SavedFilter
from suivi.people.models import Body
from suivi.reporting import actions
from suivi.reporting.models import Contribution
from suivi.reporting.queries import BoardFilter, board
from suivi.reporting.queries.board import Board, BoardCell
from suivi.reporting.repetition import digest
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.factories import NOON

Browser = Callable[[Any], Client]
BEFORE, AFTER = date(2015, 2, 1), date(2015, 3, 2)
ARGS = ["small-plan", 2014]


def _board(cast: Cast, /, on: date = AFTER, **wanted: Any) -> Board:
    return board(cast.period, on, BoardFilter(**wanted))


def _cell(cast: Cast, line: str = "1.a", body: str = "defence", on: date = AFTER) -> BoardCell:
    found = _board(cast, on)
    row = next(row for row in found.rows if row.line.code == line)
    place = [column.body.code for column in found.columns].index(body)
    cell = row.cells[place]
    assert cell is not None
    return cell


def _change(contribution: Contribution, **facts: Any) -> None:
    Contribution.objects.filter(pk=contribution.pk).update(**facts)


@pytest.mark.parametrize(
    ("facts", "on", "code"),
    [
        ({}, BEFORE, "due"),
        ({}, AFTER, "overdue"),
        ({"expected_on": date(2015, 3, 10)}, AFTER, "promised"),
        ({"expected_on": date(2015, 2, 20)}, AFTER, "overdue"),
        ({"blocked_because": "No figures."}, BEFORE, "blocked"),
        ({"blocked_because": "No figures."}, AFTER, "blocked"),
        ({"status": Status.SENT_BACK}, BEFORE, "sent_back"),
        ({"status": Status.SUBMITTED}, AFTER, "delivered"),
        ({"status": Status.CLEARED}, AFTER, "delivered"),
        ({"status": Status.ACCEPTED}, AFTER, "accepted"),
        ({"status": Status.PUBLISHED}, AFTER, "published"),
    ],
)
def test_each_cell_says_how_it_stands(
    cast: Cast, facts: dict[str, Any], on: date, code: str
) -> None:
    _change(cast.draft, **facts)

    assert _cell(cast, on=on).code == code


def test_a_body_with_a_later_day_is_not_overdue(cast: Cast) -> None:
    actions.set_due_day(
        by=cast.coordinator, at=NOON, period=cast.period, body=cast.body, due_on=AFTER
    )

    assert _cell(cast, on=AFTER).code == "due"
    assert _cell(cast, on=AFTER + timedelta(days=1)).code == "overdue"


def test_a_late_promise_shows_the_day_that_was_promised(cast: Cast, signed_in: Browser) -> None:
    _change(cast.draft, expected_on=date(2015, 2, 20))
    page = signed_in(cast.coordinator).get(reverse("board", args=ARGS)).content.decode()

    assert "1.a: overdue, due 1 March 2015, promised for 20 February 2015, begun" in page


@pytest.mark.parametrize(
    ("account", "is_repeated"),
    [
        ("In 2014 we trained twenty-four officers.", True),
        ("in 2014, we  trained: twenty-four officers", True),
        ("In 2014 we trained twenty-five officers.", False),
        ("In 2013 we trained twenty-four officers.", False),
    ],
)
def test_word_for_word_repetition_of_the_last_published_year_is_flagged(
    cast: Cast, account: str, is_repeated: bool
) -> None:
    before = "In 2013 we trained twenty-four officers."
    _change(cast.published, account=before, account_digest=digest(before, 2013))
    answers = {"account": account, "progress": "on_track", "value:1.1::number": "24"}
    typed = actions.Typed(answers, cast.draft.version)
    actions.save_draft(by=cast.focal_point, at=NOON, contribution=cast.draft, typed=typed)
    actions.submit_contribution(by=cast.focal_point, at=NOON, contribution=cast.draft)

    assert ("repeated" in _cell(cast).flags) is is_repeated


def test_accounts_without_words_repeat_nothing() -> None:
    assert digest(" … ", 2014) == ""


def test_what_is_written_on_after_it_was_submitted_is_flagged(cast: Cast) -> None:
    assert "changed" not in _cell(cast, "1.b", "justice").flags
    _change(cast.submitted, status=Status.SENT_BACK, version=2)

    assert "changed" in _cell(cast, "1.b", "justice").flags


def test_an_activity_changed_after_delivery_is_flagged(cast: Cast) -> None:
    activity = factories.make_activity(cast.other_body, provisions=[cast.shared_line])
    cast.submitted.activities.add(activity)
    ActivityVersion.objects.create(activity=activity, number=1, at=NOON - timedelta(days=1))
    assert "changed" not in _cell(cast, "1.b", "justice").flags
    ActivityVersion.objects.create(activity=activity, number=2, at=NOON + timedelta(days=1))

    assert "changed" in _cell(cast, "1.b", "justice").flags


def test_the_language_is_that_of_the_text_delivered(cast: Cast) -> None:
    _change(cast.submitted, language="nl")

    assert _cell(cast, "1.b", "justice").language == "nl"
    assert _cell(cast).language == ""


@pytest.mark.parametrize(
    ("wanted", "lines"),
    [
        ({}, ["1.a", "1.b"]),
        ({"body": "justice"}, ["1.b"]),
        ({"state": "owed"}, ["1.a"]),
        ({"state": "delivered"}, ["1.b"]),
        ({"flag": "late"}, ["1.a"]),
        ({"flag": "silent"}, ["1.a"]),
        ({"language": "en"}, ["1.b"]),
        ({"words": "exchange"}, ["1.b"]),
        ({"words": "1.A"}, ["1.a"]),
        ({"group": "1"}, ["1.a", "1.b"]),
        ({"group": "9"}, []),
        ({"state": "delivered", "body": "defence"}, []),
    ],
)
def test_a_selection_shows_the_lines_in_which_something_is_found(
    cast: Cast, wanted: dict[str, Any], lines: list[str]
) -> None:
    assert [row.line.code for row in _board(cast, **wanted).rows] == lines


def test_cells_outside_the_selection_are_left_out_with_their_columns(cast: Cast) -> None:
    found = _board(cast, state="owed")

    assert [column.body.code for column in found.columns] == ["defence"]
    assert (found.shown, found.asked) == (1, 2)


def test_parts_of_the_plan_stand_above_their_lines_with_subtotals(cast: Cast) -> None:
    rows = _board(cast, by="group").rows

    assert [(row.line.code, row.is_part) for row in rows] == [
        ("1", True),
        ("1.a", False),
        ("1.b", False),
    ]
    assert str(rows[0].tally) == "1/2"
    assert [str(each) for each in rows[0].subtotals] == ["0/1", "1/1"]
    assert [row.line.code for row in _board(cast, by="only").rows] == ["1"]


def test_lines_and_departments_stand_in_the_order_asked_for(cast: Cast) -> None:
    _change(cast.submitted, status=Status.ACCEPTED)
    _change(cast.draft, status=Status.SUBMITTED)
    agriculture = factories.make_body("agriculture", name="Agriculture")
    factories.make_contribution(cast.shared_line, agriculture, cast.period)

    def order(**wanted: Any) -> tuple[list[str], list[str]]:
        found = _board(cast, **wanted)
        lines = [row.line.code for row in found.rows]
        return lines, [column.body.code for column in found.columns]

    assert order() == (["1.a", "1.b"], ["defence", "justice", "agriculture"])
    assert order(lines="owed", bodies="owed")[0] == ["1.b", "1.a"]
    assert order(bodies="owed")[1][0] == "agriculture"
    assert order(bodies="name")[1][0] == "agriculture"
    assert order(lines="late")[0] == ["1.b", "1.a"]


def test_a_department_says_who_answers_and_when_it_was_last_written_to(cast: Cast) -> None:
    actions.send_back_contribution(
        by=cast.coordinator, at=NOON, contribution=cast.submitted, note="Say when."
    )
    columns = {column.body.code: column for column in _board(cast).columns}

    assert [each.name for each in columns["justice"].people] == ["Other focal point"]
    contact = columns["justice"].contact
    assert contact is not None
    assert (contact.at, contact.by) == (NOON, "Coordinator")
    assert columns["defence"].contact is None
    longest_silent = _board(cast, bodies="contact").columns[0]
    assert longest_silent.body.code == "defence"


def test_what_is_no_longer_asked_is_not_on_the_board(cast: Cast) -> None:
    _change(cast.draft, released_at=NOON)

    assert [row.line.code for row in _board(cast).rows] == ["1.b"]


def test_the_table_is_the_board_as_seen(cast: Cast, signed_in: Browser) -> None:
    _change(cast.draft, blocked_because="=1+1")
    answer = signed_in(cast.coordinator).get(
        reverse("board-export", args=[*ARGS, "csv"]), {"body": "defence"}
    )
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert rows == [
        ["Line", "Wording", "Defence", "Delivered", "Asked"],
        ["1.a", "Train staff.", "blocked, due 1 March 2015, =1+1, begun", "0", "1"],
    ]


def test_the_workbook_holds_the_board_its_contributions_and_departments(
    cast: Cast, signed_in: Browser
) -> None:
    _change(cast.draft, blocked_because="=1+1")
    answer = signed_in(cast.coordinator).get(reverse("board-export", args=[*ARGS, "xlsx"]))
    book = load_workbook(io.BytesIO(answer.content))

    assert book.sheetnames == ["Board", "Contributions", "Departments"]
    contributions = list(book["Contributions"].iter_rows(values_only=True))
    assert len(contributions) == 3
    reason = book["Contributions"].cell(2, 8)
    assert (reason.value, reason.data_type) == ("=1+1", "s")
    assert str(contributions[1][-1]).endswith("/board/small-plan/2014/1.a/defence/")
    assert "Focal point <focal.point@example.org>" in str(book["Departments"].cell(2, 5).value)


def test_a_view_is_kept_by_person_and_plan_and_forgotten(cast: Cast, signed_in: Browser) -> None:
    desk = signed_in(cast.coordinator)
    desk.post(
        reverse("board-view-save", args=ARGS), {"name": "Late", "query": "flag=late&by=group"}
    )
    saved = SavedFilter.objects.get()
    assert (saved.person, saved.page) == (cast.coordinator, "board small-plan")
    assert "?flag=late&amp;by=group" in desk.get(reverse("board", args=ARGS)).content.decode()
    assert "Late" not in desk.get(reverse("activities")).content.decode()

    desk.post(reverse("board-view-forget", args=[*ARGS, saved.pk]))
    assert not SavedFilter.objects.exists()


def test_an_address_says_all_that_is_asked_of_the_board() -> None:
    wanted = BoardFilter.asked({"state": "owed", "by": "only", "unknown": "x", "words": " a b "})

    assert wanted.query == "state=owed&words=a+b&by=only"
    assert BoardFilter.asked({"words": "x" * 900}).words == "x" * 200


def _grow(cast: Cast, lines: int, bodies: int) -> None:
    columns = [factories.make_body() for _number in range(bodies)]
    rows = [
        factories.make_provision(cast.plan, f"2.{number}", parent=cast.goal)
        for number in range(lines)
    ]
    for period, status in ((cast.last_year, Status.PUBLISHED), (cast.period, Status.SUBMITTED)):
        Contribution.objects.bulk_create(
            Contribution(
                provision=row,
                body=column,
                period=period,
                status=status,
                account="The same words.",
                account_digest="same",
                version=1,
                submitted_version=1,
                delivered_at=NOON,
            )
            for row in rows
            for column in columns
        )


def test_a_hundred_lines_by_twenty_bodies_take_as_many_queries_as_two(
    cast: Cast, signed_in: Browser
) -> None:
    desk = signed_in(cast.coordinator)
    address = reverse("board", args=ARGS)
    counts = []
    for lines, bodies in ((0, 0), (100, 20)):
        _grow(cast, lines, bodies)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = desk.get(address, {"by": "group"})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 30
    assert page.content.decode().count('class="cell ') >= 2000
    assert Body.objects.count() == 23
