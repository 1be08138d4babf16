"""May this file be opened as a workbook at all? Asked before anything in it is read."""

import io
import warnings
import zipfile
from pathlib import PurePath
from typing import Any, Final, NoReturn

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook

from suivi.errors import Fault, Faults
from suivi.files.kinds import XLSX, kind_of
from suivi.plans.imports.cells import BROKEN

LIMIT_UNPACKED: Final = 16 * 1024 * 1024  # the largest plan's largest department has under 1 MB
LIMIT_PARTS: Final = 500
WITH_MACROS: Final = frozenset({".xlsm", ".xltm", ".xlsb", ".xlam"})


def check(upload: "File[bytes]") -> None:
    """Raises Faults with one sentence unless the file is a workbook of bounded size."""
    name = PurePath(upload.name or "file").name
    ending = PurePath(name).suffix.lower()
    if ending in WITH_MACROS:
        _refuse(_("%(name)s may hold macros; save it as .xlsx and upload that."), name)
    if ending != ".xlsx":
        _refuse(_("%(name)s is not an Excel workbook; save it as .xlsx and upload that."), name)
    if upload.size <= settings.UPLOAD_LIMIT_BYTES:
        _check_unpacked(name, upload)
    if kind_of(upload) != XLSX:
        _refuse(_("%(name)s is not an Excel workbook; save it as .xlsx and upload that."), name)


def opened(data: bytes, *, results: bool) -> Workbook:
    """The workbook; `results` gives what formulas resulted in when it was last saved.

    XML is read through defusedxml, which refuses entities. Raises Faults when it cannot be read.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), data_only=results, keep_links=False)
    except BROKEN:
        sentence = _("This is not a workbook that can be read. Save it as .xlsx and try again.")
        raise Faults([Fault("", sentence)]) from None


def _check_unpacked(name: str, upload: "File[bytes]") -> None:
    """The archive says how large its parts are; no part gives more than it says."""
    upload.seek(0)
    try:
        with zipfile.ZipFile(io.BytesIO(upload.read())) as archive:
            parts = archive.infolist()
    except BROKEN:
        upload.seek(0)
        return  # no archive: the kind of file says what it is
    upload.seek(0)
    if len(parts) > LIMIT_PARTS or sum(part.file_size for part in parts) > LIMIT_UNPACKED:
        _refuse(_("%(name)s unpacks to more than can be taken."), name)


def _refuse(sentence: Any, name: str) -> NoReturn:
    raise Faults([Fault("", sentence % {"name": name})])
