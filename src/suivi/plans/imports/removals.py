"""What of a plan must stay, because something hangs on it?

A line with contributions, a measure with figures or a year with reports is never removed by a file,
and what a figure means is not changed under it. Other subjects are found through their relations to
the plan's records, so that plans need not know them. A body may leave a line at any time: what it
said there stays where it is, and the round follows (see reporting).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from suivi.errors import Fault
from suivi.plans.formats.documents import Document, level_keys, provisions
from suivi.plans.imports.texts import wording_of
from suivi.plans.models import Measure, Plan, ScaleStep


def removal_faults(document: Document, plan: Plan) -> list[Fault]:
    """A fault for everything in use that the document would remove or redefine."""
    return [
        *_levels(document, plan),
        *_provisions(document, plan),
        *_measures(document, plan),
        *_periods(document, plan),
        *_scale(document, plan),
    ]


def uses(records: Iterable[models.Model]) -> dict[int, str]:
    """By record: how many things of other subjects hang on it, in words ("3 contributions")."""
    listed = list(records)
    found: dict[int, list[str]] = defaultdict(list)
    for relation in _relations_from_outside(type(listed[0])) if listed else ():
        name = relation.field.name
        manager = relation.related_model._default_manager
        rows = manager.filter(**{f"{name}__in": listed}).order_by().values_list(name)
        for key, count in rows.annotate(count=models.Count("pk", distinct=True)):
            found[key].append(_counted(count, relation.related_model))
    return {key: ", ".join(words) for key, words in found.items()}


def _counted(count: int, model: Any) -> str:
    name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
    return f"{count} {name}"


def _relations_from_outside(model: type[models.Model]) -> Iterator[Any]:
    own = model._meta.app_label
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and relation.related_model is not None:
            other: Any = relation.related_model
            if other._meta.app_label != own and not other._meta.auto_created:
                yield relation


def _levels(document: Document, plan: Plan) -> Iterator[Fault]:
    there = list(plan.levels.order_by("depth").values_list("key", flat=True))
    keys = level_keys(document)
    if not plan.provisions.exists():
        return
    if len(keys) != len(there):
        yield Fault("levels", _("a plan that is loaded keeps its number of levels"))
    elif keys != there and set(keys) & set(there) != {
        key for key, old in zip(keys, there, strict=True) if key == old
    }:
        yield Fault("levels", _("the levels of a plan that is loaded keep their order"))


def _provisions(document: Document, plan: Plan) -> Iterator[Fault]:
    keys = level_keys(document)
    kept = {(depth, facts["code"]) for depth, facts, _place in provisions(document, keys)}
    there = list(plan.provisions.select_related("level").in_order())
    gone = [record for record in there if (record.level.depth, record.code) not in kept]
    used = uses(gone)
    for record in gone:
        if record.pk in used:
            yield _must_stay(f"{record.level.key} {record.code}", used[record.pk])


def _measures(document: Document, plan: Plan) -> Iterator[Fault]:
    wanted = _measures_of(document)
    there = list(
        Measure.objects.filter(instrument__provision__plan=plan)
        .select_related("instrument__provision__level")
        .order_by("instrument__provision__position", "instrument__position", "position")
    )
    used = uses(there)
    for measure in there:
        if measure.pk not in used:
            continue
        instrument, provision = measure.instrument, measure.instrument.provision
        facts = wanted.get((provision.code, instrument.position, measure.position))
        place = f"{provision.level.key} {provision.code}, " + _(
            "instrument %(instrument)s, measure %(measure)s"
        ) % {"instrument": instrument.position, "measure": measure.position}
        if facts is None:
            yield _must_stay(place, used[measure.pk])
        elif _means_something_else(measure, facts):
            sentence = _("has figures (%(use)s): its kind, unit and dimensions cannot change")
            yield Fault(place, sentence % {"use": used[measure.pk]})


def _measures_of(document: Document) -> dict[tuple[str, int, int], Document]:
    keys = level_keys(document)
    return {
        (facts["code"], number, place): measure
        for depth, facts, _place in provisions(document, keys)
        if depth == len(keys) - 1
        for number, instrument in enumerate(facts.get("instruments", []), start=1)
        for place, measure in enumerate(instrument["measures"], start=1)
    }


def _means_something_else(measure: Measure, facts: Document) -> bool:
    there = (measure.kind, measure.unit, list(measure.dimensions))
    return there != (facts["kind"], facts.get("unit", ""), facts.get("dimensions", []))


def _periods(document: Document, plan: Plan) -> Iterator[Fault]:
    kept = {period["year"] for period in document.get("periods", [])}
    gone = list(plan.periods.of_the_file().exclude(year__in=kept).in_order())
    used = uses(gone)
    for period in gone:
        if period.pk in used:
            yield _must_stay(f"periods {period.year}", used[period.pk])
        elif period.opened_at is not None:
            sentence = _("was opened for reports and cannot be removed")
            yield Fault(f"periods {period.year}", sentence)


def _scale(document: Document, plan: Plan) -> Iterator[Fault]:
    wanted = {step["code"]: step for step in document.get("scale", [])}
    there = list(plan.scale.order_by("position"))
    used = uses(there)
    for step in there:
        if step.pk not in used:
            continue
        if step.code not in wanted:
            yield _must_stay(f"scale {step.code}", used[step.pk])
        elif _is_another_step(step, wanted[step.code], there, plan.language):
            sentence = _(
                "is in use (%(use)s): its sign and rank cannot change, "
                "nor can it take the name of another step"
            )
            yield Fault(f"scale {step.code}", sentence % {"use": used[step.pk]})


def _is_another_step(
    step: ScaleStep, facts: Document, there: list[ScaleStep], language: str
) -> bool:
    """Whether what was judged with this step would mean something else after the change."""
    name = wording_of(facts["name"], language).texts.get(language)
    others = [other.name.texts.get(language) for other in there if other.pk != step.pk]
    return (step.sign, step.rank) != (facts["sign"], facts["rank"]) or name in others


def _must_stay(place: str, use: str) -> Fault:
    return Fault(place, _("is in use (%(use)s) and cannot be removed") % {"use": use})
