"""Does the document make sense: do its parts refer to each other, and do its dates run forward?

The schema says what a part looks like; here is what only the whole can say. Every check looks over
the whole document and skips what has the wrong shape (that is told by `shape`), so that one reading
finds all faults.
"""

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, Final

from babel import Locale
from django.utils.translation import gettext as _

from suivi.errors import Fault
from suivi.plans.formats import lines, measuring
from suivi.plans.formats.documents import LANGUAGES, TEXTS, Document, level_keys, provisions, schema
from suivi.plans.formats.parts import codes_of, entries, text_of, twice

COUNTRIES: Final = frozenset(str(code) for code in Locale("en").territories if len(str(code)) == 2)


def meaning_faults(document: Document) -> Iterator[Fault]:
    """One fault for each thing in the document that contradicts another or refers to nothing."""
    for check in CHECKS:
        yield from check(document)


def _plan_facts(document: Document) -> Iterator[Fault]:
    starts, ends = text_of(document, "starts_on"), text_of(document, "ends_on")
    if starts and ends and ends < starts:
        yield Fault(
            "ends_on",
            _("%(end)s is before the beginning, %(start)s") % {"end": ends, "start": starts},
        )
    predecessor = text_of(document, "predecessor")
    if predecessor and predecessor == text_of(document, "slug"):
        yield Fault("predecessor", _("a plan cannot follow itself"))
    country = text_of(document, "country")
    if country and country not in COUNTRIES:
        yield Fault("country", _("no country has this code"))


def _outline_or_levels(document: Document) -> Iterator[Fault]:
    keys = level_keys(document)
    if document.get("outline") is True:
        for key in keys:
            if key in document:
                yield Fault(key, _("an outline plan has no provisions"))
    elif not document.get("levels"):
        yield Fault("levels", _("at least one is required, unless the plan is an outline"))
    elif keys and keys[0] and keys[0] not in document:
        yield Fault(keys[0], _("at least one is required"))


def _levels(document: Document) -> Iterator[Fault]:
    reserved = {*schema()["properties"], *schema()["$defs"]["provision"]["properties"]}
    for index, level in entries(document, "levels"):
        if text_of(level, "key") in reserved:
            sentence = _("“%(key)s” has a meaning of its own in the format; choose another key")
            yield Fault(f"levels[{index}].key", sentence % {"key": level["key"]})


def _said_once(document: Document) -> Iterator[Fault]:
    fields = {
        "levels": "key",
        "scale": "code",
        "dimensions": "code",
        "bodies": "code",
        "legal_bases": "code",
        "footnotes": "number",
        "periods": "year",
    }
    for name, field in fields.items():
        yield from twice(entries(document, name), field, name)
    for index, dimension in entries(document, "dimensions"):
        place = f"dimensions[{index}].categories"
        yield from twice(entries(dimension, "categories"), "code", place)


def _bodies(document: Document) -> Iterator[Fault]:
    known = codes_of(document, "bodies")
    parents = _parents(document)
    for index, body in entries(document, "bodies"):
        place = f"bodies[{index}]"
        yield from _runs_forward(body, place, "from", "until")
        parent = text_of(body, "parent")
        if parent and parent not in known:
            yield Fault(f"{place}.parent", _("no body has the code “%(code)s”") % {"code": parent})
        elif circle := _circle(text_of(body, "code"), parents):
            yield Fault(f"{place}.parent", _told(circle))


def idle_bodies(document: Document) -> Iterator[Fault]:
    """A fault for each body with nothing to do; says something only of a plan that is whole."""
    parents = _parents(document)
    needed = lines.bodies_named(document)
    for code in list(needed):
        while (code := parents.get(code)) and code not in needed:
            needed.add(code)
    for index, body in entries(document, "bodies"):
        code = text_of(body, "code")
        if code and code not in needed:
            sentence = _("the plan gives “%(code)s” nothing to do; leave it out")
            yield Fault(f"bodies[{index}]", sentence % {"code": code})


def _parents(document: Document) -> dict[str, str]:
    return {text_of(b, "code"): text_of(b, "parent") for _i, b in entries(document, "bodies")}


def _circle(code: str, parents: dict[str, str]) -> list[str]:
    """The bodies from this one up to itself again; none when it leads elsewhere."""
    way = [code]
    above = parents.get(code)
    while above and above not in way:
        way.append(above)
        above = parents.get(above)
    return [*way, code] if above == code else []


def _told(circle: list[str]) -> str:
    if len(circle) == 2:
        return _("a body cannot belong to itself")
    names = " → ".join(circle)
    return _("these bodies belong to each other in a circle: %(names)s") % {"names": names}


def _focus_countries(document: Document) -> Iterator[Fault]:
    seen: dict[tuple[Any, Any], int] = {}
    for index, focus in entries(document, "focus_countries"):
        place = f"focus_countries[{index}]"
        yield from _runs_forward(focus, place, "from", "until")
        if text_of(focus, "country") and focus["country"] not in COUNTRIES:
            yield Fault(f"{place}.country", _("no country has this code"))
        key = (text_of(focus, "country"), text_of(focus, "from"))
        if seen.setdefault(key, index) != index:
            yield Fault(place, _("this country stands twice with the same beginning"))


def _footnotes(document: Document) -> Iterator[Fault]:
    known = codes_of(document, "bodies")
    for index, footnote in entries(document, "footnotes"):
        body = text_of(footnote, "body")
        if body and body not in known:
            place = f"footnotes[{index}].body"
            yield Fault(place, _("no body has the code “%(code)s”") % {"code": body})


def _periods(document: Document) -> Iterator[Fault]:
    baselines = 0
    for index, period in entries(document, "periods"):
        place = f"periods[{index}]"
        yield from _runs_forward(period, place, "opens_on", "due_on")
        yield from _runs_forward(period, place, "due_on", "closes_on")
        baselines += period.get("baseline") is True
        if period.get("baseline") is True and baselines > 1:
            yield Fault(f"{place}.baseline", _("a plan has one baseline"))


def _runs_forward(part: Document, place: str, first: str, then: str) -> Iterator[Fault]:
    start, end = text_of(part, first), text_of(part, then)
    if start and end and end < start:
        sentence = _("%(end)s is before %(start)s (%(first)s)")
        yield Fault(f"{place}.{then}", sentence % {"end": end, "start": start, "first": first})


def _own_language(document: Document) -> Iterator[Fault]:
    language = text_of(document, "language")
    if language in LANGUAGES:
        for place, text in _texts(document):
            if isinstance(text, dict) and text and language not in text:
                sentence = _("the wording in the plan's own language is missing")
                yield Fault(f"{place}.{language}", sentence)


def _texts(document: Document) -> Iterator[tuple[str, Any]]:
    """Every text of the document that may stand in several languages, with its place."""
    definitions = schema()["$defs"]

    def look(value: Any, rules: Document, place: str) -> Iterator[tuple[str, Any]]:
        name = str(rules.get("$ref", "")).rsplit("/", 1)[-1]
        rules = definitions[name] if name else rules
        if name in TEXTS:
            yield place, value
        elif isinstance(value, list):
            for index, item in enumerate(value):
                yield from look(item, rules.get("items", {}), f"{place}[{index}]")
        elif isinstance(value, dict):
            for key, part in value.items():
                rule = rules.get("properties", {}).get(key)
                if rule:
                    yield from look(part, rule, f"{place}.{key}" if place else key)

    yield from look(document, schema(), "")
    for _depth, provision, place in provisions(document, level_keys(document)):
        yield from look(provision, definitions["provision"], place)


def _composed(document: Document) -> Iterator[Fault]:
    """Codes are compared letter by letter: an accent must not be written in two ways."""
    for index, basis in entries(document, "legal_bases"):
        code = text_of(basis, "code")
        if code != unicodedata.normalize("NFC", code):
            yield Fault(
                f"legal_bases[{index}].code", _("has an accent written as a letter of its own")
            )


CHECKS: Final[tuple[Callable[[Document], Iterator[Fault]], ...]] = (
    _plan_facts,
    _outline_or_levels,
    _levels,
    _said_once,
    _bodies,
    _focus_countries,
    _footnotes,
    _periods,
    _own_language,
    _composed,
    lines.line_faults,
    measuring.measure_faults,
)
