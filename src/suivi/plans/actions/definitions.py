"""What a measure means changes: a new version of its definition, the old ones stay."""

from collections import defaultdict
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from suivi.audit.actions import record
from suivi.errors import Fault, Faults
from suivi.languages.wording import Wording
from suivi.people.models import Person
from suivi.plans import permissions
from suivi.plans.formats.documents import Document
from suivi.plans.formats.stored import measure_facts
from suivi.plans.models import Definition, Measure, Plan
from suivi.plans.standing import standing

# Facts of a measure that may change while its figures stay comparable.
HARMLESS: Final = frozenset({"label", "target"})
LONGEST: Final = 4000


@transaction.atomic
def define_measure(
    *,
    by: Person,
    at: datetime,
    measure: Measure,
    text: Wording,
    source: str,
    reason: str,
    from_year: int,
    is_break: bool,
) -> Definition:
    """Writes the text of a definition anew, as its next version, for figures from a year on.

    Raises Refused for others than coordinators, Faults when it does not say why, is too long, or
    begins before the version that it follows.
    """
    plan = measure.instrument.provision.plan
    permissions.may_define(standing(by, plan))
    versions = list(measure.definitions.select_for_update().in_order())
    newest = versions[-1] if versions else _first(measure, _facts(measure, _categories(plan)))
    _refuse(newest, text, source, reason, from_year)
    made = Definition(
        measure=measure,
        number=newest.number + 1,
        from_year=from_year,
        facts=newest.facts,
        source=source.strip(),
        is_break=is_break,
        reason=reason.strip(),
        at=at,
        by=by,
    )
    made.text = text
    made.save()
    record(
        by=by,
        at=at,
        verb="define_measure",
        object=f"measure:{measure.pk}",
        role="coordinator",
        version=made.number,
        from_year=from_year,
    )
    return made


def _refuse(newest: Definition, text: Wording, source: str, reason: str, from_year: int) -> None:
    faults = []
    if not text:
        faults.append(Fault("text", _("Say what is counted, and how.")))
    if any(len(said) > LONGEST for said in text.texts.values()):
        faults.append(Fault("text", _("At most %(most)d characters fit.") % {"most": LONGEST}))
    if len(source) > 300:
        faults.append(Fault("source", _("At most %(most)d characters fit.") % {"most": 300}))
    if not reason.strip():
        faults.append(Fault("reason", _("Say why the definition changes.")))
    if newest.from_year is not None and from_year < newest.from_year:
        sentence = _("Version %(number)d holds since %(year)d; choose that year or a later one.")
        facts = {"number": newest.number, "year": newest.from_year}
        faults.append(Fault("from_year", sentence % facts))
    if newest.text == text and newest.source == source.strip():
        faults.append(Fault("text", _("Nothing has changed.")))
    if faults:
        raise Faults(faults)


def keep_definitions(plan: Plan, *, by: Person | None, at: datetime, reason: str = "") -> int:
    """Keeps what the measures of a plan mean now, where that differs from before; gives how many.

    Part of an action, inside its transaction. What a file changes holds from the first year on
    which nobody has finished reporting.
    """
    versions: dict[int, list[Definition]] = defaultdict(list)
    for each in Definition.objects.filter(measure__instrument__provision__plan=plan).in_order():
        versions[each.measure_id].append(each)
    categories = _categories(plan)
    made = []
    year = _first_open_year(plan, at)
    for measure in Measure.objects.filter(instrument__provision__plan=plan).order_by("pk"):
        facts = _facts(measure, categories)
        if not versions[measure.pk]:
            made.append(_first(measure, facts, by, at))
        elif versions[measure.pk][-1].facts != facts:
            newest = versions[measure.pk][-1]
            told = reason or _("The plan was loaded again, revision %(revision)d.") % {
                "revision": plan.revision
            }
            made.append(_next(newest, facts, year, told, by, at))
    return len(Definition.objects.bulk_create(made))


def _first(
    measure: Measure, facts: Document, by: Person | None = None, at: datetime | None = None
) -> Definition:
    return Definition(measure=measure, number=1, facts=facts, by=by, at=at)


def _next(
    newest: Definition, facts: Document, year: int, reason: str, by: Person | None, at: datetime
) -> Definition:
    changed = {key for key in {*facts, *newest.facts} if facts.get(key) != newest.facts.get(key)}
    made = Definition(
        measure_id=newest.measure_id,
        number=newest.number + 1,
        from_year=max(year, newest.from_year or 0),
        facts=facts,
        source=newest.source,
        is_break=bool(changed - HARMLESS),
        reason=reason,
        by=by,
        at=at,
    )
    made.text = newest.text
    return made


def _facts(measure: Measure, categories: dict[str, list[str]]) -> Document:
    """The measure as a plan file says it, with the codes of the categories it is broken down by."""
    facts = {key: fact for key, fact in measure_facts(measure).items() if fact}
    codes: list[Any] = facts.get("dimensions", [])
    found = {code: categories[code] for code in codes if categories.get(code)}
    return facts | ({"categories": found} if found else {})


def _categories(plan: Plan) -> dict[str, list[str]]:
    return {
        dimension.code: [str(each["code"]) for each in dimension.categories]
        for dimension in plan.dimensions.all()
    }


def _first_open_year(plan: Plan, at: datetime) -> int:
    """The first year after the baseline on which reporting is not closed; else the year of now."""
    years = plan.periods.filter(closed_at__isnull=True, is_baseline=False)
    first = years.order_by("year").values_list("year", flat=True).first()
    return first or at.year
