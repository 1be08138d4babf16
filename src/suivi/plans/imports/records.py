"""How does a document become the records of a plan?

Only `actions.load_plan` calls this, inside its transaction, after the document was checked and
after it is sure that nothing in use is removed. Records are matched by what names them in print (a
level and a code, a place on a line), never by their wording.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from suivi.people.models import Body, FormerName
from suivi.plans.formats.documents import Document
from suivi.plans.imports import lines
from suivi.plans.imports.matching import assign, settle
from suivi.plans.imports.texts import wording_of
from suivi.plans.models import (
    Dimension,
    FocusCountry,
    Footnote,
    LegalBasis,
    Level,
    Period,
    Plan,
    ScaleStep,
)

GAP = 10
Facts = Sequence[tuple[str, Mapping[str, Any]]]


def write_plan(document: Document, plan: Plan | None, on: date) -> Plan:
    """Makes the plan in the database what the document says; a new one when `plan` is None.

    Bodies that it renames bear their former name until the day before `on`.
    """
    plan = _plan(document, plan or Plan(revision=0))
    bodies = _bodies(document, on)
    levels = _levels(document, plan)
    _scale(document, plan)
    _dimensions(document, plan)
    _focus_countries(document, plan)
    _periods(document, plan)
    bases = _legal_bases(document, plan)
    footnotes, dropped = _footnotes(document, plan, bodies)
    lines.write_tree(document, plan, levels, lines.Known(bodies, footnotes, bases))
    for record in dropped:
        record.delete()
    for level in list(plan.levels.filter(depth__gte=len(levels))):
        level.delete()
    return plan


def _plan(document: Document, plan: Plan) -> Plan:
    language = document["language"]
    facts = {
        "slug": document["slug"],
        **{
            name: wording_of(document.get(name), language)
            for name in ("title", "short_title", "description")
        },
        "country": document["country"],
        "starts_on": _day(document["starts_on"]),
        "ends_on": _day(document["ends_on"]),
        "language": language,
        "source_key": document["source"]["key"],
        "citation": document["source"]["citation"],
        "predecessor": _predecessor(document),
        "is_outline": document.get("outline", False),
        "is_sample": document.get("sample", False),
        "revision": plan.revision + 1,
    }
    assign(plan, facts)
    plan.save()
    return plan


def _predecessor(document: Document) -> Plan | None:
    slug = document.get("predecessor")
    return Plan.objects.get(slug=slug) if slug else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _bodies(document: Document, on: date) -> dict[str, Body]:
    """Bodies are shared by all plans: those a file does not name stay as they are."""
    language, listed = document["language"], document.get("bodies", [])
    codes = [body["code"] for body in listed]
    there = {body.code: body for body in Body.objects.filter(code__in=codes)}
    positions = _positions(codes, {code: body.position for code, body in there.items()})
    wanted = [
        (
            body["code"],
            {
                "code": body["code"],
                "abbreviation": body.get("abbreviation", ""),
                "name": wording_of(body["name"], language),
                "short_name": wording_of(body.get("short_name"), language),
                "position": positions[body["code"]],
                "valid_from": _day(body.get("from")),
                "valid_until": _day(body.get("until")),
                "standing": body.get("standing", ""),
            },
        )
        for body in listed
    ]
    _keep_former_names(there, wanted, language, on)
    found, _others = settle(there, wanted, Body)
    parents = [(body["code"], {"parent": found.get(body.get("parent"))}) for body in listed]
    settle(found, parents, Body)
    return found


def _keep_former_names(there: Mapping[str, Body], wanted: Facts, language: str, on: date) -> None:
    """A body that reported under a name keeps it for those years.

    A name that changes in the language of the plan is another name; a better translation is not.
    """
    renamed = [
        there[code]
        for code, facts in wanted
        if code in there
        and (before := there[code].name.texts.get(language))
        and before != facts["name"].texts.get(language)
    ]
    opened = Period.objects.filter(opened_at__isnull=False)
    reported = opened.values("plan__provisions__responsibilities__body")
    for body in Body.objects.filter(pk__in=[body.pk for body in renamed]).filter(pk__in=reported):
        former, _new = FormerName.objects.get_or_create(
            body=body, valid_until=on - timedelta(days=1)
        )
        assign(former, {"name": body.name, "short_name": body.short_name})
        former.save()


def _positions(codes: list[str], there: dict[str, int]) -> dict[str, int]:
    """Positions that rise in the order of the file and change as few of those there as possible."""
    positions: dict[str, int] = {}
    last = 0
    for code in codes:
        last = there[code] if there.get(code, 0) > last else last + GAP
        positions[code] = last
    return positions


def _levels(document: Document, plan: Plan) -> list[Level]:
    language = document["language"]
    wanted = [
        (
            depth,
            {
                "depth": depth,
                "key": level["key"],
                "name": wording_of(level["name"], language),
                "plural": wording_of(level["plural"], language),
            },
        )
        for depth, level in enumerate(document.get("levels", []))
    ]
    there = {level.depth: level for level in plan.levels.all()}
    found, _dropped = settle(there, wanted, lambda: Level(plan=plan))
    return list(found.values())


def _scale(document: Document, plan: Plan) -> None:
    language = document["language"]
    wanted = [
        (
            step["code"],
            {
                "code": step["code"],
                "sign": step["sign"],
                "name": wording_of(step["name"], language),
                "position": position,
                "rank": step["rank"],
                "needs_reason": step.get("needs_reason", False),
            },
        )
        for position, step in enumerate(document.get("scale", []), start=1)
    ]
    there = {step.code: step for step in plan.scale.all()}
    _found, dropped = settle(there, wanted, lambda: ScaleStep(plan=plan))
    for step in dropped:
        step.delete()


def _dimensions(document: Document, plan: Plan) -> None:
    language = document["language"]
    wanted = [
        (
            dimension["code"],
            {
                "code": dimension["code"],
                "name": wording_of(dimension["name"], language),
                "categories": [
                    {"code": category["code"], "name": _plain(category["name"], language)}
                    for category in dimension.get("categories", [])
                ],
            },
        )
        for dimension in document.get("dimensions", [])
    ]
    there = {dimension.code: dimension for dimension in plan.dimensions.all()}
    _found, dropped = settle(there, wanted, lambda: Dimension(plan=plan))
    for dimension in dropped:
        dimension.delete()


def _plain(label: Any, language: str) -> dict[str, str]:
    return {language: label} if isinstance(label, str) else dict(label)


def _focus_countries(document: Document, plan: Plan) -> None:
    wanted = [
        (
            (focus["country"], _day(focus.get("from"))),
            {
                "country": focus["country"],
                "valid_from": _day(focus.get("from")),
                "valid_until": _day(focus.get("until")),
            },
        )
        for focus in document.get("focus_countries", [])
    ]
    there = {(focus.country, focus.valid_from): focus for focus in plan.focus_countries.all()}
    _found, dropped = settle(there, wanted, lambda: FocusCountry(plan=plan))
    for focus in dropped:
        focus.delete()


def _periods(document: Document, plan: Plan) -> None:
    there = {period.year: period for period in plan.periods.all()}
    years = {period["year"] for period in document.get("periods", [])}
    gone = {year for year, period in there.items() if not period.is_added} - years
    for year in sorted(gone):
        there.pop(year).delete()
    wanted = [
        (
            period["year"],
            {
                "year": period["year"],
                "is_baseline": period.get("baseline", False),
                "is_added": False,
                "opens_on": _day(period.get("opens_on")),
                "due_on": _day(period.get("due_on")),
                "closes_on": _day(period.get("closes_on")),
            },
        )
        for period in document.get("periods", [])
    ]
    # A plan has one baseline at any moment: who gives it up goes before who becomes it.
    wanted.sort(key=lambda pair: bool(pair[1]["is_baseline"]))
    settle(there, wanted, lambda: Period(plan=plan))


def _legal_bases(document: Document, plan: Plan) -> dict[str, LegalBasis]:
    """Legal bases are shared by all plans: one that a plan no longer names is only let go."""
    language, listed = document["language"], document.get("legal_bases", [])
    codes = [basis["code"] for basis in listed]
    there = {basis.code: basis for basis in LegalBasis.objects.filter(code__in=codes)}
    wanted = [
        (
            basis["code"],
            {
                "code": basis["code"],
                "kind": basis["kind"],
                "title": wording_of(basis["title"], language),
                "adopted_on": _day(basis.get("adopted_on")),
                "source": basis.get("source", ""),
                "standing": basis.get("standing", ""),
            },
        )
        for basis in listed
    ]
    found, _others = settle(there, wanted, LegalBasis)
    plan.legal_bases.set(found.values())
    return found


def _footnotes(
    document: Document, plan: Plan, bodies: dict[str, Body]
) -> tuple[dict[int, Footnote], list[Footnote]]:
    language = document["language"]
    wanted = [
        (
            footnote["number"],
            {
                "number": footnote["number"],
                "text": wording_of(footnote["text"], language),
                "body": bodies.get(footnote.get("body")),
            },
        )
        for footnote in document.get("footnotes", [])
    ]
    there = {footnote.number: footnote for footnote in plan.footnotes.all()}
    return settle(there, wanted, lambda: Footnote(plan=plan))
