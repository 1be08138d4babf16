"""Is a workbook applied whole or not at all, and never over what somebody wrote meanwhile?"""

import pytest

from suivi.audit.models import Event
from suivi.errors import Faults, Refused
from suivi.indicators.models import Value
from suivi.reporting.actions import apply_workbook, submit_contribution
from suivi.reporting.actions.drafts import answers_at
from suivi.reporting.doubts import without_marks
from suivi.reporting.models import Contribution, KeptAside, WorkbookImport
from suivi.reporting.states import Status
from tests.cast import Cast
from tests.factories import NOON
from tests.reporting.sheets import (
    ANSWERS,
    Sheets,
    downloaded,
    opened,
    received,
    with_every_kind,
    written,
)

LINE = "line|1.a"
OTHER = "line|1.b"
COUNT = "figure|1.a|1.1|"


@pytest.fixture
def sheets(cast: Cast) -> Sheets:
    """The workbook of Defence, as downloaded, with figures of every kind on 1.a."""
    with_every_kind(cast)
    written(cast, ANSWERS)
    return opened(downloaded(cast))


def _answers(code: str) -> dict[str, str]:
    contribution = Contribution.objects.get(
        provision__code=code, body__code="defence", period__year=2014
    )
    return answers_at(contribution, contribution.version)


def _versions() -> dict[str, int]:
    rows = Contribution.objects.filter(body__code="defence", period__year=2014)
    return dict(rows.values_list("provision__code", "version"))


def _apply(
    cast: Cast,
    imported: WorkbookImport,
    *,
    seen: dict[str, int] | None = None,
    by: str = "focal_point",
    decided: dict[str, str] | None = None,
) -> WorkbookImport:
    return apply_workbook(
        by=getattr(cast, by),
        at=NOON,
        imported=imported,
        seen=_versions() if seen is None else seen,
        decisions={"1.a": decided or {}},
    )


def test_what_was_filled_in_becomes_drafts_and_nothing_else_changes(
    cast: Cast, sheets: Sheets
) -> None:
    sheets.write(COUNT, "number", 30)
    sheets.write(OTHER, "account", "Lessons exchanged.")
    applied = _apply(cast, received(cast, sheets.data()))

    assert without_marks(_answers("1.a")) == {**ANSWERS, "value:1.1::number": "30"}
    assert _answers("1.b")["account"] == "Lessons exchanged."
    assert _versions() == {"1.a": 3, "1.b": 2}
    assert (applied.applied_by, applied.counts["changed"]) == (cast.focal_point, 2)
    assert Contribution.objects.get(pk=cast.draft.pk).status == Status.DRAFT


def test_what_was_applied_can_be_submitted_and_gives_the_values(cast: Cast, sheets: Sheets) -> None:
    sheets.write("figure|1.a|7.1|", "absence", None)
    sheets.write("figure|1.a|7.1|", "number", 3)
    sheets.write("figure|1.a|7.1|", "denominator", 4)
    _apply(cast, received(cast, sheets.data()))
    submit_contribution(by=cast.focal_point, at=NOON, contribution=cast.draft)
    figures = Value.objects.filter(period=cast.period, body=cast.body).in_order()

    assert [
        (each.measure.key, each.category_key, each.number, each.denominator)
        for each in figures.select_related("measure__instrument")
        if each.number is not None
    ] == [
        ("1.1", "", 24, None),
        ("2.1", "sex=women", 5, 50),
        ("2.1", "sex=men", 45, 50),
        ("3.1", "", 123456750, None),
        ("6.1", "mission=@Mission", 7, None),
        ("7.1", "", 3, 4),
    ]


def test_a_line_that_gets_its_first_words_takes_the_language_of_the_workbook(
    cast: Cast, sheets: Sheets
) -> None:
    sheets.write(OTHER, "obstacles", "None")
    _apply(cast, received(cast, sheets.data()))

    assert _answers("1.b")["language"] == "en"


def test_a_line_without_an_account_says_why_in_the_workbook_too(cast: Cast, sheets: Sheets) -> None:
    sheets.write(OTHER, "no_account", "nothing to report")
    sheets.write(OTHER, "no_account_reason", "The course is in 2015.")
    _apply(cast, received(cast, sheets.data()))
    answers = _answers("1.b")

    assert answers["no_account"] == "nothing_to_report"
    assert answers["no_account_reason"] == "The course is in 2015."


def test_an_import_is_one_event_beside_those_of_the_lines(cast: Cast, sheets: Sheets) -> None:
    sheets.write(COUNT, "number", 30)
    sheets.write(OTHER, "account", "Lessons exchanged.")
    before = Event.objects.count()
    _apply(cast, received(cast, sheets.data()))

    verbs = list(Event.objects.order_by("number").values_list("verb", flat=True))[before:]
    assert verbs == ["receive_workbook", "save_draft", "save_draft", "apply_workbook"]


def test_a_single_cell_that_cannot_be_taken_holds_everything_back(
    cast: Cast, sheets: Sheets
) -> None:
    sheets.write(COUNT, "number", "about 7")
    sheets.write(OTHER, "account", "Lessons exchanged.")
    imported = received(cast, sheets.data())
    with pytest.raises(Faults, match="not a number"):
        _apply(cast, imported)

    assert _versions() == {"1.a": 2, "1.b": 1}
    imported.refresh_from_db()
    assert imported.applied_at is None


@pytest.mark.parametrize(("choice", "stands"), [("online", "31"), ("workbook", "30")])
def test_a_conflict_is_decided_by_the_person(
    cast: Cast, sheets: Sheets, choice: str, stands: str
) -> None:
    sheets.write(COUNT, "number", 30)
    written(cast, {**ANSWERS, "value:1.1::number": "31"}, by=cast.contributor)
    _apply(cast, received(cast, sheets.data()), decided={"value:1.1::number": choice})

    assert _answers("1.a")["value:1.1::number"] == stands
    assert not KeptAside.objects.exists()


def test_texts_of_both_are_joined_when_the_person_says_so(cast: Cast, sheets: Sheets) -> None:
    sheets.write(LINE, "account", "In the workbook.")
    written(cast, {**ANSWERS, "account": "Online."}, by=cast.contributor)
    _apply(cast, received(cast, sheets.data()), decided={"account": "joined"})

    assert _answers("1.a")["account"] == "Online.\nIn the workbook."


@pytest.mark.parametrize("choice", ["", "joined", "whatever"])
def test_a_conflict_that_is_not_decided_holds_everything_back(
    cast: Cast, sheets: Sheets, choice: str
) -> None:
    sheets.write(COUNT, "number", 30)
    sheets.write(OTHER, "account", "Lessons exchanged.")
    written(cast, {**ANSWERS, "value:1.1::number": "31"}, by=cast.contributor)
    with pytest.raises(Faults, match="Choose which text stands"):
        _apply(cast, received(cast, sheets.data()), decided={"value:1.1::number": choice})

    assert _answers("1.b")["account"] == "What was done on 1.b."


def test_what_changed_after_the_look_is_looked_at_again(cast: Cast, sheets: Sheets) -> None:
    sheets.write(COUNT, "number", 30)
    imported = received(cast, sheets.data())
    seen = _versions()
    written(cast, {**ANSWERS, "obstacles": "New words"}, by=cast.contributor)
    with pytest.raises(Faults, match="Somebody saved this line meanwhile"):
        _apply(cast, imported, seen=seen)

    assert _answers("1.a")["value:1.1::number"] == "24"


def test_lines_that_cannot_be_written_in_now_are_left_alone(cast: Cast, sheets: Sheets) -> None:
    sheets.write(LINE, "account", "Too late")
    sheets.write(OTHER, "account", "In time")
    imported = received(cast, sheets.data())
    Contribution.objects.filter(pk=cast.draft.pk).update(status=Status.SUBMITTED)
    applied = _apply(cast, imported)

    assert applied.counts["lines"] == 1
    assert _answers("1.a")["account"] == ANSWERS["account"]
    assert _answers("1.b")["account"] == "In time"


def test_a_closed_period_takes_no_workbook(cast: Cast, sheets: Sheets) -> None:
    sheets.write(OTHER, "account", "Too late")
    imported = received(cast, sheets.data())
    cast.period.closed_at = NOON
    cast.period.save()
    with pytest.raises(Refused, match="changes nothing that can be written in now"):
        _apply(cast, WorkbookImport.objects.get(pk=imported.pk))


def test_a_workbook_is_applied_once(cast: Cast, sheets: Sheets) -> None:
    sheets.write(COUNT, "number", 30)
    imported = received(cast, sheets.data())
    _apply(cast, imported)
    written(cast, ANSWERS)
    with pytest.raises(Refused, match="applied already"):
        _apply(cast, imported)

    assert _answers("1.a")["value:1.1::number"] == "24"


def test_a_workbook_applied_and_handed_over_again_changes_nothing(
    cast: Cast, sheets: Sheets
) -> None:
    sheets.write(COUNT, "number", 30)
    _apply(cast, received(cast, sheets.data()))
    with pytest.raises(Refused, match="changes nothing"):
        _apply(cast, received(cast, sheets.data()))

    assert _versions()["1.a"] == 3


@pytest.mark.parametrize("name", ["coordinator", "clearing_officer", "reader", "other_focal_point"])
def test_only_those_who_write_apply(cast: Cast, sheets: Sheets, name: str) -> None:
    sheets.write(COUNT, "number", 30)
    with pytest.raises(Refused):
        _apply(cast, received(cast, sheets.data()), by=name)
