"""What was promised, as the snapshot of a report keeps it: the plan in its own order and words."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from suivi.people import models as people
from suivi.plans import models as plans
from suivi.publications.snapshot.shape import (
    Body,
    Category,
    Definition,
    Dimension,
    Focus,
    Footnote,
    Instrument,
    LegalBasis,
    Level,
    Measure,
    Period,
    PlanPart,
    Provision,
    Responsibility,
    Step,
)
from suivi.publications.snapshot.wordings import iso_day, worded


def plan_part(plan: plans.Plan) -> PlanPart:
    """The plan without its provisions."""
    return {
        "slug": plan.slug,
        "title": worded(plan.title),
        "short_title": worded(plan.short_title),
        "description": worded(plan.description),
        "country": plan.country,
        "starts_on": iso_day(plan.starts_on),
        "ends_on": iso_day(plan.ends_on),
        "language": plan.language,
        "source_key": plan.source_key,
        "citation": plan.citation,
        "revision": plan.revision,
        "is_sample": plan.is_sample,
        "levels": [_level(level) for level in plan.levels.order_by("depth")],
        "scale": [_step(step) for step in plan.scale.order_by("position", "pk")],
        "dimensions": [_dimension(found) for found in plan.dimensions.order_by("code")],
        "focus_countries": [
            _focus(focus) for focus in plan.focus_countries.order_by("country", "valid_from", "pk")
        ],
        "footnotes": [
            _footnote(note) for note in plan.footnotes.select_related("body").order_by("number")
        ],
        "legal_bases": [_legal_basis(basis) for basis in _legal_bases(plan)],
    }


def periods_part(periods: Iterable[plans.Period]) -> list[Period]:
    """The years across."""
    return [_period(period) for period in periods]


def bodies_part(codes: Iterable[str]) -> list[Body]:
    """These bodies and those they belong to, as a directory reads."""
    every = list(people.Body.objects.select_related("parent").in_order())
    parents = {body.code: body.parent.code for body in every if body.parent is not None}
    wanted = set(codes)
    for body in reversed(every):
        if body.code in wanted and body.code in parents:
            wanted.add(parents[body.code])
    return [_body(body) for body in every if body.code in wanted]


def provisions_part(plan: plans.Plan) -> dict[int, Provision]:
    """Every provision by its number in the database, each holding those below it, in order."""
    found = (
        plan.provisions.in_order()
        .select_related("level")
        .prefetch_related(
            "footnotes",
            "legal_bases",
            "responsibilities__body",
            "instruments__measures__definitions",
        )
    )
    parts: dict[int, Provision] = {}
    for provision in found:
        parts[provision.pk] = _provision(provision)
        if provision.parent_id in parts:
            parts[provision.parent_id]["provisions"].append(parts[provision.pk])
    return parts


def _provision(provision: plans.Provision) -> Provision:
    instruments = sorted(provision.instruments.all(), key=lambda one: one.position)
    return {
        "level": provision.level.key,
        "code": provision.code,
        "title": worded(provision.title),
        "text": worded(provision.text),
        "note": worded(provision.note),
        "footnotes": sorted(note.number for note in provision.footnotes.all()),
        "legal_bases": sorted(basis.code for basis in provision.legal_bases.all()),
        "responsibilities": _responsibilities(provision),
        "instruments": [_instrument(provision, instrument) for instrument in instruments],
        "contributions": [],
        "progress": [],
        "activities": [],
        "provisions": [],
    }


def _responsibilities(provision: plans.Provision) -> list[Responsibility]:
    """The printed entries: one that names two bodies is one."""
    entries: dict[int, Responsibility] = {}
    rows = sorted(provision.responsibilities.all(), key=lambda row: (row.entry, row.position))
    for row in rows:
        entry = entries.setdefault(
            row.entry, {"role": row.role, "printed": row.printed, "bodies": []}
        )
        entry["bodies"].append(row.body.code)
    return list(entries.values())


def _instrument(provision: plans.Provision, instrument: plans.Instrument) -> Instrument:
    place = [provision.plan.slug, provision.code, instrument.position]
    # The path without a language, whatever language is read by who publishes.
    with override(settings.LANGUAGE_CODE):
        path = reverse("instrument", args=place)
    measures = sorted(instrument.measures.all(), key=lambda one: one.position)
    return {
        "position": instrument.position,
        "text": worded(instrument.text),
        "measures": [_measure(instrument, measure) for measure in measures],
        "path": path,
    }


def _measure(instrument: plans.Instrument, measure: plans.Measure) -> Measure:
    found: Measure = {
        "key": f"{instrument.position}.{measure.position}",
        "kind": measure.kind,
        "label": worded(measure.label),
        "numerator": worded(measure.numerator),
        "denominator": worded(measure.denominator),
        "unit": measure.unit,
        "dimensions": measure.dimension_codes(),
        "activity_kinds": list(measure.activity_kinds),
        "total": measure.total,
        "values": [],
    }
    if measure.target is not None and measure.target_year is not None:
        found["target"] = {"number": measure.target, "year": measure.target_year}
        if measure.target_base is not None:
            found["target"]["of"] = measure.target_base
    versions = sorted(measure.definitions.all(), key=lambda each: each.number)
    if len(versions) > 1 or any(each.text for each in versions):
        found["definitions"] = [_definition(each) for each in versions]
    return found


def _definition(definition: plans.Definition) -> Definition:
    found: Definition = {
        "number": definition.number,
        "is_break": definition.is_break,
        "reason": definition.reason,
        "text": worded(definition.text),
        "source": definition.source,
    }
    if definition.from_year is not None:
        found["from_year"] = definition.from_year
    return found


def _level(level: plans.Level) -> Level:
    return {
        "key": level.key,
        "depth": level.depth,
        "name": worded(level.name),
        "plural": worded(level.plural),
    }


def _step(step: plans.ScaleStep) -> Step:
    return {"code": step.code, "sign": step.sign, "name": worded(step.name), "rank": step.rank}


def _dimension(dimension: plans.Dimension) -> Dimension:
    categories: list[Category] = [
        {"code": one["code"], "name": one["name"]} for one in dimension.categories
    ]
    return {"code": dimension.code, "name": worded(dimension.name), "categories": categories}


def _focus(focus: plans.FocusCountry) -> Focus:
    found: Focus = {"country": focus.country}
    if focus.valid_from:
        found["valid_from"] = iso_day(focus.valid_from)
    if focus.valid_until:
        found["valid_until"] = iso_day(focus.valid_until)
    return found


def _footnote(note: plans.Footnote) -> Footnote:
    found: Footnote = {"number": note.number, "text": worded(note.text)}
    if note.body is not None:
        found["body"] = note.body.code
    return found


def _legal_bases(plan: plans.Plan) -> list[plans.LegalBasis]:
    """Those that the plan or one of its provisions names."""
    of_lines = plans.LegalBasis.objects.filter(provisions__plan=plan)
    found = plans.LegalBasis.objects.filter(plans=plan) | of_lines
    return list(found.distinct().order_by("code"))


def _legal_basis(basis: plans.LegalBasis) -> LegalBasis:
    found: LegalBasis = {
        "code": basis.code,
        "kind": basis.kind,
        "title": worded(basis.title),
    }
    if basis.adopted_on:
        found["adopted_on"] = iso_day(basis.adopted_on)
    return found


def _period(period: plans.Period) -> Period:
    found: Period = {"year": period.year, "is_baseline": period.is_baseline}
    if period.due_on:
        found["due_on"] = iso_day(period.due_on)
    return found


def _body(body: people.Body) -> Body:
    found: Body = {
        "code": body.code,
        "abbreviation": body.abbreviation,
        "name": worded(body.name),
        "short_name": worded(body.short_name),
    }
    if body.parent is not None:
        found["parent"] = body.parent.code
    return found
