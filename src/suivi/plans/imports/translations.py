"""To which text does each row of the sheet "Translations" belong?"""

from typing import Any, Final

from django.utils.translation import gettext as _

from suivi.plans.formats.documents import Document, provisions
from suivi.plans.formats.sheets import TRANSLATION
from suivi.plans.imports.cells import Row, Table
from suivi.plans.imports.gathering import Gathering

COLUMNS: Final = {column.heading: column for column in TRANSLATION}
# What names a part in each list: its place among the translations is that code as a text.
NAMES: Final = {
    "levels": "key",
    "scale": "code",
    "dimensions": "code",
    "bodies": "code",
    "legal_bases": "code",
    "footnotes": "number",
}
FIELDS: Final = frozenset(
    {
        *("title", "short_title", "description", "name", "plural", "short_name"),
        *("text", "note", "label", "numerator", "denominator"),
    }
)

Holder = tuple[Document, str]


def add(table: Table | None, keys: list[str], gathering: Gathering) -> None:
    """Adds every wording of the sheet to the text it belongs to."""
    parts = _parts(gathering.document, keys)
    language = str(gathering.document.get("language", "en"))
    for row in table.rows if table else []:
        part = tuple(
            gathering.content(row[name], COLUMNS[name], "")
            for name in ("part", "code", "instrument", "measure")
        )
        name = gathering.content(row["field"], COLUMNS["field"], "")
        if part not in parts:
            gathering.fault(row["code"], _("the plan has no such part"))
        elif name not in FIELDS:
            gathering.fault(row["field"], _("this is not a field with wording"))
        else:
            _add(row, parts[part], str(name), language, gathering)


def _add(row: Row, part: Holder, name: str, own: str, gathering: Gathering) -> None:
    holder, place = part
    said = {
        heading: gathering.content(row[heading], COLUMNS[heading], "")
        for heading in ("language", "state", "text")
    }
    for heading, value in said.items():
        if value is None and row[heading].value is None:
            gathering.fault(row[heading], _("is missing"))
    if None in said.values():
        return
    text = holder.get(name, {})
    by_language: dict[str, Any] = {own: text} if isinstance(text, str) else text
    if said["language"] in by_language:
        gathering.fault(row["language"], _("the text has a wording in this language already"))
        return
    here = f"{place}.{name}.{said['language']}" if place else f"{name}.{said['language']}"
    gathering.cells.setdefault(here.rpartition(".")[0], row["field"].where)
    gathering.cells[here] = row["text"].where
    gathering.cells[f"{here}.state"] = row["state"].where
    official = said["state"] == "official"
    by_language[said["language"]] = (
        said["text"] if official else {"text": said["text"], "state": said["state"]}
    )
    holder[name] = by_language


def _parts(document: Document, keys: list[str]) -> dict[tuple[Any, ...], Holder]:
    """Every part that has wording, by how a row of the sheet names it."""
    found: dict[tuple[Any, ...], Holder] = {(None, None, None, None): (document, "")}
    for key, name in NAMES.items():
        for index, part in enumerate(document.get(key, [])):
            place = f"{key}[{index}]"
            code = str(part.get(name))
            found[key, code, None, None] = (part, place)
            for at, category in enumerate(part.get("categories", [])):
                within = f"{code} {category.get('code')}"
                found[key, within, None, None] = (category, f"{place}.categories[{at}]")
    for depth, provision, place in provisions(document, keys):
        found.setdefault((keys[depth], provision.get("code"), None, None), (provision, place))
        for number, instrument in enumerate(provision.get("instruments", []), start=1):
            here = f"{place}.instruments[{number - 1}]"
            start = (keys[depth], provision.get("code"), number)
            found.setdefault((*start, None), (instrument, here))
            for at, measure in enumerate(instrument.get("measures", []), start=1):
                found.setdefault((*start, at), (measure, f"{here}.measures[{at - 1}]"))
    return found
