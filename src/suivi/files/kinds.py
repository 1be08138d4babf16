"""Which kinds of file are taken, and which kind is this one really?

Its content decides; its name must say the same. Office documents are opened (they are zip
archives) to see what they are, that they unpack to a bounded size, and that no program is inside.
"""

import codecs
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any, Final, NoReturn

import puremagic
from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from suivi.errors import Fault, Faults
from suivi.files import office

_OOXML: Final = "application/vnd.openxmlformats-officedocument"
_ODF: Final = "application/vnd.oasis.opendocument"
_NAMELESS: Final = "file"
_LOOK: Final = 64 * 1024
_ARCHIVE: Final = b"PK\x03\x04"


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken: what its name says, what it is, endings, media type."""

    name: str
    described: Any
    endings: tuple[str, ...]
    media_type: str


PDF: Final = Kind("PDF", gettext_lazy("a PDF"), ("pdf",), "application/pdf")
PNG: Final = Kind("PNG", gettext_lazy("a PNG picture"), ("png",), "image/png")
JPEG: Final = Kind("JPEG", gettext_lazy("a JPEG picture"), ("jpg", "jpeg"), "image/jpeg")
DOCX: Final = Kind(
    "DOCX", gettext_lazy("a Word document"), ("docx",), f"{_OOXML}.wordprocessingml.document"
)
XLSX: Final = Kind(
    "XLSX", gettext_lazy("an Excel workbook"), ("xlsx",), f"{_OOXML}.spreadsheetml.sheet"
)
ODT: Final = Kind("ODT", gettext_lazy("an OpenDocument text"), ("odt",), f"{_ODF}.text")
ODS: Final = Kind(
    "ODS", gettext_lazy("an OpenDocument spreadsheet"), ("ods",), f"{_ODF}.spreadsheet"
)
CSV: Final = Kind("CSV", gettext_lazy("a CSV table"), ("csv",), "text/csv")
TEXT: Final = Kind("TXT", gettext_lazy("plain text"), ("txt",), "text/plain")

KINDS: Final = (PDF, PNG, JPEG, DOCX, XLSX, ODT, ODS, CSV, TEXT)
_BY_ENDING: Final = {ending: kind for kind in KINDS for ending in kind.endings}
_BY_START: Final = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_BY_PART: Final = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX))
_BY_MIMETYPE: Final = {kind.media_type: kind for kind in (ODT, ODS)}


def plain_name(name: str | None) -> str:
    """The last part of a name without what a reader cannot see: controls, turns of direction."""
    last = PurePath(name or _NAMELESS).name
    seen = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    return " ".join(seen.split()) or _NAMELESS


def kind_of(upload: "File[bytes]") -> Kind:
    """The kind of a file that may be taken; raises Faults with one sentence when it may not."""
    name = plain_name(upload.name)
    refuse_size(name, upload.size, settings.UPLOAD_LIMIT_BYTES)
    claimed = _BY_ENDING.get(PurePath(name).suffix.lower().removeprefix("."))
    if claimed is None:
        endings = ", ".join(sorted(_BY_ENDING))
        _refuse(
            _("%(name)s is of a kind that is not taken here; hand in one of: %(endings)s."),
            name=name,
            endings=endings,
        )
    found, described = _look(name, upload)
    if found == TEXT and claimed in {CSV, TEXT}:
        return claimed
    if found != claimed:
        _refuse(
            _("%(name)s says %(claimed)s, but its content is %(found)s."),
            name=name,
            claimed=claimed.name,
            found=described,
        )
    return claimed


def refuse_size(name: str, size: int, limit: int) -> None:
    """Raises Faults for an empty file and for one larger than `limit` bytes."""
    if not size:
        _refuse(_("%(name)s is empty."), name=name)
    if size > limit:
        _refuse(
            _("%(name)s has %(size)s MB; at most %(limit)s MB are taken."),
            name=name,
            size=-(-size // 1024 // 1024),
            limit=limit // 1024 // 1024,
        )


def _look(name: str, upload: "File[bytes]") -> tuple[Kind | None, Any]:
    """The kind that the content has, if it is one that is taken, and words for it in any case."""
    upload.seek(0)
    start = upload.read(_LOOK)
    kind = next((kind for sign, kind in _BY_START if start.startswith(sign)), None)
    if start.startswith(_ARCHIVE):
        kind = _look_inside(name, upload)
    elif kind is None and _is_text(upload):
        kind = TEXT
    upload.seek(0)
    return kind, kind.described if kind else _described(start)


def _described(start: bytes) -> str:
    """What a content that is not taken seems to be."""
    if start.startswith(_ARCHIVE):
        return _("an archive without a Word, Excel or OpenDocument document in it")
    try:
        guesses = puremagic.magic_string(start)
    except (puremagic.PureError, ValueError):
        guesses = []
    return guesses[0].name if guesses else _("something else")


def _is_text(upload: "File[bytes]") -> bool:
    """Whether all of it reads as text: UTF-8, or UTF-16 as Excel writes it, without controls."""
    upload.seek(0)
    start = upload.read(2)
    encoding = "utf-16" if start in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} else "utf-8"
    return _reads_as(upload, encoding) or _reads_as(upload, "cp1252")


def _reads_as(upload: "File[bytes]", encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    upload.seek(0)
    try:
        for chunk in upload.chunks(_LOOK):
            if _has_controls(decoder.decode(chunk)):
                return False
        return not _has_controls(decoder.decode(b"", final=True))
    except UnicodeError:
        return False


def _has_controls(text: str) -> bool:
    return any(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in text)


def _look_inside(name: str, upload: "File[bytes]") -> Kind | None:
    """The kind of an office document by its parts; raises Faults for bombs and programs."""
    try:
        stated, parts = office.look_inside(_seekable(upload))
    except office.TooBig:
        _refuse(_("%(name)s unpacks to more than can be taken."), name=name)
    except office.HasProgram:
        _refuse(
            _("%(name)s contains a program (a macro or an embedded object); hand it in without."),
            name=name,
        )
    except office.Damaged:
        _refuse(_("%(name)s is damaged: it cannot be opened."), name=name)
    if stated:
        return _BY_MIMETYPE.get(stated)
    return next((kind for part, kind in _BY_PART if part in parts), None)


def _seekable(upload: "File[bytes]") -> IO[bytes]:
    upload.seek(0)
    stream: IO[bytes] = upload.file if upload.file is not None else upload
    return stream


def _refuse(sentence: str, **facts: Any) -> NoReturn:
    raise Faults([Fault("", sentence % facts)])
