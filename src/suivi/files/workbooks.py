"""May this file be opened as a workbook at all, and how? Asked before anything in it is read."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Collection
from pathlib import PurePath
from typing import Any, Final, NoReturn

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from suivi.errors import Fault, Faults
from suivi.files.kinds import XLSX, Kind, kind_of

LIMIT_UNPACKED: Final = 16 * 1024 * 1024  # the largest plan's largest department has under 1 MB
LIMIT_PARTS: Final = 500
WITH_MACROS: Final = frozenset({".xlsm", ".xltm", ".xlsb", ".xlam"})
# What reading a damaged workbook may raise.
BROKEN: Final = (
    zipfile.BadZipFile,
    InvalidFileException,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    SyntaxError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    zlib.error,
)


def check(
    upload: "File[bytes]", also: Collection[Kind] = (), unpacked: int = LIMIT_UNPACKED
) -> Kind:
    """The kind of the file: a workbook, or one of the kinds that are taken `also`.

    Raises Faults with one sentence for any other, and for one that unpacks to more bytes.
    """
    name = PurePath(upload.name or "file").name
    ending = PurePath(name).suffix.lower()
    if ending in WITH_MACROS:
        _refuse(_("%(name)s may hold macros; save it as .xlsx and upload that."), name)
    if ending.removeprefix(".") not in {each for kind in (XLSX, *also) for each in kind.endings}:
        _refuse(_refusal(also), name)
    if ending == ".xlsx" and upload.size <= settings.UPLOAD_LIMIT_BYTES:
        _check_unpacked(name, upload, unpacked)
    found = kind_of(upload)
    if found != XLSX and found not in also:
        _refuse(_refusal(also), name)
    return found


def opened(data: bytes, *, results: bool, read_only: bool = False) -> Workbook:
    """The workbook; `results` gives what formulas resulted in when it was last saved.

    XML is read through defusedxml, which refuses entities. Raises Faults when it cannot be read.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(
                io.BytesIO(data), data_only=results, keep_links=False, read_only=read_only
            )
    except BROKEN:
        raise unreadable() from None


def unreadable() -> Faults:
    """What is said of a workbook that cannot be read."""
    sentence = _("This is not a workbook that can be read. Save it as .xlsx and try again.")
    return Faults([Fault("", sentence)])


def _refusal(also: Collection[Kind]) -> str:
    if also:
        return _("%(name)s is not a table that can be read here; save it as .xlsx or .csv.")
    return _("%(name)s is not an Excel workbook; save it as .xlsx and upload that.")


def _check_unpacked(name: str, upload: "File[bytes]", limit: int) -> None:
    """The archive says how large its parts are; no part gives more than it says."""
    upload.seek(0)
    try:
        with zipfile.ZipFile(io.BytesIO(upload.read())) as archive:
            parts = archive.infolist()
    except BROKEN:
        upload.seek(0)
        return  # no archive: the kind of file says what it is
    upload.seek(0)
    if len(parts) > LIMIT_PARTS or sum(part.file_size for part in parts) > limit:
        _refuse(_("%(name)s unpacks to more than can be taken."), name)


def _refuse(sentence: Any, name: str) -> NoReturn:
    raise Faults([Fault("", sentence % {"name": name})])
