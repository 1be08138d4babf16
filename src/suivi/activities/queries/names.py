"""Which bodies, lines and plans are there, by the names that people write in a table?

Read once for a table, whatever the number of its rows.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from suivi.languages.choices import folded
from suivi.languages.wording import CODES
from suivi.people.models import Body
from suivi.plans.models import Plan, Provision


@dataclass(frozen=True)
class Names:
    """Bodies by code, plans by slug, lines by number; and what people call them."""

    bodies: Mapping[str, Body]
    body_codes: Mapping[str, str]
    plans: Mapping[str, Plan]
    line_names: Mapping[int, str]
    lines: Mapping[tuple[str, str], int]

    def body_label(self, code: str) -> str:
        """The short name of a body where it names no other one; its code otherwise."""
        body = self.bodies.get(code)
        label = body.said_short_name.text if body else code
        return label if self.body_codes.get(folded(label)) == code else code

    def line_label(self, number: int) -> str:
        """A line as people write it in a table: its plan, then its code."""
        return self.line_names.get(number, str(number))

    def lines_called(self, plan: str, code: str, own: Collection[str]) -> list[int]:
        """The lines of that code: of the public or own plan named, else of all own plans."""
        named = [plan] if plan else sorted(own)
        return [
            self.lines[slug, code.lower()]
            for slug in named
            if (slug, code.lower()) in self.lines
            and (slug in own or (slug in self.plans and self.plans[slug].is_public))
        ]


def names() -> Names:
    """Reads them all: three queries."""
    bodies = {body.code: body for body in Body.objects.in_order()}
    called: dict[str, set[str]] = defaultdict(set)
    for code, body in bodies.items():
        for language in CODES:
            for name in ("short_name", "name"):
                called[folded(getattr(body, f"{name}_{language}"))].add(code)
    codes = {name: next(iter(found)) for name, found in called.items() if len(found) == 1 and name}
    plans = {plan.slug: plan for plan in Plan.objects.order_by("pk")}
    rows = Provision.objects.order_by("pk").values_list("pk", "plan__slug", "code")
    anchors = set(Provision.objects.anchors().values_list("pk", flat=True))
    found = list(rows)
    return Names(
        bodies,
        {**codes, **{folded(code): code for code in bodies}},
        plans,
        {pk: f"{slug} {code}" for pk, slug, code in found},
        {(slug, code.lower()): pk for pk, slug, code in found if pk in anchors},
    )
