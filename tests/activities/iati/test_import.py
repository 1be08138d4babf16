"""Does a file enter the register once, as previewed, without undoing what people changed here?"""

from typing import Any

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from suivi.activities import actions
from suivi.activities.iati import actions as iati
from suivi.activities.iati.models import (
    IatiImport,
    IatiMarker,
    IatiPlace,
    IatiTransaction,
    RowState,
)
from suivi.activities.iati.publisher import publisher
from suivi.activities.models import Activity, ActivityVersion
from suivi.activities.permissions import reach
from suivi.activities.queries.one import history
from suivi.activities.queries.register import Question, answering
from suivi.audit.models import Event
from suivi.errors import Refused
from suivi.plans.standing import standing
from tests.activities.iati.files import (
    TODAY,
    compare,
    file,
    money,
    numbered,
    project,
    take,
)
from tests.cast import Cast
from tests.factories import NOON, make_activity

PAID = money(2, "2014-01-20", "3000") + money(3, "2014-06-01", "1250.50")


def change(cast: Cast, activity: Activity, **facts: Any) -> None:
    """What somebody changes here."""
    for name, fact in facts.items():
        setattr(activity, name, fact)
    activity.save()


def states(imported: IatiImport) -> dict[str, str]:
    """What the preview says of each activity."""
    return dict(imported.rows.values_list("identifier", "state"))


def test_a_project_comes_in_with_everything_and_serves_the_chosen_lines(cast: Cast) -> None:
    take(cast.body, file(project(transactions=PAID)), lines=[cast.line])
    activity = Activity.objects.get()

    assert activity.kind == Activity.Kind.PROJECT
    assert activity.iati_identifier == "XM-1"
    assert (activity.amount, activity.currency) == (300000, "EUR")
    assert activity.countries == ["ML", "SN"]
    assert activity.gender_marker == Activity.GenderMarker.PRINCIPAL
    assert list(activity.provisions.all()) == [cast.line]
    assert activity.source == "IATI: XM-DAC-2-10"
    assert activity.iati.status == "2"
    shares = IatiPlace.objects.order_by("position").values_list("code", "percentage")
    assert [(code, str(share)) for code, share in shares] == [
        ("ML", "60.000000"),
        ("SN", "40.000000"),
    ]
    paid = IatiTransaction.objects.values_list("type", "on", "amount", "currency", "valued_on")
    assert [(kind, str(on), amount) for kind, on, amount, *_more in paid.order_by("position")] == [
        ("2", "2014-01-20", 300000),
        ("3", "2014-06-01", 125050),
    ]
    assert IatiMarker.objects.get().significance == "2"


def test_the_totals_can_be_computed_by_sql_alone(cast: Cast) -> None:
    projects = [numbered(each, transactions=PAID) for each in range(1, 11)]
    take(cast.body, file(*projects))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.code, SUM(t.amount * p.percentage) FROM activities_iatitransaction t "
            "JOIN activities_iatiplace p ON p.activity_id = t.activity_id "
            "WHERE t.type = '3' GROUP BY p.code ORDER BY p.code"
        )
        by_country = [(code, float(amount)) for code, amount in cursor.fetchall()]

    assert by_country == [("ML", 10 * 125050 * 60.0), ("SN", 10 * 125050 * 40.0)]
    total = IatiTransaction.objects.filter(type="3").aggregate(all=Sum("amount"))
    assert total == {"all": 1250500}


def test_the_same_file_again_changes_nothing_and_never_makes_a_second_one(cast: Cast) -> None:
    data = file(numbered(1, transactions=PAID), numbered(2))
    take(cast.body, data)
    again = compare(cast.body, data)

    assert again.counts == {"unchanged": 2}
    with pytest.raises(Refused, match="changes nothing"):
        iati.apply_import(by=None, at=NOON, imported=again, publisher=publisher(), on=TODAY)
    assert Activity.objects.count() == 2


def test_a_changed_project_is_updated_by_its_identifier(cast: Cast) -> None:
    take(cast.body, file(project(transactions=PAID)))
    later = PAID + money(3, "2014-09-01", "100")
    imported = take(
        cast.body,
        file(
            project(
                transactions=later, title="<title><narrative>Mediators in Mali</narrative></title>"
            )
        ),
    )
    row = imported.rows.get()

    assert row.state == RowState.CHANGED
    assert [part for part, *_rest in row.differences] == ["titles", "transactions"]
    assert Activity.objects.get().title == "Mediators in Mali"
    assert IatiTransaction.objects.count() == 3


def test_every_change_is_a_version_that_can_be_undone_with_its_transactions(cast: Cast) -> None:
    take(cast.body, file(project(transactions=PAID)))
    take(cast.body, file(project(markers='<policy-marker code="1" significance="1"/>')))
    activity = Activity.objects.get()
    newest, first = history(activity)

    assert activity.version == 2
    assert {name for name, _was, _is in newest.differences} >= {
        "gender marker",
        "transactions",
        "policy markers",
    }
    actions.restore_version(
        by=cast.focal_point,
        at=NOON,
        who=standing(cast.focal_point, cast.plan),
        activity=activity,
        version=first.version,
    )
    assert Activity.objects.get().gender_marker == 2
    assert IatiTransaction.objects.filter(activity=activity).count() == 2
    assert compare(cast.body, file(project(transactions=PAID))).counts == {"unchanged": 1}


def test_imported_projects_are_found_by_their_words(cast: Cast) -> None:
    take(cast.body, file(project()))

    found = answering(Question(words="mediator", country="ML"), reach(cast.anonymous))
    assert [each.iati_identifier for each in found] == ["XM-1"]


def test_an_edit_by_hand_survives_a_file_that_did_not_change(cast: Cast) -> None:
    take(cast.body, file(project(transactions=PAID)))
    change(cast, Activity.objects.get(), gender_marker=1, title="Better title")
    again = take(cast.body, file(project(transactions=PAID + money(3, "2014-09-01", "1"))))

    assert [part for part, *_rest in again.rows.get().differences] == ["transactions"]
    activity = Activity.objects.get()
    assert (activity.title, activity.gender_marker) == ("Better title", 1)


def test_what_both_changed_is_a_conflict_and_waits_for_a_decision(cast: Cast) -> None:
    take(cast.body, file(project()))
    change(cast, Activity.objects.get(), gender_marker=1)
    unknown = file(project(markers=""))
    imported = compare(cast.body, unknown)

    assert states(imported) == {"XM-1": RowState.CONFLICT}
    with pytest.raises(Refused, match="Decide first which side stands"):
        iati.apply_import(by=None, at=NOON, imported=imported, publisher=publisher(), on=TODAY)
    assert Activity.objects.get().gender_marker == 1


@pytest.mark.parametrize(("choice", "score"), [("keep", 1), ("take", 0)])
def test_a_conflict_is_decided_either_way_and_does_not_come_back(
    cast: Cast, choice: str, score: int
) -> None:
    take(cast.body, file(project()))
    change(cast, Activity.objects.get(), gender_marker=1)
    data = file(project(markers='<policy-marker code="1" significance="0"/>'))
    take(cast.body, data, choice=choice)

    assert Activity.objects.get().gender_marker == score
    assert compare(cast.body, data).counts == {"unchanged": 1}


def test_an_activity_entered_by_hand_takes_what_it_lacks_and_keeps_what_differs(cast: Cast) -> None:
    make_activity(cast.body, title="Our words", iati_identifier="XM-1", gender_marker=2)
    imported = compare(cast.body, file(project(transactions=PAID)))
    conflicts = {part for part, *_rest, conflict in imported.rows.get().differences if conflict}

    assert conflicts == {"titles", "dates"}
    iati.decide_all(by=None, at=NOON, who=None, imported=imported, choice="keep")
    iati.apply_import(by=None, at=NOON, imported=imported, publisher=publisher(), on=TODAY)
    activity = Activity.objects.get()
    assert (activity.title, str(activity.started_on)) == ("Our words", "2014-05-06")
    assert (activity.amount, activity.countries) == (300000, ["ML", "SN"])
    assert activity.kind == Activity.Kind.TRAINING
    assert list(activity.versions.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_a_project_of_another_body_is_left_alone(cast: Cast) -> None:
    make_activity(cast.other_body, title="Theirs", iati_identifier="XM-1")
    imported = compare(cast.body, file(numbered(1), numbered(2)))

    assert states(imported) == {"XM-1": RowState.ELSEWHERE, "XM-2": RowState.NEW}
    iati.apply_import(by=None, at=NOON, imported=imported, publisher=publisher(), on=TODAY)
    assert Activity.objects.get(iati_identifier="XM-1").title == "Theirs"


def test_a_project_that_was_removed_here_does_not_come_back_by_itself(cast: Cast) -> None:
    make_activity(cast.body, iati_identifier="XM-1", removed_at=NOON)

    assert states(compare(cast.body, file(project()))) == {"XM-1": RowState.REMOVED}


def test_a_faulty_project_is_listed_and_the_others_come_in(cast: Cast) -> None:
    bad = '<recipient-country code="ML" percentage="50"/>'
    imported = take(cast.body, file(numbered(1), numbered(2, places=bad), numbered(3)))

    assert imported.counts == {"new": 2, "faulty": 1}
    row = imported.rows.get(state=RowState.FAULTY)
    assert (row.identifier, row.line) == ("XM-2", 4)
    assert set(Activity.objects.values_list("iati_identifier", flat=True)) == {"XM-1", "XM-3"}


def test_nothing_is_entered_when_the_register_changed_since_the_preview(cast: Cast) -> None:
    take(cast.body, file(numbered(1), numbered(2)))
    data = file(
        numbered(3),
        numbered(1, title="<title><narrative>Newer</narrative></title>"),
        numbered(2),
    )
    imported = compare(cast.body, data)
    change(cast, Activity.objects.get(iati_identifier="XM-1"), title="Meanwhile")

    with pytest.raises(iati.Stale):
        iati.apply_import(by=None, at=NOON, imported=imported, publisher=publisher(), on=TODAY)
    assert not Activity.objects.filter(iati_identifier="XM-3").exists()
    assert Activity.objects.get(iati_identifier="XM-1").title == "Meanwhile"


def test_a_broken_end_of_a_file_takes_the_whole_preview_back(cast: Cast) -> None:
    imported = compare(cast.body, file(*(numbered(each) for each in range(600)))[:-25])

    assert imported.state == "refused"
    assert imported.rows.count() == 0
    assert imported.flaw[0] == "broken"


def test_an_import_is_one_event_with_its_counts_and_no_content(cast: Cast) -> None:
    imported = take(cast.body, file(numbered(1), numbered(2)))
    events = list(Event.objects.order_by("number").values_list("verb", "facts"))

    assert [verb for verb, _facts in events] == [
        "receive_iati_import",
        "read_iati_import",
        "apply_iati_import",
    ]
    assert events[-1][1] == {"new": 2}
    assert "mediators" not in str(events)
    assert imported.file.path.exists()


def test_reading_takes_the_same_queries_for_one_as_for_two_hundred(cast: Cast) -> None:
    def queries(count: int) -> int:
        data = file(*(numbered(each, transactions=PAID) for each in range(count)))
        take(cast.body, data)
        with CaptureQueriesContext(connection) as found:
            compare(cast.body, data)
        return len(found)

    assert queries(1) == queries(200)


def test_writing_takes_the_same_queries_for_ten_as_for_two_hundred(cast: Cast) -> None:
    def queries(first: int, count: int) -> int:
        data = file(*(numbered(first + each, transactions=PAID) for each in range(count)))
        imported = compare(cast.body, data)
        with CaptureQueriesContext(connection) as found:
            iati.apply_import(by=None, at=NOON, imported=imported, publisher=publisher(), on=TODAY)
        # Tables are filled in as many statements as their rows need parameters.
        return len([one for one in found if "INSERT" not in one["sql"]])

    assert queries(0, 10) == queries(1000, 200)


def test_a_sample_person_imports_samples(cast: Cast) -> None:
    change_person = cast.focal_point
    change_person.is_sample = True
    change_person.save()
    imported = compare(cast.body, file(project()))
    iati.apply_import(by=change_person, at=NOON, imported=imported, publisher=publisher(), on=TODAY)

    assert Activity.objects.get().is_sample
    assert ActivityVersion.objects.get().by == change_person
