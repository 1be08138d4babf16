"""What does one department answer for in one period, all its lines at once?

The workbook of a department is written from this and compared with it: a constant number of
queries, however many lines there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404

from suivi.errors import Leave, leave
from suivi.indicators.models import Value
from suivi.people.models import Body
from suivi.plans.models import Instrument, Period
from suivi.plans.standing import member_standing
from suivi.reporting import policies
from suivi.reporting.answers import Question, questions
from suivi.reporting.deadlines import deadlines
from suivi.reporting.models import Contribution, DraftVersion, WorkbookImport
from suivi.reporting.queries.finding import find_period
from suivi.reporting.states import DELIVERED

if TYPE_CHECKING:
    from suivi.people.models import Person


@dataclass(frozen=True)
class Line:
    """One line of the department: what it asks, what stands there now, what was said before."""

    contribution: Contribution
    asked: Question
    instruments: tuple[Instrument, ...]
    answers: Mapping[str, str]
    before: Contribution | None
    earlier: tuple[Value, ...]
    may_be_written: Leave

    @property
    def code(self) -> str:
        """The code of the line, by which the workbook knows it."""
        return self.contribution.provision.code


@dataclass(frozen=True)
class DepartmentYear:
    """Everything a body answers for in a period, in the order of the plan."""

    period: Period
    body: Body
    due_on: date | None
    lines: tuple[Line, ...]


def find_department(person: "Person", plan: str, year: int, body: str) -> tuple[Period, Body]:
    """The period and the body of an address; Http404 for who is neither there nor coordinator."""
    period = find_period(person, plan, year)
    who = member_standing(person, period.plan)
    found = get_object_or_404(Body, code=body)
    if not (who.belongs_to(found.pk) or who.is_coordinator):
        raise Http404
    if not Contribution.objects.filter(period=period, body=found).exists():
        raise Http404
    return period, found


def department_year(period: Period, body: Body) -> DepartmentYear:
    """Reads the lines of a body in a period: ten queries, whatever their number."""
    rows = Contribution.objects.of_period(period).filter(body=body).in_order()
    contributions = list(rows.select_related("period__plan", "provision__plan", "body"))
    lines = [each.provision for each in contributions]
    asked = questions(period.plan, lines)
    answers = _current_answers(period, body)
    before = _before(period, body)
    earlier = _earlier(period, body)
    instruments = _instruments([line.pk for line in lines])
    return DepartmentYear(
        period,
        body,
        deadlines(period).of(body.pk),
        tuple(
            Line(
                each,
                asked[each.provision_id],
                tuple(instruments.get(each.provision_id, ())),
                answers.get(each.pk, {}),
                before.get(each.provision_id),
                tuple(earlier.get(each.provision_id, ())),
                leave(lambda each=each: policies.can_be_written(each)),  # type: ignore[misc]
            )
            for each in contributions
        ),
    )


def answers_at_versions(versions: Mapping[int, int]) -> dict[int, dict[str, str]]:
    """The answers as typed, by number of the contribution, each at its own version: one query.

    A version that never was is left out; version 0 is the blank beginning.
    """
    rows = DraftVersion.objects.filter(
        contribution__in=list(versions), number__in=set(versions.values())
    )
    found: dict[int, dict[str, str]] = {pk: {} for pk, number in versions.items() if number == 0}
    for pk, number, answers in rows.values_list("contribution_id", "number", "answers"):
        if versions[pk] == number:
            found[pk] = dict(answers)
    return found


def workbook_imports(period: Period, body: Body) -> Sequence[WorkbookImport]:
    """What the body handed over for a period, the newest first."""
    rows = WorkbookImport.objects.filter(period=period, body=body)
    return list(
        rows.select_related("file", "received_by", "applied_by").order_by("-received_at", "-pk")
    )


def find_workbook_import(period: Period, body: Body, pk: int) -> WorkbookImport:
    """One workbook that this body handed over for this period; Http404 when there is none."""
    rows = WorkbookImport.objects.select_related("file", "body", "period__plan", "applied_by")
    return get_object_or_404(rows, period=period, body=body, pk=pk)


def _current_answers(period: Period, body: Body) -> dict[int, dict[str, str]]:
    newest = DraftVersion.objects.filter(
        contribution__period=period,
        contribution__body=body,
        number=models.F("contribution__version"),
    )
    return dict(newest.values_list("contribution_id", "answers"))


def _before(period: Period, body: Body) -> dict[int, Contribution]:
    """What the body delivered last on each line before this period, by line."""
    rows = Contribution.objects.filter(
        body=body,
        period__plan=period.plan,
        period__year__lt=period.year,
        status__in=DELIVERED,
    )
    ordered = rows.select_related("period", "progress").order_by("period__year", "pk")
    return {each.provision_id: each for each in ordered}


def _earlier(period: Period, body: Body) -> dict[int, list[Value]]:
    """The figures of the year before in which the line had any, by line."""
    rows = Value.objects.filter(
        body=body, period__plan=period.plan, period__year__lt=period.year
    ).select_related("period", "measure__instrument")
    found: dict[int, list[Value]] = {}
    for value in rows.in_order():
        found.setdefault(value.measure.instrument.provision_id, []).append(value)
    for line, values in found.items():
        newest = max(value.period.year for value in values)
        found[line] = [value for value in values if value.period.year == newest]
    return found


def _instruments(lines: Sequence[int]) -> dict[int, list[Instrument]]:
    rows = Instrument.objects.filter(provision__in=lines).select_related("provision__plan")
    found: dict[int, list[Instrument]] = {}
    for instrument in rows.order_by("provision", "position", "pk"):
        found.setdefault(instrument.provision_id, []).append(instrument)
    return found
