"""How do the provisions of a document, with all that hangs on the lines, become records?"""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from suivi.people.models import Body
from suivi.plans.formats.documents import Document, provisions
from suivi.plans.formats.stored import CENTS
from suivi.plans.imports.matching import settle
from suivi.plans.imports.texts import wording_of
from suivi.plans.models import (
    Footnote,
    Instrument,
    LegalBasis,
    Level,
    Measure,
    Plan,
    Provision,
    Responsibility,
)


@dataclass(frozen=True)
class Known:
    """The records that provisions refer to, by their codes and numbers."""

    bodies: Mapping[str, Body]
    footnotes: Mapping[int, Footnote]
    legal_bases: Mapping[str, LegalBasis]


def write_tree(document: Document, plan: Plan, levels: list[Level], known: Known) -> None:
    """Writes the provisions from the top down, then what hangs on them; removes last."""
    language = document["language"]
    pairs, dropped = _provisions(document, plan, levels)
    _references(pairs, known)
    instruments = _instruments(pairs, plan, language)
    _measures(instruments, plan, language)
    _responsibilities(pairs, plan, known.bodies)
    for provision in sorted(dropped, key=lambda gone: -gone.level.depth):
        provision.delete()


Pairs = list[tuple[Document, Provision]]


def _provisions(
    document: Document, plan: Plan, levels: list[Level]
) -> tuple[Pairs, list[Provision]]:
    language = document["language"]
    listed = list(_with_parents(document, [level.key for level in levels]))
    there = {(p.level_id, p.code): p for p in plan.provisions.select_related("level")}
    by_place: dict[str, Provision] = {}
    dropped: list[Provision] = []
    for depth, level in enumerate(levels):
        wanted = [
            (
                (level.pk, facts["code"]),
                {
                    "code": facts["code"],
                    "parent": by_place.get(parent),
                    "position": position,
                    "title": wording_of(facts.get("title"), language),
                    "text": wording_of(facts["text"], language),
                    "note": wording_of(facts.get("note"), language),
                },
            )
            for position, (at, facts, parent, _place) in enumerate(listed, start=1)
            if at == depth
        ]
        here = {key: record for key, record in there.items() if key[0] == level.pk}
        found, gone = settle(here, wanted, functools.partial(Provision, plan=plan, level=level))
        dropped += gone
        for at, facts, _parent, place in listed:
            if at == depth:
                by_place[place] = found[level.pk, facts["code"]]
    return [(facts, by_place[place]) for _at, facts, _parent, place in listed], dropped


def _with_parents(document: Document, keys: list[str]) -> Iterator[tuple[int, Document, str, str]]:
    """Every provision in printed order: depth, facts, place of its parent, its own place."""
    for depth, facts, place in provisions(document, keys):
        yield depth, facts, place.rpartition(".")[0], place


def _references(pairs: Pairs, known: Known) -> None:
    footnotes = [
        (provision.pk, known.footnotes[number].pk)
        for facts, provision in pairs
        for number in facts.get("footnotes", [])
    ]
    bases = [
        (provision.pk, known.legal_bases[code].pk)
        for facts, provision in pairs
        for code in facts.get("legal_bases", [])
    ]
    keys = [provision.pk for _facts, provision in pairs]
    _link(Provision.footnotes.through, "footnote_id", keys, footnotes)
    _link(Provision.legal_bases.through, "legalbasis_id", keys, bases)


def _link(
    joint: type[models.Model], column: str, provisions_in: list[int], wanted: list[tuple[int, int]]
) -> None:
    """Makes the links of these provisions exactly those that are wanted."""
    rows = joint._default_manager.filter(provision_id__in=provisions_in)
    there = {(row.provision_id, getattr(row, column)): row.pk for row in rows}  # type: ignore[attr-defined]
    gone = [there[pair] for pair in there.keys() - set(wanted)]
    joint._default_manager.filter(pk__in=gone).delete()
    joint._default_manager.bulk_create(
        joint(**{"provision_id": provision, column: other})
        for provision, other in wanted
        if (provision, other) not in there
    )


def _instruments(pairs: Pairs, plan: Plan, language: str) -> list[tuple[Document, Instrument]]:
    listed = [
        (facts, provision, position)
        for holder, provision in pairs
        for position, facts in enumerate(holder.get("instruments", []), start=1)
    ]
    wanted = [
        (
            (provision.pk, position),
            {
                "provision": provision,
                "position": position,
                "text": wording_of(facts["text"], language),
            },
        )
        for facts, provision, position in listed
    ]
    of_plan = Instrument.objects.filter(provision__plan=plan)
    there = {(record.provision_id, record.position): record for record in of_plan}
    found, dropped = settle(there, wanted, Instrument)
    _delete(dropped)
    return [(facts, found[provision.pk, position]) for facts, provision, position in listed]


def _measures(instruments: list[tuple[Document, Instrument]], plan: Plan, language: str) -> None:
    wanted = [
        ((instrument.pk, position), _measure(facts, instrument, position, language))
        for holder, instrument in instruments
        for position, facts in enumerate(holder["measures"], start=1)
    ]
    of_plan = Measure.objects.filter(instrument__provision__plan=plan)
    there = {(record.instrument_id, record.position): record for record in of_plan}
    _found, dropped = settle(there, wanted, Measure)
    _delete(dropped)


def _measure(
    facts: Document, instrument: Instrument, position: int, language: str
) -> dict[str, Any]:
    return {
        "instrument": instrument,
        "position": position,
        "kind": facts["kind"],
        "unit": facts.get("unit", ""),
        "dimensions": facts.get("dimensions", []),
        "activity_kinds": facts.get("activity_kinds", []),
        "total": facts.get("total", Measure.Total.NONE),
        **_target(facts),
        **{
            name: wording_of(facts.get(name), language)
            for name in ("label", "numerator", "denominator")
        },
    }


def _target(facts: Document) -> dict[str, Any]:
    """The target; of an amount the file says whole units of the currency."""
    target = facts.get("target", {})
    units = CENTS if facts["kind"] == Measure.Kind.AMOUNT else 1
    return {
        "target": target["number"] * units if target else None,
        "target_base": target.get("of"),
        "target_year": target.get("year"),
    }


def _responsibilities(pairs: Pairs, plan: Plan, bodies: Mapping[str, Body]) -> None:
    wanted = [
        (
            (provision.pk, bodies[code].pk),
            {
                "provision": provision,
                "body": bodies[code],
                "role": facts["role"],
                "entry": entry,
                "position": position,
                "printed": facts["printed"],
            },
        )
        for holder, provision in pairs
        for entry, facts in enumerate(holder.get("responsibilities", []), start=1)
        for position, code in enumerate(facts["bodies"], start=1)
    ]
    of_plan = Responsibility.objects.filter(provision__plan=plan)
    there = {(record.provision_id, record.body_id): record for record in of_plan}
    _found, dropped = settle(there, wanted, Responsibility)
    _delete(dropped)


def _delete(records: "list[Any]") -> None:
    if records:
        model = type(records[0])
        model._default_manager.filter(pk__in=[record.pk for record in records]).delete()
