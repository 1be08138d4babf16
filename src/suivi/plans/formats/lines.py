"""Does every provision stand in its place, and does every line say how and by whom?"""

from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _

from suivi.errors import Fault
from suivi.plans.formats.documents import Document, level_keys, provisions
from suivi.plans.formats.parts import codes_of, entries, items, text_of

# What stands in an address where the code of a line may stand (see tests/house/test_addresses.py).
ADDRESS_WORDS: Final = frozenset(
    {
        *("clearance", "delivery", "export", "handover", "instruments", "people"),
        *("period", "promises", "results.xml", "views", "workbook"),
    }
)


def bodies_named(document: Document) -> set[Any]:
    """The codes of the bodies that answer for a line or made a reservation."""
    named = {text_of(footnote, "body") for _i, footnote in entries(document, "footnotes")}
    for _depth, provision, _place in provisions(document, level_keys(document)):
        for _i, responsibility in entries(provision, "responsibilities"):
            named |= {body for _j, body in items(responsibility, "bodies")}
    return named - {""}


def line_faults(document: Document) -> Iterator[Fault]:
    """The faults of provisions: their codes, references, and what hangs on them."""
    keys = level_keys(document)
    seen: dict[tuple[int, str], str] = {}
    for depth, provision, place in provisions(document, keys):
        code = text_of(provision, "code")
        if code and seen.setdefault((depth, code), place) != place:
            sentence = _("“%(code)s” stands at %(place)s already")
            first = seen[depth, code]
            yield Fault(f"{place}.code", sentence % {"code": code, "place": first})
        if code in ADDRESS_WORDS:
            sentence = _("“%(code)s” is a word of the addresses here; a line cannot be called so")
            yield Fault(f"{place}.code", sentence % {"code": code})
        yield from _references(document, provision, place)
        if depth == len(keys) - 1:
            yield from _lowest(document, provision, place)
        else:
            yield from _upper(provision, place, keys[depth + 1])


def _references(document: Document, provision: Document, place: str) -> Iterator[Fault]:
    numbers = [footnote.get("number") for _i, footnote in entries(document, "footnotes")]
    for index, number in items(provision, "footnotes"):
        if number not in numbers:
            sentence = _("the plan has no footnote %(number)s")
            yield Fault(f"{place}.footnotes[{index}]", sentence % {"number": number})
    known = codes_of(document, "legal_bases")
    for index, code in items(provision, "legal_bases"):
        if code not in known:
            sentence = _("no legal basis has the code “%(code)s”")
            yield Fault(f"{place}.legal_bases[{index}]", sentence % {"code": code})


def _upper(provision: Document, place: str, below: str) -> Iterator[Fault]:
    for key in ("instruments", "responsibilities"):
        if key in provision:
            yield Fault(f"{place}.{key}", _("only provisions of the lowest level have these"))
    if below and below not in provision:
        yield Fault(f"{place}.{below}", _("at least one is required"))


def _lowest(document: Document, provision: Document, place: str) -> Iterator[Fault]:
    for key in ("instruments", "responsibilities"):
        if key not in provision:
            yield Fault(f"{place}.{key}", _("at least one is required"))
    known = codes_of(document, "bodies")
    held: set[Any] = set()
    for index, responsibility in entries(provision, "responsibilities"):
        for number, body in items(responsibility, "bodies"):
            here = f"{place}.responsibilities[{index}].bodies[{number}]"
            if body not in known:
                yield Fault(here, _("no body has the code “%(code)s”") % {"code": body})
            elif body in held:
                yield Fault(here, _("“%(code)s” stands on this line already") % {"code": body})
            held.add(body)
