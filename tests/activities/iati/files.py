"""How does a test write an IATI file, and what does the standard project in it say?"""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult

from suivi.activities.iati import actions
from suivi.activities.iati.models import IatiImport
from suivi.activities.iati.publisher import publisher
from suivi.activities.iati.reading import IatiFile, Read
from suivi.people.models import Body
from suivi.plans.models import Provision
from tests.factories import NOON

TODAY: Final = date(2015, 2, 2)

# The elements of a project in the order of the schema; a test replaces what it is about.
PARTS: Final = {
    "identifier": "<iati-identifier>XM-1</iati-identifier>",
    "reporter": '<reporting-org ref="XM-DAC-2-10" type="10"><narrative>DGD</narrative>'
    "</reporting-org>",
    "title": "<title><narrative>Women mediators</narrative>"
    '<narrative xml:lang="fr">Médiatrices</narrative></title>',
    "description": "<description><narrative>Training of mediators.</narrative></description>",
    "organisations": '<participating-org role="4"><narrative>Partner</narrative>'
    "</participating-org>",
    "status": '<activity-status code="2"/>',
    "dates": '<activity-date type="2" iso-date="2014-01-15"/>'
    '<activity-date type="3" iso-date="2016-12-31"/>',
    "places": '<recipient-country code="ML" percentage="60"/>'
    '<recipient-country code="SN" percentage="40"/>',
    "sectors": '<sector code="15220" percentage="100"/>',
    "tags": '<tag vocabulary="2" code="5"/>',
    "markers": '<policy-marker code="1" significance="2"/>',
    "budgets": "",
    "transactions": "",
    "documents": "",
    "results": "",
}


def money(
    kind: int, day: str, amount: str, *, currency: str = "", where: str = "", valued: str = ""
) -> str:
    """A transaction: kind 2 commitment, 3 disbursement; `where` is an element of its own."""
    attribute = f' currency="{currency}"' if currency else ""
    return (
        f'<transaction><transaction-type code="{kind}"/><transaction-date iso-date="{day}"/>'
        f'<value value-date="{valued or day}"{attribute}>{amount}</value>{where}</transaction>'
    )


def project(attributes: str = 'xml:lang="en" default-currency="EUR"', **parts: str) -> str:
    """A project; give the elements that are otherwise."""
    assert parts.keys() <= PARTS.keys()
    return f"<iati-activity {attributes}>{''.join({**PARTS, **parts}.values())}</iati-activity>"


def numbered(number: int, **parts: str) -> str:
    """A project with an identifier of its own."""
    return project(identifier=f"<iati-identifier>XM-{number}</iati-identifier>", **parts)


def file(*projects: str, version: str = "2.03") -> bytes:
    """A file; each project begins a line of its own, the first on line 3."""
    inside = "\n".join(projects)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="{version}">\n'
        f"{inside}\n</iati-activities>\n"
    ).encode()


def read(data: bytes) -> list[Read]:
    """Every activity of a file."""
    return list(IatiFile(io.BytesIO(data)))


def read_one(**parts: str) -> Read:
    """The one project of a file."""
    return read(file(project(**parts)))[0]


def said(flaws: Sequence[Any]) -> list[str]:
    """The sentences, without the line before them."""
    return [str(flaw).partition(": ")[2] for flaw in flaws]


def compare(body: Body, data: bytes, *, lines: Sequence[Provision] = ()) -> IatiImport:
    """The file handed over and read, as a preview."""
    upload = SimpleUploadedFile("projects.xml", data)
    imported = actions.keep_import(by=None, at=NOON, body=body, lines=lines, upload=upload)
    return actions.read_import(at=NOON, imported=imported, publisher=publisher(), on=TODAY)


def take(
    body: Body, data: bytes, *, lines: Sequence[Provision] = (), choice: str = ""
) -> IatiImport:
    """The file handed over, read, decided and applied."""
    imported = compare(body, data, lines=lines)
    if choice:
        actions.decide_all(by=None, at=NOON, who=None, imported=imported, choice=choice)
    return actions.apply_import(
        by=None, at=NOON, imported=imported, publisher=publisher(), on=TODAY
    )


def work() -> None:
    """Does all that waits, as the worker would."""
    for job in DBTaskResult.objects.ready().order_by("enqueued_at"):
        job.task.call(*job.args_kwargs["args"])
        job.set_successful(None)
