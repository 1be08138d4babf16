"""Which sentences of the interface are to be translated, and are the catalogues complete?

The sentences stand in Python and in templates in English. `./suivi translations` collects them into
`locale/<language>/LC_MESSAGES/django.po`, keeping what is translated, and compiles the catalogues
(`.mo`), which are part of the program: nobody who runs it needs gettext.
"""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

LANGUAGES: Final = tuple(code for code, _name in settings.LANGUAGES if code != "en")
# Function names and which of their arguments are messages (context, singular, plural).
KEYWORDS: Final = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
_PLACEHOLDER: Final = re.compile(r"%\(\w+\)[sdif]|%[sdif]|\{\w*\}")
_NO_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
_HEADER: Final = "# Translations of Suivi's interface. Written by people; sorted by sentence.\n#"

Key = tuple[str | None, str]


def catalogue_path(language: str, ending: str = "po") -> Path:
    """The catalogue of a language, as written ("po") or compiled ("mo")."""
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / f"django.{ending}"


def collected() -> Catalog:
    """Every sentence of the interface, with the files in which it stands."""
    catalogue = Catalog(header_comment=_HEADER)
    for path in _sources():
        place = path.relative_to(settings.PACKAGE_DIR).as_posix()
        for _line, message, _comments, context in _messages(path):
            known = catalogue.get(_singular(message), context)
            if known is None or place not in {name for name, _line in known.locations}:
                catalogue.add(message, locations=[(place, 0)], context=context)
    return catalogue


def _sources() -> Iterator[Path]:
    for path in sorted(settings.PACKAGE_DIR.rglob("*")):
        is_template = path.suffix in {".html", ".txt"} and "templates" in path.parts
        if "node_modules" not in path.parts and (path.suffix == ".py" or is_template):
            yield path


def _messages(path: Path) -> "Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]":
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = templatize(text, origin=str(path))
    source = io.BytesIO(text.encode())
    yield from extract("python", source, KEYWORDS, options={"encoding": "utf-8"})


def _singular(message: "str | tuple[str, ...] | list[str]") -> str:
    return message if isinstance(message, str) else message[0]


def read(language: str) -> Catalog:
    """The catalogue of a language as it is written; an empty one where there is none yet."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, header_comment=_HEADER)
    with path.open("rb") as stream:
        return read_po(stream, locale=language, ignore_obsolete=True)


def update() -> None:
    """Brings every catalogue up to the sentences of the program; what is new stays empty."""
    template = collected()
    for language in LANGUAGES:
        catalogue = read(language)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_written(catalogue))
        catalogue_path(language, "mo").write_bytes(compiled(language))


def _written(catalogue: Catalog) -> bytes:
    """Without dates or line numbers, so that a difference is a difference of sentences."""
    catalogue.header_comment = _HEADER
    stream = io.BytesIO()
    write_po(stream, catalogue, width=100, sort_output=True, omit_header=False)
    dates = re.compile(rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By).*\n', re.M)
    return dates.sub(b"", stream.getvalue())


def compiled(language: str) -> bytes:
    """The catalogue as the program reads it: from the same text the same bytes, on any day."""
    catalogue = read(language)
    catalogue.creation_date = _NO_DAY  # the format wants one; today's would differ tomorrow
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def faults(language: str) -> list[str]:
    """What is missing, unsure, without its placeholders or no longer said in this catalogue."""
    written = {_key(message): message for message in read(language) if message.id}
    said = {_key(message): message for message in collected() if message.id}
    found = [f"not in the catalogue: {key[1]!r}" for key in said.keys() - written.keys()]
    found += [f"no longer said: {key[1]!r}" for key in written.keys() - said.keys()]
    for key in said.keys() & written.keys():
        found += [f"{fault}: {key[1]!r}" for fault in _faults_of(written[key])]
    return sorted(found)


def _key(message: Message) -> Key:
    return (message.context, _singular(message.id))


def _faults_of(message: Message) -> Iterator[str]:
    texts = [message.string] if isinstance(message.string, str) else list(message.string or [])
    if not texts or not all(text.strip() for text in texts):
        yield "not translated"
        return
    if message.fuzzy:
        yield "translation not confirmed"
    last = message.id if isinstance(message.id, str) else message.id[-1]
    wanted = set(_PLACEHOLDER.findall(last))
    if any(set(_PLACEHOLDER.findall(text)) != wanted for text in texts[-1:]):
        yield "placeholders differ"
