"""Which countries, regions and sectors does an activity name, and do their shares add up?

Countries and regions together make 100 %; where regions are given in several vocabularies, either
all of it together or each vocabulary with the countries. Sectors make 100 % in each vocabulary. A
tenth of a per cent is forgiven, which is what rounding to one or two decimals leaves.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from suivi.activities.iati import codes
from suivi.activities.iati.elements import Node
from suivi.activities.iati.records import COUNTRY, REGION, Place, Sector
from suivi.activities.iati.values import Reading, exact_text
from suivi.languages import countries

TOLERANCE: Final = Decimal("0.1")
ALL: Final = Decimal(100)


def country_code(reading: Reading, node: Node) -> str:
    """The two letters of a country; notes what is none."""
    code = node.get("code").upper()
    if not code:
        reading.flaw("no_code", node, element=node.name)
    elif not (codes.knows("Country", code) or code in countries.names("en")):
        reading.flaw("country", node, found=code[:20])
    return code


def region_code(reading: Reading, node: Node) -> tuple[str, str]:
    """Vocabulary and code of a region; notes what the list of the OECD does not have."""
    vocabulary, code = node.get("vocabulary") or codes.DAC, node.get("code")
    if not code:
        reading.flaw("no_code", node, element=node.name)
    elif vocabulary == codes.DAC and not codes.knows("Region", code):
        reading.note("unlisted_code", node, found=code[:60], element=node.name)
    return vocabulary, code


def places(reading: Reading) -> tuple[Place, ...]:
    """The countries and regions of the activity itself."""
    nodes = [*reading.node.all("recipient-country"), *reading.node.all("recipient-region")]
    found = [_place(reading, node) for node in nodes]
    if found and _all_have_shares(reading, nodes, [each.percentage for each in found]):
        _refuse_wrong_sum(reading, nodes[0], found)
    elif len(found) > 1 and not any(each.percentage for each in found):
        reading.note("no_shares", nodes[0])
    return tuple(found)


def _place(reading: Reading, node: Node) -> Place:
    if node.name == "recipient-country":
        return Place(COUNTRY, "", country_code(reading, node), reading.percentage(node))
    return Place(REGION, *region_code(reading, node), reading.percentage(node))


def _all_have_shares(reading: Reading, nodes: Sequence[Node], shares: Sequence[str]) -> bool:
    """Whether all have a percentage; notes when some have and others have none."""
    given = sum(bool(share) for share in shares)
    if 0 < given < len(shares):
        reading.flaw("some_percentages", nodes[0], element=nodes[0].name)
    return given == len(shares)


def _refuse_wrong_sum(reading: Reading, node: Node, found: Sequence[Place]) -> None:
    whole = _sum([each.percentage for each in found])
    if _is_all(whole):
        return
    own = [each.percentage for each in found if each.kind == COUNTRY]
    vocabularies = {each.vocabulary for each in found if each.kind == REGION}
    of_regions = {
        name: [e.percentage for e in found if e.vocabulary == name] for name in vocabularies
    }
    if not vocabularies or not all(_is_all(_sum([*own, *each])) for each in of_regions.values()):
        reading.flaw("percentages", node, element=node.name, sum=exact_text(whole))


def sectors(reading: Reading) -> tuple[Sector, ...]:
    """The sectors of the activity itself, their shares checked vocabulary by vocabulary."""
    by_vocabulary: dict[str, list[tuple[Node, Sector]]] = {}
    for node in reading.node.all("sector"):
        one = _sector(reading, node)
        by_vocabulary.setdefault(one.vocabulary, []).append((node, one))
    for pairs in by_vocabulary.values():
        nodes, found = [node for node, _one in pairs], [one for _node, one in pairs]
        if _all_have_shares(reading, nodes, [each.percentage for each in found]):
            whole = _sum([each.percentage for each in found])
            if not _is_all(whole):
                reading.flaw("percentages", nodes[0], element="sector", sum=exact_text(whole))
    return tuple(one for pairs in by_vocabulary.values() for _node, one in pairs)


def _sector(reading: Reading, node: Node) -> Sector:
    vocabulary, code = sector_code(reading, node)
    share, names = reading.percentage(node), reading.texts(node)
    return Sector(vocabulary, node.get("vocabulary-uri"), code, share, names)


def sector_code(reading: Reading, node: Node) -> tuple[str, str]:
    """Vocabulary and code of a sector; notes unknown and withdrawn codes of the OECD."""
    vocabulary, code = node.get("vocabulary") or codes.DAC, node.get("code")
    if not code:
        reading.flaw("no_code", node, element=node.name)
    elif vocabulary == codes.DAC:
        known = codes.codes("Sector").get(code)
        if known is None:
            reading.note("unlisted_code", node, found=code[:60], element=node.name)
        elif known.withdrawn_on:
            reading.note("withdrawn_code", node, found=code, day=known.withdrawn_on)
    return vocabulary, code


def _sum(shares: Sequence[str]) -> Decimal:
    return sum((Decimal(share) for share in shares), Decimal(0))


def _is_all(whole: Decimal) -> bool:
    return abs(whole - ALL) <= TOLERANCE
