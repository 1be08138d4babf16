"""Which facts of an activity cannot stand beside each other, wherever they were typed?"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

# Plans on women, peace and security follow a resolution of 2000; some activities began earlier.
EARLIEST: Final = 1990
LATEST: Final = 2100


def is_rate(rate: Decimal) -> bool:
    """Whether it can be euros for one unit of a currency."""
    return 0 < rate < 10**9 and rate == round(rate, 8)


def contradictions(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Field and sentence for each: days, and the rate of an amount."""
    began, ended = facts.get("started_on"), facts.get("ended_on")
    if began and ended and ended < began:
        yield "ended_on", _("An activity cannot end before it begins.")
    if facts.get("euro_rate") and facts.get("currency") in {"", "EUR"}:
        yield "euro_rate", _("A rate belongs to an amount in another currency.")
    elif facts.get("euro_rate") and not facts.get("euro_rate_on"):
        yield "euro_rate_on", _("Say of which day the rate is.")
    for name, day in (("started_on", began), ("ended_on", ended)):
        if day and not EARLIEST <= day.year <= LATEST:
            yield name, _("This year cannot be meant: %(year)d.") % {"year": day.year}
