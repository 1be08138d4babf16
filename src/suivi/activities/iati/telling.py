"""What does the page of an activity tell of what an IATI file said?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from suivi.activities.iati import codes, saying
from suivi.activities.iati.records import PARTS, Document, Record, Transaction
from suivi.activities.iati.stored import stored_records
from suivi.activities.models import Activity
from suivi.ui.numbers_and_days import country

# What stands in tables or links of its own, and what the page says already.
_ELSEWHERE: Final = ("titles", "descriptions", "transactions", "documents", "own")
SHOWN: Final = 200


@dataclass(frozen=True)
class Link:
    """A document by its address; one that is no web address is only named."""

    title: str
    address: str


@dataclass(frozen=True)
class MoneyRow:
    """A transaction in words."""

    kind: str
    on: str
    amount: str
    where: str


@dataclass(frozen=True)
class Details:
    """Facts by name, transactions with their totals, documents."""

    facts: Sequence[tuple[str, Sequence[str]]]
    totals: Sequence[tuple[str, str]]
    transactions: Sequence[MoneyRow]
    more: int
    documents: Sequence[Link]


def details_of(activity: Activity) -> Details | None:
    """What an IATI file said of the activity; None where none did."""
    record = stored_records({activity.pk: activity.iati_identifier}).get(activity.pk)
    return _details(record) if record else None


def _details(record: Record) -> Details:
    names = [part for part in PARTS if part not in _ELSEWHERE]
    facts = [(str(saying.PARTS[part]), saying.lines(part, getattr(record, part))) for part in names]
    rows = sorted(record.transactions, key=lambda each: each.on)
    return Details(
        [(name.capitalize(), lines) for name, lines in facts if lines],
        totals(record),
        [_row(each) for each in rows[:SHOWN]],
        max(0, len(rows) - SHOWN),
        [_link(each) for each in record.documents],
    )


def totals(record: Record) -> list[tuple[str, str]]:
    """The sum of each kind of transaction in each currency."""
    sums: dict[tuple[str, str], int] = {}
    for each in record.transactions:
        key = (each.type, each.currency)
        sums[key] = sums.get(key, 0) + each.amount
    return [
        (codes.name_of("TransactionType", kind), saying.money(amount, currency))
        for (kind, currency), amount in sorted(sums.items())
    ]


def _row(one: Transaction) -> MoneyRow:
    kind = codes.name_of("TransactionType", one.type)
    where = country(one.country) if one.country else one.region
    return MoneyRow(kind, saying.on(one.on), saying.money(one.amount, one.currency), where)


def _link(document: Document) -> Link:
    is_web = document.url.startswith(("https://", "http://"))
    title = saying.text_of(document.titles) or document.url or _("document")
    return Link(title, document.url if is_web else "")
