"""How is a figure corrected that was published already? Both figures stay, with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from suivi.audit.actions import record
from suivi.errors import Fault, Faults
from suivi.indicators.models import Restatement, Value
from suivi.people.models import Person
from suivi.plans.models import Measure
from suivi.plans.models.definition import in_force
from suivi.plans.queries.definitions import definitions_of
from suivi.plans.standing import standing
from suivi.reporting import permissions, policies
from suivi.reporting.answers import Question
from suivi.reporting.figures import TypedValue
from suivi.reporting.models import Contribution


@dataclass(frozen=True)
class Correction:
    """The figures of a measure as they should be, and why they change."""

    asked: Question
    answers: Mapping[str, str]
    reason: str


@transaction.atomic
def restate_value(
    *, by: Person, at: datetime, contribution: Contribution, correction: Correction
) -> list[Restatement]:
    """Corrects published figures of one measure: each keeps what it was, when and why it changed.

    Reports that are published stay as they are; the next one tells both figures. Raises Refused
    (who, when), or Faults: figures that contradict each other, nothing changed, no reason.
    """
    rows = Contribution.objects.select_for_update(of=("self",))
    locked = rows.select_related("period__plan", "body").get(pk=contribution.pk)
    permissions.may_restate(standing(by, locked.plan), locked)
    policies.is_published(locked)
    (measure,) = correction.asked.measures
    policies.can_be_restated(measure)
    changed = _changed(locked, measure, correction)
    restated = [_restate(by, at, locked, each, correction) for each in changed]
    record(
        by=by,
        at=at,
        verb="restate_value",
        object=f"contribution:{locked.pk}",
        body=locked.body.code,
        measure=measure.pk,
        figures=len(restated),
    )
    return restated


def _changed(
    contribution: Contribution, measure: Measure, correction: Correction
) -> list[tuple[TypedValue, Value | None]]:
    """The figures that differ from those published, each with the one it takes the place of."""
    reading = correction.asked.figures(correction.answers)
    faults = list(reading.faults)
    there = {value.category_key: value for value in published_values(contribution, measure)}
    given = {value.category_key for value in reading.values}
    if not faults and there.keys() - given:
        sentence = _("A published figure is not taken away: correct it, or give the reason.")
        faults.append(Fault("", sentence))
    if not correction.reason.strip():
        faults.append(Fault("reason", _("Say why the figure is corrected.")))
    changed = [
        (value, there.get(value.category_key))
        for value in reading.values
        if _columns(value) != _columns(there.get(value.category_key))
    ]
    if not faults and not changed:
        faults.append(Fault("", _("No figure has changed.")))
    if faults:
        raise Faults(faults)
    return changed


def published_values(contribution: Contribution, measure: Measure) -> list[Value]:
    """The figures of a measure as they stand now."""
    rows = Value.objects.filter(
        measure=measure, body_id=contribution.body_id, period_id=contribution.period_id
    )
    return list(rows.order_by("position", "pk"))


def _columns(value: TypedValue | Value | None) -> tuple[int | None, int | None, str]:
    return (value.number, value.denominator, value.absence) if value else (None, None, "")


def _restate(
    by: Person,
    at: datetime,
    contribution: Contribution,
    change: tuple[TypedValue, Value | None],
    correction: Correction,
) -> Restatement:
    typed, there = change
    number, denominator, absence = _columns(there)
    value = there or _blank(contribution, typed)
    value.number, value.denominator, value.absence = _columns(typed)
    value.save()
    return Restatement.objects.create(
        value=value,
        number_before=number,
        denominator_before=denominator,
        absence_before=absence,
        number=typed.number,
        denominator=typed.denominator,
        absence=typed.absence,
        reason=correction.reason.strip(),
        language=by.language,
        at=at,
        by=by,
    )


def _blank(contribution: Contribution, typed: TypedValue) -> Value:
    """The figure of a category of which nothing was given."""
    definitions = definitions_of([typed.measure])[typed.measure.pk]
    return Value(
        measure=typed.measure,
        body_id=contribution.body_id,
        period_id=contribution.period_id,
        category=dict(typed.category),
        category_key=typed.category_key,
        position=typed.position,
        definition=in_force(definitions, contribution.period.year),
        is_sample=contribution.is_sample,
    )
