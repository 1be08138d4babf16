"""Does every change to the record of events show?"""

import importlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any, Final

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from suivi.audit.actions import record
from suivi.audit.models import ChainHead, Event
from suivi.audit.queries import GUARDS, breaks, missing_guards
from suivi.command_line import check_audit
from suivi.reporting.models import Contribution, DraftVersion
from tests.cast import Cast
from tests.factories import NOON

guard = importlib.import_module("suivi.audit.migrations.0002_events_cannot_be_changed")
_INSERT: Final = """
    INSERT INTO audit_event (number, at, person, role, body, verb, object, outcome, facts,
                             previous_hash, hash)
    SELECT number + %s, at, person, role, body, verb, object, outcome, facts, previous_hash, %s
    FROM audit_event WHERE number = 5
"""


def write_five() -> None:
    """Five events."""
    for number in range(1, 6):
        record(by=None, at=NOON, verb="try", object=f"thing:{number}", count=number)


def tamper(statement: str, *facts: str | int) -> None:
    """Changes the table as somebody could who owns the database: without its guards."""
    with connection.cursor() as cursor:
        for off in guard.UNDO[connection.vendor]:
            cursor.execute(off)
        cursor.execute(statement, facts)


def test_untouched_events_make_a_whole_chain(db: None) -> None:
    write_five()
    assert list(breaks()) == []


def test_no_events_are_a_whole_chain_too(db: None) -> None:
    assert list(breaks()) == []


@pytest.mark.parametrize(
    "column", ["at", "person", "role", "body", "verb", "object", "outcome", "facts"]
)
def test_a_change_of_any_column_is_found(db: None, column: str) -> None:
    write_five()
    other = {"at": "2001-01-01 00:00:00+00:00", "facts": '{"count": 4}'}.get(column, "other")
    tamper(f"UPDATE audit_event SET {column} = %s WHERE number = 3", other)  # noqa: S608
    assert list(breaks()) == ["Event 3 was changed after it was written."]


def test_an_event_taken_from_the_middle_is_found(db: None) -> None:
    write_five()
    tamper("DELETE FROM audit_event WHERE number = 3")
    assert list(breaks()) == ["Event 3 is missing: the next one found is 4."]


def test_a_gap_closed_by_new_numbers_is_found(db: None) -> None:
    write_five()
    tamper("DELETE FROM audit_event WHERE number = 3")
    for number in (4, 5):
        tamper("UPDATE audit_event SET number = %s WHERE number = %s", number - 1, number)
    assert "Event 3 does not follow the event before it." in list(breaks())


def test_the_last_event_taken_away_is_found(db: None) -> None:
    write_five()
    tamper("DELETE FROM audit_event WHERE number = 5")
    assert list(breaks()) == ["The chain ends at event 4, but 5 were written."]


def test_all_events_taken_away_is_found(db: None) -> None:
    write_five()
    tamper("DELETE FROM audit_event")
    assert list(breaks()) == ["The chain ends at event 0, but 5 were written."]


def test_an_event_put_in_is_found(db: None) -> None:
    write_five()
    tamper(_INSERT, 1, "f" * 64)
    found = list(breaks())
    assert "Event 6 was changed after it was written." in found
    assert "The chain ends at event 6, but 5 were written." in found


def test_a_forged_end_is_found(db: None) -> None:
    write_five()
    tamper("DELETE FROM audit_event WHERE number = 5")
    ChainHead.objects.update(number=4)
    assert list(breaks()) == [
        "Event 4, the last, is not the one that was written.",
        "The end of the chain was moved: its seal does not fit.",
    ]


def cut_after_three() -> None:
    """The end is taken away and the head moved back to what is then the last event."""
    tamper("DELETE FROM audit_event WHERE number > 3")
    ChainHead.objects.update(number=3, hash=Event.objects.get(number=3).hash)


def test_a_cut_end_with_its_head_moved_back_is_found(db: None) -> None:
    write_five()
    cut_after_three()
    assert list(breaks()) == ["The end of the chain was moved: its seal does not fit."]


def test_a_cut_end_still_shows_after_further_events(db: None) -> None:
    write_five()
    cut_after_three()
    record(by=None, at=NOON, verb="try", object="thing:4")
    record(by=None, at=NOON, verb="try", object="thing:5")
    assert list(breaks()) == ["The end of the chain was moved: its seal does not fit."]


def test_another_key_is_said_once(db: None) -> None:
    write_five()
    with override_settings(AUDIT_KEY="another"):
        assert list(breaks()) == ["This is not the key with which the events were sealed."]


def test_the_only_event_changed_is_no_matter_of_the_key(db: None) -> None:
    record(by=None, at=NOON, verb="try", object="thing:1")
    tamper("UPDATE audit_event SET verb = 'other'")
    assert list(breaks()) == ["Event 1 was changed after it was written."]


def test_guards_that_are_gone_are_told(db: None) -> None:
    assert list(missing_guards()) == []
    tamper("SELECT 1")
    assert len(list(missing_guards())) == len(GUARDS[connection.vendor])


def test_the_end_can_be_written_down(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    write_five()
    check_audit.run([])
    said = capsys.readouterr().out
    assert "The chain of 5 events is whole." in said
    assert f"5 {Event.objects.get(number=5).hash}" in said


def test_a_chain_that_was_emptied_or_begun_anew_is_found(cast: Cast) -> None:
    contribution = Contribution.objects.earliest("pk")
    DraftVersion.objects.create(contribution=contribution, number=99, saved_at=NOON)
    assert "the chain is missing" in next(check_audit.missing_beginning())
    record(by=None, at=NOON + timedelta(days=1), verb="try", object="thing:1")
    assert "the chain was begun anew" in next(check_audit.missing_beginning())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET verb = 'other' WHERE number = 3",
        "DELETE FROM audit_event WHERE number = 3",
        "DELETE FROM audit_event",
    ],
)
def test_the_database_refuses_to_change_or_remove_events(db: None, statement: str) -> None:
    write_five()
    with (
        pytest.raises(DatabaseError, match="audit events are never"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Event.objects.count() == 5


def test_an_event_of_a_transaction_that_fails_leaves_no_gap(db: None) -> None:
    write_five()
    with pytest.raises(ValueError, match="no"), transaction.atomic():
        record(by=None, at=NOON, verb="fail", object="thing:6")
        raise ValueError("no")
    record(by=None, at=NOON, verb="succeed", object="thing:6")
    assert list(breaks()) == []
    assert Event.objects.count() == 6


@pytest.mark.django_db(transaction=True)
def test_many_who_write_at_once_make_one_chain() -> None:
    def write(writer: int) -> None:
        try:
            for number in range(15):
                record(by=None, at=NOON, verb="write", object=f"thing:{writer}.{number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(write, range(4)))
    assert list(breaks()) == []
    assert Event.objects.count() == 60


def test_what_an_event_says_survives_the_database(db: None) -> None:
    facts: dict[str, Any] = {"rows": [1, 2], "names": {"é": None}, "share": 0.5}
    record(by=None, at=NOON, verb="try", object="thing", **facts)
    assert Event.objects.get().facts == facts
    assert list(breaks()) == []
