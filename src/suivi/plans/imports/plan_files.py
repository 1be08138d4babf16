"""What kind of file is this, and what does it hold?"""

from typing import Final

from django.utils.translation import gettext as _

from suivi.errors import Fault, Faults
from suivi.plans.formats.checking import checked
from suivi.plans.formats.documents import Document
from suivi.plans.formats.reading import check_size, read_json
from suivi.plans.formats.readings import Reading
from suivi.plans.imports.workbook import read_workbook

ZIP: Final = b"PK\x03\x04"
OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"


def plan_from_file(data: bytes, name: str) -> Document:
    """The checked document in a plan file, JSON or XLSX, by its content. Raises `Faults`."""
    return checked(read_plan_file(data, name))


def read_plan_file(data: bytes, name: str) -> Reading:
    """What a plan file holds, unchecked. Raises `Faults` when it cannot be read at all."""
    check_size(len(data))
    if data.startswith(ZIP):
        return read_workbook(data)
    if data.startswith(OLD_EXCEL):
        raise Faults([Fault("", _("This is a workbook of old Excel (.xls); save it as .xlsx."))])
    if name.lower().endswith(".xlsx"):
        raise Faults([Fault("", _("This file is called .xlsx but is not an XLSX workbook."))])
    return read_json(data)
