"""How does the list of activities that is shown leave as a table?"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from suivi.activities.models import Activity

# The names of the columns are those of the fields, the same in every language.
COLUMNS: Final = (
    *("uid", "title", "kind", "started_on", "ended_on", "dated", "body", "partners", "lines"),
    *("countries", "forum", "amount", "currency", "euro_rate", "euro_rate_on"),
    *("euro_rate_source", "women", "men", "other_sex", "unknown_sex", "gender_marker"),
    *(
        "iati_identifier",
        "source",
        "language",
        "account",
        "evidence",
        "address",
        "public",
        "sample",
    ),
)
MOST: Final = 10_000


def rows(activities: Iterable[Activity], address: str) -> Iterator[list[Any]]:
    """A row per activity; `address` is where the site stands, for links."""
    for each in activities:
        lines = [f"{line.plan.slug} {line.code}" for line in each.provisions.all()]
        facts: dict[str, Any] = {
            "uid": str(each.uid),
            "body": each.body.code,
            "partners": ", ".join(body.code for body in each.partners.all()),
            "lines": ", ".join([*lines, *(plan.slug for plan in each.plans.all())]),
            "countries": ", ".join(each.countries),
            "amount": None if each.amount is None else f"{each.amount / 100:.2f}",
            "evidence": "; ".join(
                f"{one.title} ({one.link})" if one.link else one.title
                for one in each.evidence.all()
            ),
            "address": address + each.get_absolute_url(),
            "public": "yes" if each.is_public else "no",
            "sample": "yes" if each.is_sample else "no",
        }
        yield [facts[name] if name in facts else getattr(each, name) for name in COLUMNS]
