"""Does a table that leaves and comes back change exactly what a person wrote in it?"""

import csv
import io
from datetime import date

import pytest
from django.utils.translation import override

from suivi.activities import actions
from suivi.activities.facts import kept
from suivi.activities.models import Activity, ActivityImport, ActivityVersion
from suivi.activities.tables import layout, writing
from suivi.activities.tables.comparing import CHANGED, CONFLICT, NEW
from suivi.audit.models import Event
from suivi.errors import Faults, Refused
from tests import factories
from tests.activities.tables import (
    applied,
    changes,
    compared,
    exported,
    in_csv,
    opened,
    received,
    sheet_of,
    with_every_fact,
)
from tests.cast import Cast
from tests.factories import NOON

LANGUAGES = ("en", "fr", "nl", "de")
COURSE = {"title": "Course", "kind": "training", "started_on": date(2014, 6, 7)}


@pytest.fixture
def told(cast: Cast) -> Activity:
    """An activity with every fact, and beside it one that tells next to nothing."""
    factories.make_activity(cast.body, title="'=Bare", started_on=date(1980, 1, 1), kind="other")
    return with_every_fact(cast)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", [writing.as_csv, writing.as_workbook])
def test_what_leaves_and_comes_back_changes_nothing(
    cast: Cast, told: Activity, language: str, form: object
) -> None:
    with override(language):
        data = form(exported(cast.focal_point))  # type: ignore[operator]
    found = compared(cast.focal_point, data)

    assert (found.differences, found.refused, found.faults, found.notes) == ([], [], [], [])
    assert found.unchanged == 2


def _as_new(data: bytes) -> bytes:
    """A workbook whose rows are new activities."""
    sheet = opened(data)
    for row in range(layout.FIRST_ROW, sheet.sheet.max_row + 1):
        sheet.write("uid", None, row)
        sheet.write("version", None, row)
    return sheet.data()


def _as_new_csv(data: bytes) -> bytes:
    """A CSV table whose rows are new activities."""
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    return in_csv([head, *(["", "", *row[2:]] for row in rows)])


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_fact_of_a_table_enters_as_it_was(cast: Cast, form: str) -> None:
    told = with_every_fact(cast)
    before = kept(Activity.objects.get(pk=told.pk))
    made = exported(cast.focal_point)
    csv_data, xlsx = _as_new_csv(writing.as_csv(made)), _as_new(writing.as_workbook(made))
    Activity.objects.all().delete()
    data = csv_data if form == "csv" else xlsx
    applied(cast.focal_point, data, f"activities.{form}")

    entered = Activity.objects.get()
    assert kept(entered) == before
    assert entered.uid != told.uid


def test_headings_name_the_column_in_every_language_and_no_two_mean_different_ones() -> None:
    meant: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for key, heading in layout.headings(language).items():
            meant.setdefault(heading.casefold(), set()).add(key)

    assert {heading: keys for heading, keys in meant.items() if len(keys) > 1} == {}


def test_new_changed_and_unchanged_rows_are_told_apart(cast: Cast, told: Activity) -> None:
    sheet = sheet_of(exported(cast.focal_point))
    sheet.write("women", 3)
    sheet.write("gender_marker", "not screened")
    sheet.write("lines", "1.b")
    sheet.add(**COURSE)
    found = compared(cast.focal_point, sheet.data())

    assert [each.state for each in found.differences] == [CHANGED, NEW]
    assert {each.key: each.table for each in found.differences[0].changes} == {
        "women": 3,
        "gender_marker": None,
        "lines": ((cast.shared_line.pk,), ()),
    }
    assert found.counts() == {"new": 1, "changed": 1, "conflict": 0, "unchanged": 1, "refused": 0}


def test_zero_blank_and_not_screened_are_three_things(cast: Cast) -> None:
    sheet = sheet_of(writing.empty_table({cast.body.pk}))
    sheet.add(**COURSE, women=0, gender_marker=0)
    sheet.add(**{**COURSE, "title": "Other thing"}, women=None, gender_marker="not screened")
    sheet.add(**{**COURSE, "title": "A third"}, gender_marker=None)
    applied(cast.focal_point, sheet.data())

    found = Activity.objects.order_by("pk").values_list("women", "men", "gender_marker")
    assert list(found) == [(0, None, 0), (None, None, None), (None, None, None)]


def test_what_changed_online_in_other_facts_is_no_conflict_and_stays(
    cast: Cast, told: Activity
) -> None:
    sheet = sheet_of(exported(cast.focal_point))
    sheet.write("women", 3)
    applied_before = sheet_of(exported(cast.focal_point))
    applied_before.write("source", "Annual report")
    applied(cast.contributor, applied_before.data())
    applied(cast.focal_point, sheet.data())

    told.refresh_from_db()
    assert (told.women, told.source, told.version) == (3, "Annual report", 3)


def test_a_fact_that_both_changed_is_a_conflict_that_a_person_decides(
    cast: Cast, told: Activity
) -> None:
    sheet = sheet_of(exported(cast.focal_point))
    sheet.write("women", 3)
    other = sheet_of(exported(cast.focal_point))
    other.write("women", 4)
    applied(cast.contributor, other.data())
    (conflict,) = compared(cast.focal_point, sheet.data()).differences

    assert conflict.state == CONFLICT
    assert [(each.table, each.online) for each in conflict.changes] == [(3, 4)]
    with pytest.raises(Faults, match="Choose what stands"):
        applied(cast.focal_point, sheet.data())
    applied(cast.focal_point, sheet.data(), sides={str(told.uid): "table"})
    told.refresh_from_db()
    assert told.women == 3


def test_a_table_is_one_event_one_version_each_and_keeps_its_file(
    cast: Cast, told: Activity
) -> None:
    events = Event.objects.count()
    sheet = sheet_of(exported(cast.focal_point))
    sheet.write("women", 3)
    sheet.add(**COURSE)
    imported = applied(cast.focal_point, sheet.data())

    assert Event.objects.count() == events + 2  # received, applied
    versions = ActivityVersion.objects.filter(imported=imported)
    assert sorted(versions.values_list("number", flat=True)) == [1, 2]
    assert imported.file.path.read_bytes()
    assert imported.counts["new"] == 1


def test_the_whole_table_is_undone_but_for_what_was_changed_since(
    cast: Cast, told: Activity
) -> None:
    bare = Activity.objects.get(title="'=Bare")
    before = kept(Activity.objects.get(pk=told.pk))
    sheet = sheet_of(exported(cast.focal_point))
    sheet.write("women", 3)
    sheet.write("links", "Other (https://example.org/other)")
    sheet.write("partners", None)
    sheet.write("source", "Somewhere", 4)
    sheet.write("started_on", date(1995, 5, 5), 4)
    sheet.add(**COURSE)
    imported = applied(cast.focal_point, sheet.data())
    later = sheet_of(exported(cast.focal_point))
    later.write("women", 9, 4 if later.cell("title", 4).value == "'=Bare" else 5)
    applied(cast.contributor, later.data())
    undone = actions.undo_table(by=cast.focal_point, at=NOON, imported=imported)

    assert kept(Activity.objects.get(pk=told.pk)) == before
    assert not Activity.objects.filter(title="Course").exists()
    assert Activity.with_removed.get(title="Course").removed_at == NOON
    assert Activity.objects.get(pk=bare.pk).women == 9
    assert (undone.counts["undone"], undone.counts["not_undone"]) == (2, 1)
    with pytest.raises(Refused, match="undone already"):
        actions.undo_table(by=cast.focal_point, at=NOON, imported=imported)


def test_nothing_is_applied_when_one_cell_is_wrong(cast: Cast, told: Activity) -> None:
    sheet = sheet_of(exported(cast.focal_point))
    sheet.write("women", 3)
    sheet.add(**{**COURSE, "women": "n.a."})

    with pytest.raises(Faults, match=r"“n.a.” is not a number; write it as 1,234, or leave it"):
        applied(cast.focal_point, sheet.data())
    told.refresh_from_db()
    assert (told.women, Activity.objects.count()) == (0, 2)


def test_what_was_looked_at_is_what_is_applied(cast: Cast, told: Activity) -> None:
    sheet = sheet_of(exported(cast.focal_point))
    sheet.write("women", 3)
    seen = compared(cast.focal_point, sheet.data()).mark()
    imported = received(cast.focal_point, sheet.data())
    other = sheet_of(exported(cast.focal_point))
    other.write("source", "Changed meanwhile")
    applied(cast.contributor, other.data())

    with pytest.raises(Faults, match="changed meanwhile; look at the differences again"):
        actions.apply_table(
            by=cast.focal_point,
            at=NOON,
            imported=imported,
            seen=seen,
            decisions=actions.Decisions(),
        )


def test_a_table_is_applied_once(cast: Cast) -> None:
    sheet = sheet_of(writing.empty_table({cast.body.pk}))
    sheet.add(**COURSE)
    imported = applied(cast.focal_point, sheet.data())

    with pytest.raises(Refused, match="applied already"):
        actions.apply_table(
            by=cast.focal_point, at=NOON, imported=imported, seen="", decisions=actions.Decisions()
        )


def test_rows_of_other_bodies_are_refused_each_with_a_sentence(cast: Cast) -> None:
    factories.make_activity(cast.other_body, title="Of Justice", source="Press")
    factories.make_activity(cast.body, title="Ours")
    sheet = sheet_of(exported(cast.focal_point))
    for row in (3, 4):
        sheet.write("women", 5, row)
    sheet.add(**COURSE, body="Justice")
    found = compared(cast.focal_point, sheet.data())

    assert [each.sentence for each in found.refused] == [
        "is an activity of Justice, for which you do not write."
    ] * 2
    applied(cast.focal_point, sheet.data())
    assert dict(Activity.objects.values_list("title", "women")) == {"Of Justice": None, "Ours": 5}


@pytest.mark.parametrize("name", ["reader", "coordinator", "clearing_officer", "stranger"])
def test_only_those_who_write_hand_a_table_over(cast: Cast, name: str) -> None:
    data = writing.as_workbook(exported(cast.focal_point))
    with pytest.raises(Refused):
        received(cast.member(name), data)  # type: ignore[arg-type]
    assert not ActivityImport.objects.exists()


def test_what_a_person_may_not_see_is_not_found_by_its_identifier(cast: Cast) -> None:
    hidden = factories.make_activity(cast.other_body, title="Draft of Justice")
    sheet = sheet_of(writing.empty_table({cast.body.pk}))
    row = sheet.add(**COURSE, uid=str(hidden.uid))
    (fault,) = compared(cast.focal_point, sheet.data()).faults

    assert fault.place == f"Activities, row {row}, Identifier (A{row})"
    assert fault.sentence == "No activity with this identifier is here."


def test_a_removed_row_removes_nothing_and_a_removed_activity_is_said(
    cast: Cast, told: Activity
) -> None:
    sheet = sheet_of(exported(cast.focal_point))
    sheet.sheet.delete_rows(4)
    found = compared(cast.focal_point, sheet.data())
    assert found.notes == [
        "1 row of the exported table is not in it any more. "
        "Nothing is removed by that; remove an activity on its own page."
    ]

    Activity.objects.filter(pk=told.pk).update(removed_at=NOON)
    assert compared(cast.focal_point, sheet.data()).refused == []
    sheet.write("women", 5)
    (refusal,) = compared(cast.focal_point, sheet.data()).refused
    assert refusal.sentence == "was removed from the register; bring it back first."


def test_new_rows_that_may_be_there_already_are_asked_about(cast: Cast) -> None:
    there = factories.make_activity(cast.body, title="Course on the resolution 1325")
    sheet = sheet_of(writing.empty_table({cast.body.pk}))
    like = {"title": "Course on resolution 1325", "kind": "training"}
    sheet.add(**like, started_on=date(2014, 5, 9))
    sheet.add(**like, started_on=date(2014, 5, 20))
    sheet.add(**like, started_on=date(2014, 5, 22))
    found = compared(cast.focal_point, sheet.data())

    assert [[one.key for one in each.like] for each in found.alike] == [[str(there.uid)], ["4"]]
    with pytest.raises(Faults, match="may be in the register already"):
        applied(cast.focal_point, sheet.data())
    applied(cast.focal_point, sheet.data(), alike="leave_out")
    assert Activity.objects.count() == 2
    applied(cast.contributor, sheet.data(), alike="enter")
    assert Activity.objects.count() == 5


def test_entered_rows_are_found_by_their_words_and_lines(cast: Cast) -> None:
    sheet = sheet_of(writing.empty_table({cast.body.pk}))
    sheet.add(
        **COURSE, lines="1.a, small-plan 1.b", countries="Mali; République démocratique du Congo"
    )
    applied(cast.focal_point, sheet.data())

    activity = Activity.objects.get()
    assert set(activity.provisions.all()) == {cast.line, cast.shared_line}
    assert activity.countries == ["ML", "CD"]
    assert "course" in activity.words.text


def test_only_own_rows_carry_the_version(cast: Cast) -> None:
    factories.make_activity(cast.other_body, title="Of Justice", source="Press")
    factories.make_activity(cast.body, title="Ours")
    sheet = sheet_of(exported(cast.focal_point))
    versions = {sheet.cell("title", row).value: sheet.cell("version", row).value for row in (3, 4)}

    assert versions == {"Ours": 1, "Of Justice": None}


def test_a_change_leaves_alone_what_was_wrong_before(cast: Cast, told: Activity) -> None:
    sheet = sheet_of(exported(cast.focal_point, order="oldest"))
    assert sheet.cell("title").value == "'=Bare"  # of 1980, which nobody could enter today
    sheet.write("women", 5)
    found = compared(cast.focal_point, sheet.data())

    assert (found.faults, changes(found)) == ([], {"women": 5})
