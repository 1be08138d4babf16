"""Does a department get more time, and do the coordinators hear when it will deliver?"""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from suivi.audit.models import Event
from suivi.errors import Refused
from suivi.reporting import actions
from suivi.reporting.actions import Outlook
from suivi.reporting.deadlines import deadlines
from suivi.reporting.models import Contribution, Extension
from tests import factories
from tests.cast import Cast
from tests.factories import NOON
from tests.reporting.sheets import downloaded

Browser = Callable[[Any], Client]
WISHED = date(2015, 3, 20)
PAGE = ["small-plan", 2014, "defence"]


def _ask(cast: Cast, wished_on: date = WISHED, reason: str = "Holidays.") -> Extension:
    return actions.ask_extension(
        by=cast.focal_point,
        at=NOON,
        period=cast.period,
        body=cast.body,
        wished_on=wished_on,
        reason=reason,
    )


def _tell(cast: Cast, expected_on: date | None = None, blocked: str = "") -> int:
    return actions.tell_outlook(
        by=cast.focal_point,
        at=NOON,
        period=cast.period,
        body=cast.body,
        lines=["1.a"],
        outlook=Outlook(expected_on, blocked),
    )


def test_more_time_is_granted_until_another_day_than_was_wished(cast: Cast) -> None:
    extension = actions.grant_extension(
        by=cast.coordinator, at=NOON, extension=_ask(cast), granted_on=date(2015, 3, 10)
    )

    assert (extension.answer, extension.answered_by) == ("granted", cast.coordinator)
    assert deadlines(cast.period).of(cast.body.pk) == date(2015, 3, 10)
    assert deadlines(cast.period).of(cast.other_body.pk) == date(2015, 3, 1)
    assert list(Event.objects.order_by("number").values_list("verb", flat=True)) == [
        "ask_extension",
        "grant_extension",
    ]


def test_more_time_is_refused_with_a_sentence(cast: Cast) -> None:
    extension = _ask(cast)
    with pytest.raises(Refused, match="Say why"):
        actions.refuse_extension(by=cast.coordinator, at=NOON, extension=extension, sentence="")
    actions.refuse_extension(
        by=cast.coordinator, at=NOON, extension=extension, sentence="Parliament waits."
    )

    extension.refresh_from_db()
    assert (extension.answer, extension.sentence) == ("refused", "Parliament waits.")
    assert deadlines(cast.period).of(cast.body.pk) == date(2015, 3, 1)


def test_a_wish_is_answered_once_and_another_may_follow(cast: Cast) -> None:
    extension = _ask(cast)
    with pytest.raises(Refused, match="not answered yet"):
        _ask(cast)
    answer: dict[str, Any] = {"by": cast.coordinator, "at": NOON, "extension": extension}
    actions.grant_extension(**answer, granted_on=WISHED)
    with pytest.raises(Refused, match="answered already"):
        actions.refuse_extension(**answer, sentence="No.")

    assert _ask(cast, date(2015, 4, 1)).answer == "waiting"


@pytest.mark.parametrize(
    ("wished_on", "reason", "sentence"),
    [
        (date(2015, 3, 1), "Holidays.", "later day"),
        (date(2015, 1, 1), "Holidays.", "in the past"),
        (WISHED, "  ", "Say why"),
    ],
)
def test_a_wish_names_a_later_day_and_a_reason(
    cast: Cast, wished_on: date, reason: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        _ask(cast, wished_on, reason)


def test_the_focal_point_alone_speaks_for_the_department(cast: Cast) -> None:
    for person in (cast.contributor, cast.other_focal_point, cast.coordinator):
        with pytest.raises(Refused, match="focal point"):
            actions.ask_extension(
                by=person,
                at=NOON,
                period=cast.period,
                body=cast.body,
                wished_on=WISHED,
                reason="Holidays.",
            )


def test_what_was_asked_and_answered_is_seen_by_both_sides(cast: Cast, signed_in: Browser) -> None:
    extension = _ask(cast)
    desk = signed_in(cast.coordinator)
    page = desk.get(reverse("my-work"))
    assert "1 department asks for more time" in page.content.decode()
    page = desk.get(reverse("period", args=["small-plan", 2014]))
    assert "Holidays." in page.content.decode()

    desk.post(
        reverse("extension-answer", args=["small-plan", 2014, extension.pk]),
        {"granted_on": "2034-03-10", "sentence": "Not later.", "grant": ""},
    )
    work = signed_in(cast.focal_point).get(reverse("my-work")).content.decode()
    assert "granted: 10 March 2034" in work
    assert "due 10 March 2034" in work
    assert "Not later." in work


def test_refusing_without_a_sentence_comes_back(cast: Cast, signed_in: Browser) -> None:
    extension = _ask(cast)
    answer = signed_in(cast.coordinator).post(
        reverse("extension-answer", args=["small-plan", 2014, extension.pk]), {"refuse": ""}
    )

    assert answer.status_code == 422
    extension.refresh_from_db()
    assert extension.answer == "waiting"


def test_the_day_of_the_department_stands_in_its_workbook(cast: Cast) -> None:
    actions.set_due_day(
        by=cast.coordinator, at=NOON, period=cast.period, body=cast.body, due_on=WISHED
    )
    book = load_workbook(BytesIO(downloaded(cast)))
    said = [str(row[0].value) for row in book.worksheets[0].iter_rows(max_col=1)]

    assert "Due on 20 March 2015." in said


def test_a_promised_day_stands_until_the_contribution_is_delivered(cast: Cast) -> None:
    assert _tell(cast, WISHED) == 1
    cast.draft.refresh_from_db()
    assert (cast.draft.expected_on, cast.draft.told_at) == (WISHED, NOON)

    answers = {"account": "Done.", "progress": "on_track", "value:1.1::number": "2"}
    typed = actions.Typed(answers, cast.draft.version)
    actions.save_draft(by=cast.focal_point, at=NOON, contribution=cast.draft, typed=typed)
    actions.submit_contribution(by=cast.focal_point, at=NOON, contribution=cast.draft)
    cast.draft.refresh_from_db()
    assert (cast.draft.expected_on, cast.draft.told_at) == (None, None)


def test_what_stands_in_the_way_is_told_and_taken_back(cast: Cast) -> None:
    _tell(cast, blocked="The database is down.")
    cast.draft.refresh_from_db()
    assert cast.draft.blocked_because == "The database is down."

    _tell(cast)
    cast.draft.refresh_from_db()
    assert (cast.draft.blocked_because, cast.draft.told_at) == ("", None)


@pytest.mark.parametrize(
    ("expected_on", "blocked", "sentence"),
    [
        (date(2015, 1, 1), "", "in the past"),
        (date(2019, 1, 1), "", "too far away"),
        (WISHED, "Something.", "not both"),
    ],
)
def test_a_word_that_makes_no_sense_is_refused(
    cast: Cast, expected_on: date, blocked: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        _tell(cast, expected_on, blocked)


def test_nothing_is_told_of_what_is_delivered_or_of_other_bodies(cast: Cast) -> None:
    with pytest.raises(Refused, match="Choose at least one"):
        actions.tell_outlook(
            by=cast.other_focal_point,
            at=NOON,
            period=cast.period,
            body=cast.other_body,
            lines=["1.a", "1.b"],
            outlook=Outlook(WISHED),
        )


def test_several_lines_are_told_of_at_once(cast: Cast, signed_in: Browser) -> None:
    line = factories.make_provision(cast.plan, "1.c", parent=cast.goal)
    factories.make_contribution(line, cast.body, cast.period)
    client = signed_in(cast.focal_point)
    address = reverse("delivery", args=PAGE)
    assert client.get(address, {"line": "1.c"}).content.decode().count(" checked") == 1
    facts = {"lines": ["1.a", "1.c"], "word": "blocked", "blocked_because": "No figures."}
    client.post(address, facts)

    assert Contribution.objects.filter(blocked_because="No figures.").count() == 2


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"lines": ["1.a"], "word": "day"}, "Give the day."),
        ({"lines": ["1.a"], "word": "blocked"}, "Say what stands in the way."),
        ({"word": "nothing"}, "required"),
        ({"lines": ["1.a"], "word": "day", "expected_on": "2001-01-01"}, "in the past"),
    ],
)
def test_what_is_missing_in_the_form_is_said_there(
    cast: Cast, signed_in: Browser, facts: dict[str, Any], sentence: str
) -> None:
    answer = signed_in(cast.focal_point).post(reverse("delivery", args=PAGE), facts)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_page_takes_as_many_queries_for_many_lines(
    cast: Cast, signed_in: Browser, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        line = factories.make_provision(cast.plan, f"2.{number}", parent=cast.goal)
        factories.make_contribution(line, cast.body, cast.period)
    client = signed_in(cast.focal_point)
    with django_assert_max_num_queries(18):
        client.get(reverse("delivery", args=PAGE))
