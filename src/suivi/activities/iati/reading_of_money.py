"""Which budgets and transactions does an activity have, and where did the money go?"""

from collections.abc import Sequence

from suivi.activities.iati.elements import Node
from suivi.activities.iati.reading_of_shares import country_code, region_code, sector_code
from suivi.activities.iati.records import Budget, Place, Transaction
from suivi.activities.iati.values import Reading, tidy, yes_or_no


def budgets(reading: Reading) -> tuple[Budget, ...]:
    """The budgets that can be read; original and indicative unless said otherwise."""
    found = [_budget(reading, node) for node in reading.node.all("budget")]
    return tuple(each for each in found if each is not None)


def _budget(reading: Reading, node: Node) -> Budget | None:
    money = reading.money(node, "budget")
    starts_on = reading.day_in(node, "period-start")
    ends_on = reading.day_in(node, "period-end")
    kind = reading.coded(node, "BudgetType", "type", "1")
    status = reading.coded(node, "BudgetStatus", "status", "1")
    if money is None or not starts_on or not ends_on:
        return None
    if ends_on < starts_on:
        reading.flaw("ends_before", node, start=starts_on, end=ends_on)
    amount, currency, valued_on = money
    if not valued_on:
        reading.note("valued_on", node, day=starts_on)
    return Budget(kind, status, starts_on, ends_on, amount, currency, valued_on or starts_on)


def transactions(reading: Reading, places: Sequence[Place]) -> tuple[Transaction, ...]:
    """The transactions that can be read; `places` are those of the activity itself."""
    nodes = reading.node.all("transaction")
    found = [one for node in nodes if (one := _transaction(reading, node)) is not None]
    placed = [each for each in found if each.country or each.region]
    if placed and places:
        reading.flaw("countries_twice", nodes[0])
    elif placed and len(placed) < len(found):
        reading.flaw("countries_partly", nodes[0])
    return tuple(found)


def _transaction(reading: Reading, node: Node) -> Transaction | None:
    money = reading.money(node, "transaction")
    kind = _kind(reading, node)
    on = reading.day_in(node, "transaction-date")
    country, vocabulary, region = _where(reading, node)
    provider, receiver = node.first("provider-org"), node.first("receiver-org")
    if money is None or not on:
        return None
    amount, currency, valued_on = money
    if not valued_on:
        reading.note("valued_on", node, day=on)
    return Transaction(
        type=kind,
        on=on,
        amount=amount,
        currency=currency,
        valued_on=valued_on or on,
        reference=tidy(node.get("ref")),
        humanitarian=yes_or_no(node.get("humanitarian")),
        country=country,
        region_vocabulary=vocabulary,
        region=region,
        sectors=tuple(sector_code(reading, each) for each in node.all("sector")),
        provider_ref=_ref(provider),
        provider=reading.texts(provider),
        receiver_ref=_ref(receiver),
        receiver=reading.texts(receiver),
        descriptions=reading.texts(node.first("description")),
    )


def _kind(reading: Reading, node: Node) -> str:
    child = node.first("transaction-type")
    if child is None:
        reading.flaw("no_code", node, element="transaction-type")
        return ""
    return reading.coded(child, "TransactionType")


def _where(reading: Reading, node: Node) -> tuple[str, str, str]:
    """Country, and vocabulary and code of the region, of a transaction."""
    country, region = node.first("recipient-country"), node.first("recipient-region")
    code = country_code(reading, country) if country else ""
    vocabulary, area = region_code(reading, region) if region else ("", "")
    return code, vocabulary, area


def _ref(node: Node | None) -> str:
    return node.get("ref") if node else ""
