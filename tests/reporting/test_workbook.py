"""Does a workbook that leaves and comes back change exactly what a person wrote in it?"""

from datetime import date
from pathlib import Path
from typing import Final

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from suivi.errors import Faults
from suivi.plans.models import Plan
from suivi.reporting.models import Contribution
from suivi.reporting.queries.workbooks import department_year
from suivi.reporting.states import Status
from suivi.reporting.workbooks.comparing import (
    CHANGED,
    CONFLICT,
    EMPTIED,
    NEW,
    compare,
    comparison,
)
from suivi.reporting.workbooks.contents import choices
from suivi.reporting.workbooks.reading import read
from suivi.reporting.workbooks.writing import workbook_bytes
from tests import factories
from tests.cast import Cast
from tests.reporting.sheets import (
    ADDRESS,
    ANSWERS,
    compared,
    downloaded,
    opened,
    received,
    states,
    with_every_kind,
    written,
)

FILES: Final = Path(__file__).parent / "files"
LINE: Final = "line|1.a"
COUNT: Final = "figure|1.a|1.1|"
WOMEN: Final = "figure|1.a|2.1|sex=women"


@pytest.fixture
def full(cast: Cast) -> Cast:
    """Line 1.a asks for figures of every kind, and all are given."""
    with_every_kind(cast)
    written(cast, ANSWERS)
    return cast


@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
def test_what_leaves_and_comes_back_changes_nothing(full: Cast, language: str) -> None:
    with override(language):
        data = downloaded(full)
    found = compared(full, data)

    assert (found.to_apply, found.refused, found.faults, found.notes) == ([], [], [], [])
    assert found.counts()["unchanged"] > 30


def test_what_leaves_and_comes_back_through_openpyxl_or_libreoffice_changes_nothing(
    full: Cast,
) -> None:
    by_openpyxl = compared(full, opened(downloaded(full)).data())
    by_libreoffice = compared(full, (FILES / "untouched-2-libreoffice.xlsx").read_bytes())

    for found in (by_openpyxl, by_libreoffice):
        assert (found.to_apply, found.faults, found.notes) == ([], [], [])
    # That file was saved before two columns were added, for two lines.
    later = {"unchanged": by_libreoffice.counts()["unchanged"] + 4}
    assert by_openpyxl.counts() == {**by_libreoffice.counts(), **later}


def test_a_workbook_downloaded_before_reasons_and_notes_is_refused_in_a_sentence(
    full: Cast,
) -> None:
    with pytest.raises(Faults, match="form of another version"):
        received(full, (FILES / "filled-libreoffice.xlsx").read_bytes())


def test_what_was_filled_in_in_libreoffice_is_exactly_what_differs(full: Cast) -> None:
    found = compared(full, (FILES / "filled-2-libreoffice.xlsx").read_bytes())
    (line, other) = found.to_apply

    assert found.faults == []
    assert len(found.notes) == 1  # two formulas, of which the results were taken
    assert found.notes[0].startswith("Formulas were not read, their last results were: Figures, J")
    assert {each.field: each.workbook for each in line.differences} == {
        "account": "=Trained 24 people.\nIn three towns.",
        "value:1.1::number": "25",
        "value:2.1:sex=women:number": "6",
        "value:2.1:sex=women:denominator": "51",
        "value:3.1::number": "2469135.00",
        "value:4.1::reached_on": "2014-06-07",
        "value:6.1:mission=#2:name": "Second mission",
        "value:6.1:mission=#2:number": "8",
        "value:6.1:mission=#4:name": "Fourth mission",
        "value:6.1:mission=#4:absence": "not_applicable",
        "value:2.1:sex=women:note": "One more was posted.",
        "value:7.1::absence": "nothing_to_report",
    }
    assert {each.field: each.workbook for each in other.differences} == {
        "account": "Lessons exchanged.",
        "progress": "done",
    }


def test_answers_that_cannot_be_understood_come_back_as_they_were_typed(full: Cast) -> None:
    odd = {
        **ANSWERS,
        "value:1.1::number": "about 20",
        "value:4.1::reached_on": "in spring",
        "progress": "a step that is gone",
        "obstacles": " \x0bkept  as typed \r\n",
        "next_steps": "x" * 40_000,
    }
    written(full, odd)
    found = compared(full, downloaded(full))

    assert (found.to_apply, found.faults) == ([], [])


def test_a_department_of_the_belgian_plan_comes_back_unchanged(belgian_plan: Plan) -> None:
    period = factories.make_period(belgian_plan, 2031)
    body = belgian_plan.provisions.get(code="23.a").responsibilities.get().body
    lines = belgian_plan.provisions.filter(responsibilities__body=body).distinct()
    for line in lines.order_by("position"):
        Contribution.objects.create(provision=line, body=body, period=period)
    department = department_year(period, body)
    offered = choices(department.lines[0].asked.scale.values())
    with override("nl"):
        filled = read(workbook_bytes(department, ADDRESS), offered)
    found = compare(department, filled, offered)

    assert len(found.untouched) == len(department.lines) == lines.count() > 30
    assert (found.faults, found.notes) == ([], [])


def test_new_changed_and_emptied_answers_are_told_apart(full: Cast) -> None:
    sheets = opened(downloaded(full))
    sheets.write(LINE, "obstacles", "No trainers")
    sheets.write(LINE, "progress", "Delayed")
    sheets.write(COUNT, "number", None)

    assert states(compared(full, sheets.data())) == {
        "obstacles": NEW,
        "progress": CHANGED,
        "value:1.1::number": EMPTIED,
    }


def test_a_text_is_read_by_the_rules_of_the_form_in_the_language_of_the_workbook(
    full: Cast,
) -> None:
    with override("nl"):
        sheets = opened(downloaded(full))
    sheets.book["Lijnen"].title, sheets.book["Cijfers"].title = "Lines", "Figures"
    sheets.write(COUNT, "number", "1.234")
    sheets.write("figure|1.a|3.1|", "number", "1 234,5")
    sheets.write(LINE, "progress", "Delayed (nl)")
    found = compared(full, sheets.data())

    assert {each.field: each.workbook for each in found.to_apply[0].differences} == {
        "value:1.1::number": "1234",
        "value:3.1::number": "1234.50",
        "progress": "delayed",
    }


def test_what_changed_online_meanwhile_in_other_answers_is_no_conflict(full: Cast) -> None:
    sheets = opened(downloaded(full))
    sheets.write(LINE, "obstacles", "No trainers")
    written(full, {**ANSWERS, "next_steps": "Go on"})

    found = compared(full, sheets.data())

    assert states(found) == {"obstacles": NEW}
    assert found.to_apply[0].result({})["next_steps"] == "Go on"


def test_an_answer_that_both_changed_is_a_conflict_with_both_texts(full: Cast) -> None:
    sheets = opened(downloaded(full))
    sheets.write(COUNT, "number", 30)
    written(full, {**ANSWERS, "value:1.1::number": "31"})
    (line,) = compared(full, sheets.data()).to_apply
    (conflict,) = line.differences

    assert (conflict.state, conflict.workbook, conflict.online) == (CONFLICT, "30", "31")
    assert conflict.joined == ""
    with pytest.raises(ValueError, match=r"^$"):
        line.result({})


def test_paragraphs_that_do_not_touch_are_offered_joined(full: Cast) -> None:
    written(full, {**ANSWERS, "account": "One.\nTwo.\nThree."})
    sheets = opened(downloaded(full))
    sheets.write(LINE, "account", "One in the workbook.\nTwo.\nThree.")
    written(full, {**ANSWERS, "account": "One.\nTwo.\nThree online."})
    (conflict,) = compared(full, sheets.data()).to_apply[0].differences

    assert conflict.is_joined_cleanly
    assert conflict.joined == "One in the workbook.\nTwo.\nThree online."


def test_both_wrote_the_same_is_no_difference(full: Cast) -> None:
    sheets = opened(downloaded(full))
    sheets.write(COUNT, "number", 30)
    written(full, {**ANSWERS, "value:1.1::number": "30"})

    assert compared(full, sheets.data()).to_apply == []


def test_lines_that_cannot_be_written_in_now_are_listed_and_locked(full: Cast) -> None:
    sheets = opened(downloaded(full))
    assert not sheets.cell(LINE, "account").protection.locked
    sheets.write(LINE, "account", "Too late")
    Contribution.objects.filter(pk=full.draft.pk).update(status=Status.SUBMITTED)
    found = compared(full, sheets.data())

    assert found.to_apply == []
    assert [each.line.code for each in found.refused] == ["1.a"]
    assert opened(downloaded(full)).cell(LINE, "account").protection.locked


def test_only_what_is_filled_in_is_unlocked_and_nothing_needs_a_password(full: Cast) -> None:
    sheets = opened(downloaded(full))

    assert sheets.lines.protection.sheet
    assert not sheets.lines.protection.password
    assert sheets.cell(LINE, "code").protection.locked
    assert not sheets.cell(WOMEN, "absence").protection.locked
    assert sheets.cell(WOMEN, "name").protection.locked
    assert not sheets.cell(WOMEN, "number").protection.locked
    assert sheets.lines.column_dimensions["A"].hidden
    assert sheets.book["suivi"].sheet_state == "hidden"


def test_texts_that_look_like_formulas_leave_as_texts(full: Cast) -> None:
    sheets = opened(downloaded(full))
    cells = (
        sheets.cell(LINE, "account"),
        sheets.cell("figure|1.a|5.1|", "text"),
        sheets.cell("figure|1.a|6.1|mission=#1", "name"),
    )

    assert [cell.data_type for cell in cells] == ["s", "s", "s"]
    assert [cell.quotePrefix for cell in cells] == [True, True, True]


def test_last_year_stands_beside_this_year(full: Cast) -> None:
    factories.make_value(full.measure, full.body, full.last_year, number=12)
    sheets = opened(downloaded(full))

    assert sheets.cell(LINE, "before").value == "2013: What was done on 1.a."
    assert sheets.cell(COUNT, "before").value == "2013: 12"
    assert "People trained" in sheets.cell(LINE, "instruments").value


def test_a_workbook_of_many_lines_takes_no_more_queries(full: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            data = downloaded(full)
        imported = received(full, data)
        with CaptureQueriesContext(connection) as more:
            comparison(imported)
        return len(seen) + len(more)

    few = queries()
    for number in range(12):
        line = factories.make_provision(full.plan, f"2.{number}", parent=full.goal)
        factories.make_measure(factories.make_instrument(line))
        factories.make_contribution(line, full.body, full.period)
    assert queries() == few


def test_a_date_that_was_typed_or_formatted_is_the_same_date(full: Cast) -> None:
    for value in (date(2014, 6, 7), "07.06.2014", "7/6/2014", "2014-06-07", 41797):
        sheets = opened(downloaded(full))
        cell = sheets.write("figure|1.a|4.1|", "reached_on", value)
        cell.number_format = "General" if isinstance(value, int) else cell.number_format
        (difference,) = compared(full, sheets.data()).to_apply[0].differences

        assert difference.workbook == "2014-06-07", value
