"""What would a file change in a plan that is here already, line by line?

Parts are matched by what names them (a code, a number, a place on a line), so that a reader sees
what was added, removed, moved or reworded, each with its old and its new value.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext as _

from suivi.plans.formats.canonical import spelled_out
from suivi.plans.formats.documents import LANGUAGES, Document, level_keys, provisions


class Kind(StrEnum):
    """What happens to a part of the plan."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class Change:
    """One difference: where, what happens, and the values before and after (empty when none)."""

    kind: Kind
    place: str
    before: str = ""
    after: str = ""


# Lists of parts that have a name of their own, and what names them.
NAMED_BY: Final[dict[str, tuple[str, ...]]] = {
    "levels": ("key",),
    "scale": ("code",),
    "dimensions": ("code",),
    "categories": ("code",),
    "bodies": ("code",),
    "focus_countries": ("country", "from"),
    "legal_bases": ("code",),
    "footnotes": ("number",),
    "periods": ("year",),
    "responsibilities": ("bodies",),
}
# Lists of parts that are known by their place.
NUMBERED: Final = frozenset({"instruments", "measures"})
# What a flattened provision says of the one above it.
ABOVE: Final = "belongs to"


def changes(before: Document, after: Document) -> list[Change]:
    """The differences between two documents in normal form; none exactly when they are equal."""
    if before == after:
        return []
    old, new = spelled_out(before), spelled_out(after)
    names = level_keys(old)
    same_depth = len(names) == len(level_keys(new))
    flat_old = _flat(old, names)
    flat_new = _flat(new, names if same_depth else level_keys(new))
    found = [
        *_object_changes(_without_tree(old), _without_tree(new), ""),
        *_part_changes(flat_old, flat_new, ""),
        *_order_of_provisions(flat_old, flat_new),
    ]
    return found or [Change(Kind.CHANGED, _("order"))]


def _without_tree(document: Document) -> Document:
    keys = level_keys(document)
    return {key: value for key, value in document.items() if key not in keys}


def _flat(document: Document, level_names: list[str]) -> dict[str, Document]:
    """Every provision by its name ("lines 1.a"), without those below, with the one above."""
    keys = level_keys(document)
    names: dict[str, str] = {}
    flat: dict[str, Document] = {}
    for depth, provision, place in provisions(document, keys):
        names[place] = f"{level_names[depth]} {provision['code']}"
        facts = {key: value for key, value in provision.items() if key not in keys}
        above = names.get(place.rpartition(".")[0])
        flat[names[place]] = facts | ({ABOVE: above} if above else {})
    return flat


def _object_changes(before: Document, after: Document, place: str) -> Iterator[Change]:
    for name in dict.fromkeys([*before, *after]):
        here = f"{place}, {name}" if place else name
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if _are_parts(name, old, new):
            yield from _list_changes(_named(name, old), _named(name, new), here)
        elif isinstance(old or new, dict):
            yield from _dict_changes(old or {}, new or {}, here)
        else:
            yield _change(here, old, new)


def _are_parts(name: str, *lists: Any) -> bool:
    if name not in NUMBERED and name not in NAMED_BY:
        return False
    return all(isinstance(item, dict) for part in lists for item in part or [])


def _dict_changes(before: Document, after: Document, place: str) -> Iterator[Change]:
    if not {*before, *after} <= set(LANGUAGES):
        yield from _object_changes(before, after, place)
        return
    for code in LANGUAGES:
        if before.get(code) != after.get(code):
            yield _change(f"{place} ({code})", before.get(code), after.get(code))


def _list_changes(
    before: dict[str, Document], after: dict[str, Document], place: str
) -> Iterator[Change]:
    yield from _part_changes(before, after, place)
    yield from _order_change(before, after, place)


def _part_changes(
    before: dict[str, Document], after: dict[str, Document], place: str
) -> Iterator[Change]:
    for name in dict.fromkeys([*before, *after]):
        here = f"{place} {name}".strip()
        if name not in after:
            yield Change(Kind.REMOVED, here, before=_shown(before[name]))
        elif name not in before:
            yield Change(Kind.ADDED, here, after=_shown(after[name]))
        else:
            yield from _object_changes(before[name], after[name], here)


def _order_change(before: Iterable[str], after: Iterable[str], place: str) -> Iterator[Change]:
    old = [name for name in before if name in after]
    new = [name for name in after if name in before]
    if old != new:
        moved = _("%(place)s, order") % {"place": place}
        yield Change(Kind.CHANGED, moved, ", ".join(old), ", ".join(new))


def _order_of_provisions(
    before: dict[str, Document], after: dict[str, Document]
) -> Iterator[Change]:
    """Provisions below the same one in another order; who moved elsewhere is told by `ABOVE`."""
    for parent in dict.fromkeys(facts.get(ABOVE) for facts in after.values()):
        old = [name for name, facts in before.items() if facts.get(ABOVE) == parent]
        new = [name for name, facts in after.items() if facts.get(ABOVE) == parent]
        yield from _order_change(old, new, parent or _("the plan"))


def _named(name: str, parts: Any) -> dict[str, Document]:
    if name in NUMBERED:
        return {str(number): part for number, part in enumerate(parts or [], start=1)}
    return {
        " ".join(_plain(part.get(field, "")) for field in NAMED_BY[name]).strip(): part
        for part in parts or []
    }


def _plain(value: Any) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)


def _change(place: str, before: Any, after: Any) -> Change:
    kind = Kind.ADDED if before is None else Kind.REMOVED if after is None else Kind.CHANGED
    return Change(kind, place, _shown(before), _shown(after))


def _shown(value: Any) -> str:
    """A value in a few words: a part by its text, a translation with its state."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes")
    if not isinstance(value, dict):
        return _plain(value)
    if "state" in value:
        return f"{value['text']} ({value['state']})"
    for name in ("text", "title", "name", "label", "printed", "kind"):
        if name in value:
            said = value[name]
            return _shown(next(iter(said.values()))) if isinstance(said, dict) else str(said)
    return ", ".join(_plain(part) for part in value.values() if not isinstance(part, dict))
