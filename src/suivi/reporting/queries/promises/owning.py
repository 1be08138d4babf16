"""Who answers for a promise in a period: the body that gave it, or the one that took over?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from suivi.reporting.models import Contribution


@dataclass(frozen=True)
class _Place:
    body: int
    is_asked: bool


@dataclass(frozen=True)
class Owners:
    """Which bodies are on the lines, period by period, in the order of the plan."""

    places: dict[tuple[int, int], list[_Place]] = field(default_factory=dict)

    def of(self, line: int, gave: int, given_in: int, period: int) -> int:
        """The body that answers in `period` for what `gave` promised on the line in `given_in`.

        That body itself while the plan asks it; else the first that came to the line since, else
        the first that is asked there; itself again when nobody is.
        """
        asked = [each.body for each in self.places.get((line, period), ()) if each.is_asked]
        if gave in asked:
            return gave
        before = {each.body for each in self.places.get((line, given_in), ())}
        newcomers = [body for body in asked if body not in before]
        return next(iter([*newcomers, *asked]), gave)


def owners(lines: Iterable[int]) -> Owners:
    """Reads who was asked on these lines: one query."""
    rows = Contribution.objects.filter(provision__in=set(lines)).order_by("position", "pk")
    found: dict[tuple[int, int], list[_Place]] = defaultdict(list)
    for line, period, body, released_at in rows.values_list(
        "provision_id", "period_id", "body_id", "released_at"
    ):
        found[line, period].append(_Place(body, released_at is None))
    return Owners(dict(found))
