"""How does a plan in the database read as a document?

The document has the same form as a plan file, so that a file and a stored plan are the same plan
when their canonical bytes are the same.
"""

from collections import defaultdict
from datetime import date
from typing import Any, Final

from django.db import models

from suivi.languages.wording import State, wording
from suivi.people.models import Body
from suivi.plans.formats.canonical import canonical, normalised
from suivi.plans.formats.documents import FORMAT, Document
from suivi.plans.models import (
    Footnote,
    Instrument,
    LegalBasis,
    Measure,
    Plan,
    Provision,
    Responsibility,
)

CENTS: Final = 100


def plan_bytes(plan: Plan) -> bytes:
    """The plan as the canonical bytes of a plan file."""
    return canonical(document_of(plan))


def document_of(plan: Plan) -> Document:
    """Everything a plan file holds about this plan, in normal form. About fifteen queries."""
    document = {
        "format": FORMAT,
        "slug": plan.slug,
        **texts(plan, "title", "short_title", "description"),
        "country": plan.country,
        "starts_on": _day(plan.starts_on),
        "ends_on": _day(plan.ends_on),
        "language": plan.language,
        "source": {"key": plan.source_key, "citation": plan.citation},
        "predecessor": plan.predecessor.slug if plan.predecessor else "",
        "outline": plan.is_outline,
        "sample": plan.is_sample,
        **_vocabularies(plan),
        "bodies": [_body(body) for body in bodies_of(plan)],
        "focus_countries": _focus_countries(plan),
        "legal_bases": [_legal_basis(basis) for basis in plan.legal_bases.order_by("code")],
        "footnotes": [_footnote(footnote) for footnote in _footnotes(plan)],
        "periods": _periods(plan),
    }
    return normalised(document | _tree(plan))


def texts(record: models.Model, *names: str) -> Document:
    """The texts of a record as the format writes them; without those that are empty."""
    found: Document = {}
    for name in names:
        said = wording(record, name)
        by_language = {
            code: text
            if said.state(code) == State.OFFICIAL
            else {"text": text, "state": said.state(code).value}
            for code, text in said.texts.items()
        }
        if by_language:
            found[name] = by_language
    return found


def bodies_of(plan: Plan) -> list[Body]:
    """The bodies that answer for a line or made a reservation, and those above them, in order."""
    named = set(Responsibility.objects.of_plan(plan).order_by().values_list("body", flat=True))
    named |= set(plan.footnotes.filter(body__isnull=False).values_list("body", flat=True))
    everybody = {body.pk: body for body in Body.objects.select_related("parent")}
    for key in list(named):
        above = everybody[key].parent_id
        while above and above not in named:
            named.add(above)
            above = everybody[above].parent_id
    return sorted((everybody[key] for key in named), key=lambda body: (body.position, body.code))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _vocabularies(plan: Plan) -> Document:
    levels = plan.levels.order_by("depth")
    steps = plan.scale.order_by("position", "pk")
    return {
        "levels": [{"key": level.key, **texts(level, "name", "plural")} for level in levels],
        "scale": [
            {
                "code": step.code,
                "sign": step.sign,
                **texts(step, "name"),
                "rank": step.rank,
                "needs_reason": step.needs_reason,
            }
            for step in steps
        ],
        "dimensions": [
            {"code": dimension.code, **texts(dimension, "name"), "categories": dimension.categories}
            for dimension in plan.dimensions.order_by("code")
        ],
    }


def _body(body: Body) -> Document:
    return {
        "code": body.code,
        "abbreviation": body.abbreviation,
        **texts(body, "name", "short_name"),
        "parent": body.parent.code if body.parent else "",
        "from": _day(body.valid_from),
        "until": _day(body.valid_until),
        "standing": body.standing,
    }


def _focus_countries(plan: Plan) -> list[Document]:
    return [
        {
            "country": focus.country,
            "from": _day(focus.valid_from),
            "until": _day(focus.valid_until),
        }
        for focus in plan.focus_countries.order_by("country", "pk")
    ]


def _legal_basis(basis: LegalBasis) -> Document:
    return {
        "code": basis.code,
        "kind": basis.kind,
        **texts(basis, "title"),
        "adopted_on": _day(basis.adopted_on),
        "source": basis.source,
        "standing": basis.standing,
    }


def _footnotes(plan: Plan) -> "models.QuerySet[Footnote]":
    return plan.footnotes.select_related("body").order_by("number")


def _footnote(footnote: Footnote) -> Document:
    return {
        "number": footnote.number,
        **texts(footnote, "text"),
        "body": footnote.body.code if footnote.body else "",
    }


def _periods(plan: Plan) -> list[Document]:
    return [
        {
            "year": period.year,
            "baseline": period.is_baseline,
            "opens_on": _day(period.opens_on),
            "due_on": _day(period.due_on),
            "closes_on": _day(period.closes_on),
        }
        for period in plan.periods.of_the_file().in_order()
    ]


def _tree(plan: Plan) -> Document:
    keys = {level.pk: level.key for level in plan.levels.all()}
    root: Document = {}
    by_pk: dict[int | None, Document] = {None: root}
    found = plan.provisions.in_order().prefetch_related("footnotes", "legal_bases")
    for provision in found.order_by("level__depth", "position", "pk"):
        by_pk[provision.pk] = facts = _provision(provision)
        by_pk[provision.parent_id].setdefault(keys[provision.level_id], []).append(facts)
    for provision_pk, instruments in _instruments(plan).items():
        by_pk[provision_pk]["instruments"] = instruments
    for provision_pk, entries in _responsibilities(plan).items():
        by_pk[provision_pk]["responsibilities"] = list(entries.values())
    return root


def _provision(provision: Provision) -> Document:
    return {
        "code": provision.code,
        **texts(provision, "title", "text", "note"),
        "footnotes": [footnote.number for footnote in provision.footnotes.all()],
        "legal_bases": [basis.code for basis in provision.legal_bases.all()],
    }


def _instruments(plan: Plan) -> dict[int, list[Document]]:
    measures: dict[int, list[Document]] = defaultdict(list)
    of_plan = Measure.objects.filter(instrument__provision__plan=plan)
    for measure in of_plan.order_by("instrument", "position"):
        measures[measure.instrument_id].append(measure_facts(measure))
    instruments: dict[int, list[Document]] = defaultdict(list)
    for instrument in Instrument.objects.filter(provision__plan=plan).order_by("position"):
        instruments[instrument.provision_id].append(
            {**texts(instrument, "text"), "measures": measures[instrument.pk]}
        )
    return instruments


def measure_facts(measure: Measure) -> Document:
    """What a plan file says of a measure."""
    with_total = measure.kind not in {Measure.Kind.MILESTONE, Measure.Kind.NARRATIVE}
    return {
        "kind": measure.kind,
        **texts(measure, "label", "numerator", "denominator"),
        "unit": measure.unit,
        "activity_kinds": measure.activity_kinds,
        "dimensions": measure.dimensions,
        "total": measure.total if with_total else "",
        "target": _target(measure),
    }


def _target(measure: Measure) -> Document:
    if measure.target is None:
        return {}
    units = CENTS if measure.kind == Measure.Kind.AMOUNT else 1
    return {
        "number": measure.target // units,
        "of": measure.target_base,
        "year": measure.target_year,
    }


def _responsibilities(plan: Plan) -> dict[int, dict[int, Any]]:
    found: dict[int, dict[int, Any]] = defaultdict(dict)
    of_plan = Responsibility.objects.of_plan(plan).select_related("body")
    for responsibility in of_plan:
        entry = found[responsibility.provision_id].setdefault(
            responsibility.entry,
            {"printed": responsibility.printed, "bodies": [], "role": responsibility.role},
        )
        entry["bodies"].append(responsibility.body.code)
    return found
