"""What do figures make together when one looks along bodies, years or categories only?

Axes are "body", "year" and the codes of dimensions. Whatever is not kept is put together by the
rule of the measure, and never otherwise: "sum" adds along every axis, "latest" takes the newest
year and adds nothing, "none" puts nothing together.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from suivi.indicators.arithmetic import Figure, Total, over_years, total

BODY = "body"
YEAR = "year"
Key = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One figure with its place on every axis: {"body": "defence", "year": "2014", "sex": …}."""

    place: Mapping[str, str]
    figure: Figure


def category_of(key: str) -> dict[str, str]:
    """A category from its text: "sex=women;status=refugee"; an empty one for the whole."""
    pairs = [part.partition("=") for part in key.split(";") if part]
    return {dimension: code for dimension, _sign, code in pairs}


def key_of(category: Mapping[str, str]) -> str:
    """A category as one text, dimensions in alphabetical order."""
    return ";".join(f"{dimension}={category[dimension]}" for dimension in sorted(category))


def crossed(categories: Mapping[str, Sequence[str]]) -> list[str]:
    """Every category of the closed lists among these dimensions, each with each; "" without any.

    A dimension without categories is an open list: nobody can say beforehand what is on it.
    """
    closed = {dimension: codes for dimension, codes in categories.items() if codes}
    return [key_of(dict(zip(closed, chosen, strict=True))) for chosen in product(*closed.values())]


def line_of(key: str, closed: Container[str]) -> str | None:
    """The line of the open list on which a category stands; None where all lists are closed.

    "mission=Kabul;sex=women" stands on "mission=Kabul" where only the list of sexes is closed.
    """
    opened = {code: name for code, name in category_of(key).items() if code not in closed}
    return key_of(opened) or None


def grouped(
    parts: Iterable[Part], keep: Sequence[str], axes: Mapping[str, Sequence[str]], rule: str
) -> dict[Key, Total]:
    """The totals for each value of the axes kept, by their values in the order of `keep`.

    `axes` says which values every axis ought to have: a part that is not there is lacking, and the
    total that it belongs to is incomplete. With "latest" only years may be put together: a total
    over other axes is none.
    """
    given = {tuple(part.place[axis] for axis in axes): part.figure for part in parts}
    together: dict[Key, list[tuple[Key, Figure | None]]] = {}
    for place in product(*axes.values()):
        by_axis = dict(zip(axes, place, strict=True))
        key = tuple(by_axis[axis] for axis in keep)
        together.setdefault(key, []).append((place, given.get(place)))
    dropped = [axis for axis in axes if axis not in keep and len(axes[axis]) > 1]
    return {key: _total(found, dropped, axes, rule) for key, found in together.items()}


def _total(
    found: Sequence[tuple[Key, Figure | None]],
    dropped: Sequence[str],
    axes: Mapping[str, Sequence[str]],
    rule: str,
) -> Total:
    figures = [figure for _place, figure in found]
    if rule == "latest" and dropped == [YEAR]:
        at = list(axes).index(YEAR)
        years = {int(place[at]): figure for place, figure in found if figure is not None}
        return over_years(years, sorted(map(int, axes[YEAR])), rule)
    if not dropped:
        return total(figures, "sum")
    return total(figures, "none" if rule == "latest" else rule)
