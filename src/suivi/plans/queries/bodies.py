"""Which bodies belong to which?"""

from collections.abc import Iterable, Mapping

from suivi.people.models import Body

Parents = Mapping[int, int | None]


def parents() -> Parents:
    """For each body the one it belongs to, by number: one query."""
    return dict(Body.objects.order_by("pk").values_list("pk", "parent_id"))


def lineage(body: int, above: Parents) -> list[int]:
    """The body and those it belongs to, nearest first; a circle ends where it began."""
    found: list[int] = []
    at: int | None = body
    while at is not None and at not in found:
        found.append(at)
        at = above.get(at)
    return found


def with_own_bodies(body: int, above: Parents) -> frozenset[int]:
    """The body and all that belong to it, however deep (Interior and the Federal Police)."""
    return frozenset(each for each in above if body in lineage(each, above))


def with_holders(bodies: Iterable[Body], above: Parents) -> list[Body]:
    """The bodies and those they belong to, parents first as the directory reads: one query."""
    numbers = {each for body in bodies for each in lineage(body.pk, above)}
    return list(Body.objects.filter(pk__in=numbers).in_order())
