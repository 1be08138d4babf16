"""Is this zip archive an office document, of bounded size and without a program inside?

Nothing of it is ever unpacked whole: names and sizes are looked at first, and of each part only its
beginning is read. Word and Excel find a part by its content type, not by its name; therefore names,
types and first bytes must all be harmless.
"""

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO, Final

UNPACKED_AT_MOST: Final = 100 * 1024 * 1024
_PARTS_AT_MOST: Final = 10_000
_TYPES_AT_MOST: Final = 1024 * 1024
_EMBEDDED_AT_MOST: Final = 5 * 1024 * 1024
_TYPES: Final = "[Content_Types].xml"

_FOLDERS: Final = frozenset({"_rels", "docprops", "word", "xl", "customxml", "docmetadata"})
_PICTURES: Final = "png jpg jpeg gif bmp tif tiff emf wmf emz wmz svg wdp webp"
_ENDINGS: Final = frozenset(f"xml rels vml odttf ttf txt {_PICTURES}".split())
_MARKUP: Final = frozenset({"xml", "rels", "vml"})
_EMBEDDED: Final = re.compile(r"(word|xl)/embeddings/[^/]+\.xlsx")
_PRINTER: Final = re.compile(r"xl/printersettings/[^/]+\.bin")
_PROGRAMS: Final = ("vba", "activex", "macrosheet", "oleobject", "basic/", "scripts/")
_TYPES_OF_PROGRAMS: Final = (
    *(b"macroenabled", b"vbaproject", b"activex", b"macrosheet", b"oleobject"),
    *(b"x-msdownload", b"customui"),
)
# How programs and old office files begin: Windows, Linux, macOS, scripts, OLE, Java, other zips.
_BEGINNINGS: Final = (
    *(b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe"),
    *(b"#!", b"\xd0\xcf\x11\xe0", b"PK\x03\x04"),
)
_ENCODING: Final = re.compile(rb"""encoding\s*=\s*["']([^"']*)["']""")
_UNREADABLE: Final = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError),
    *(EOFError, OSError, ValueError),
)


class TooBig(Exception):
    """It would unpack to more than is taken."""


class HasProgram(Exception):
    """A macro, a program or an embedded object is inside."""


class Damaged(Exception):
    """It cannot be opened, or is not written as office programs write it."""


def look_inside(stream: IO[bytes], limit: int = UNPACKED_AT_MOST) -> tuple[str, frozenset[str]]:
    """The media type that an OpenDocument states ("" for others), and the names of all parts.

    `limit` is in bytes, for all parts together. Raises TooBig, HasProgram or Damaged.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            return _looked(archive, limit)
    except _UNREADABLE:
        raise Damaged from None


def _looked(archive: zipfile.ZipFile, limit: int) -> tuple[str, frozenset[str]]:
    parts = [part for part in archive.infolist() if not part.is_dir()]
    names = frozenset(part.filename for part in parts)
    if len(parts) > _PARTS_AT_MOST or sum(part.file_size for part in parts) > limit:
        raise TooBig
    if len({name.lower() for name in names}) < len(parts):
        raise Damaged  # one reader would take the first of two, another the second
    if any(program in name.lower() for program in _PROGRAMS for name in names):
        raise HasProgram
    if _TYPES in names and "mimetype" not in names:
        _refuse_types(_beginning(archive, _TYPES, _TYPES_AT_MOST + 1))
        for part in parts:
            _refuse_part(archive, part)
        return "", names
    for part in parts:
        if _beginning(archive, part.filename).startswith(_BEGINNINGS):
            raise HasProgram
    if "mimetype" in names:
        return _beginning(archive, "mimetype", 200).decode("ascii", "replace").strip(), names
    return "", names


def _beginning(archive: zipfile.ZipFile, name: str, size: int = 8) -> bytes:
    with archive.open(name) as part:
        return part.read(size)


def _refuse_types(types: bytes) -> None:
    """The list of types is plain UTF-8, so that what it says can be read here."""
    if len(types) > _TYPES_AT_MOST:
        raise TooBig
    encoding = _ENCODING.search(types[:200])
    if encoding and encoding.group(1).lower() not in {b"utf-8", b"us-ascii"}:
        raise Damaged
    text = types.removeprefix(b"\xef\xbb\xbf").lower()
    if not text.startswith(b"<") or b"\0" in text or b"&" in text or b"<!doctype" in text:
        raise Damaged
    if any(program in text for program in _TYPES_OF_PROGRAMS):
        raise HasProgram


def _refuse_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Raises HasProgram for a part of Word or Excel that is none of the known harmless kinds."""
    name = part.filename.lower()
    if name == _TYPES.lower():
        return
    if _EMBEDDED.fullmatch(name):
        _refuse_embedded(archive, part)
        return
    path = PurePosixPath(name)
    ending = path.name.rpartition(".")[2]
    known = ending in _ENDINGS or _PRINTER.fullmatch(name) is not None
    if "\\" in name or ".." in path.parts or path.parts[0] not in _FOLDERS or not known:
        raise HasProgram
    start = _beginning(archive, part.filename)
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if ending in _MARKUP and plain and not plain.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        raise HasProgram
    if start.startswith(_BEGINNINGS):
        raise HasProgram


def _refuse_embedded(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """The workbook behind a chart is looked into in the same way, and embeds nothing itself."""
    content = _beginning(archive, part.filename, _EMBEDDED_AT_MOST + 1)
    if len(content) > _EMBEDDED_AT_MOST:
        raise TooBig
    _stated, names = look_inside(io.BytesIO(content))
    if "xl/workbook.xml" not in names or any(_EMBEDDED.fullmatch(name.lower()) for name in names):
        raise HasProgram
