"""Before which scene is the table of addresses tried, and which groups of people does it name?"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from suivi.activities.iati.models import IatiImport
from suivi.activities.models import Activity, Evidence
from suivi.activities.tables import writing
from suivi.files.actions import store_made
from suivi.publications.snapshot import build_snapshot, canonical
from suivi.reporting.models import WorkbookImport
from tests import factories
from tests.activities.tables import exported
from tests.activities.tables import received as handed_over
from tests.cast import MEMBERS, Cast
from tests.reporting.sheets import downloaded, received

Expected = dict[int, tuple[str, ...]]

SIGNED_IN: Final = tuple(name for name in MEMBERS if name != "anonymous")
OUTSIDE: Final = ("stranger", "administrator")
COORDINATOR: Final = ("coordinator",)
WRITERS: Final = ("contributor", "focal_point")
# Those who see what the department is writing, and those to whom it does not exist.
AT_THE_DESK: Final = (*WRITERS, "clearing_officer", "coordinator")
READERS: Final = ("reader", "civil_society", "other_focal_point")
NOT_AT_THE_DESK: Final = tuple(name for name in SIGNED_IN if name not in AT_THE_DESK)
OTHERS_OF_THE_PLAN: Final = tuple(
    name for name in SIGNED_IN if name not in {*OUTSIDE, *COORDINATOR}
)


def everyone(status: int = 200) -> Expected:
    """The same for all, signed in or not."""
    return {status: MEMBERS}


def signed_in(status: int = 200) -> Expected:
    """The same for all who are signed in."""
    return {status: SIGNED_IN}


def coordinators(status: int = 200) -> Expected:
    """For coordinators alone; refused to others of the plan."""
    return {status: COORDINATOR, 403: OTHERS_OF_THE_PLAN, 404: OUTSIDE}


def at_the_desk(status: int = 200) -> Expected:
    """For the department concerned and the coordinator."""
    return {status: AT_THE_DESK, 404: NOT_AT_THE_DESK}


def writers(status: int = 200) -> Expected:
    """For those of the department who write; refused to those who only read there."""
    refused = tuple(name for name in AT_THE_DESK if name not in WRITERS)
    return {status: WRITERS, 403: refused, 404: NOT_AT_THE_DESK}


def members_who_write(status: int = 200) -> Expected:
    """For those who write for some body; refused to other members of the plan."""
    writing = (*WRITERS, "other_focal_point")
    refused = tuple(n for n in SIGNED_IN if n not in {*writing, *OUTSIDE})
    return {status: writing, 403: refused, 404: OUTSIDE}


# Members of the plan who write for no body; and those who write for another one or for none.
OTHERS_OF_THE_PLAN_WHO_DO_NOT_WRITE: Final = tuple(
    name for name in SIGNED_IN if name not in {*WRITERS, "other_focal_point", *OUTSIDE}
)
STRANGE: Final = ("other_focal_point", *OUTSIDE)


def of_writers_of_the_body(status: int = 200) -> Expected:
    """For those who write for the body; refused to who writes nowhere, unknown to all others."""
    return {status: WRITERS, 403: OTHERS_OF_THE_PLAN_WHO_DO_NOT_WRITE, 404: STRANGE}


@dataclass(frozen=True)
class Scene:
    """The cast, and records that some addresses speak of."""

    cast: Cast
    activity: Activity
    proof: Evidence
    link: Evidence
    imported: WorkbookImport
    iati: IatiImport


@dataclass(frozen=True)
class Address:
    """What an address answers: to GET, and to POST with these facts."""

    name: str
    get: Expected
    post: Expected
    place: Callable[[Scene], dict[str, Any]] = lambda scene: {}
    facts: Callable[[Scene], dict[str, Any]] = lambda scene: {}


def of_the_plan(scene: Scene) -> dict[str, Any]:
    return {"plan": scene.cast.plan.slug, "year": scene.cast.period.year}


def of_last_year(scene: Scene) -> dict[str, Any]:
    """The year before, told for those addresses that speak of its report."""
    _tell_last_year(scene.cast)
    return {"plan": scene.cast.plan.slug, "year": scene.cast.last_year.year}


def of_the_line(scene: Scene) -> dict[str, Any]:
    return {**of_the_plan(scene), "code": "1.a", "body": "defence"}


def set_scene(cast: Cast) -> Scene:
    """The records beyond the cast."""
    cast.contributor.last_login = factories.NOON
    cast.contributor.save(update_fields=["last_login"])
    activity = factories.make_activity(cast.body, provisions=[cast.line])
    cast.draft.activities.add(activity)
    facts = {"name": "proof.pdf", "media_type": "application/pdf"}
    stored = store_made(by=cast.focal_point, at=factories.NOON, content=b"%PDF-1.4", **facts)
    proof = Evidence.objects.create(activity=activity, title="Proof", file=stored)
    imported = received(cast, downloaded(cast))
    iati = factories.make_iati_import(cast.body)
    return Scene(cast, activity, proof, factories.make_link(activity), imported, iati)


def _tell_last_year(cast: Cast) -> None:
    """The report on 2013, published; that on 2014 is not begun."""
    report = factories.make_report(cast.last_year)
    report.snapshot = canonical(build_snapshot(report))
    report.snapshot_sha256 = hashlib.sha256(report.snapshot.encode()).hexdigest()
    report.published_at = factories.NOON
    report.save()


def of_the_activity(scene: Scene) -> dict[str, Any]:
    return {**of_the_line(scene), "pk": scene.activity.pk}


def of_the_workbook(scene: Scene) -> dict[str, Any]:
    return {**of_the_plan(scene), "body": "defence"}


def of_the_iati_file(scene: Scene) -> dict[str, Any]:
    return {"pk": scene.iati.pk}


def of_the_import(scene: Scene) -> dict[str, Any]:
    return {**of_the_workbook(scene), "pk": scene.imported.pk}


def of_the_table(scene: Scene) -> dict[str, Any]:
    """The register as a table, handed over by the focal point as it left."""
    data = writing.as_workbook(exported(scene.cast.focal_point))
    return {"pk": handed_over(scene.cast.focal_point, data).pk}


# Other writers, to whom another person's table does not exist, and those who write nowhere.
_NO_TABLES: Final = ("contributor", "other_focal_point")
REFUSED_TABLES: Final = tuple(
    name for name in SIGNED_IN if name not in {*_NO_TABLES, "focal_point", *OUTSIDE}
)


def not_the_table() -> Expected:
    return {403: REFUSED_TABLES, 404: (*_NO_TABLES, *OUTSIDE)}


def one_activity(scene: Scene) -> dict[str, Any]:
    return {"uid": scene.activity.uid}


def moved(verb: str) -> Callable[[Scene], dict[str, Any]]:
    return lambda scene: {**of_the_line(scene), "verb": verb}


def of_the_instrument(scene: Scene) -> dict[str, Any]:
    return {"slug": scene.cast.plan.slug, "code": "1.a", "position": 1}


def table_of_instruments(scene: Scene) -> dict[str, Any]:
    return {"slug": scene.cast.plan.slug, "form": "csv"}


def table_of_promises(scene: Scene) -> dict[str, Any]:
    """The ledger of promises as a file."""
    return {"plan": scene.cast.plan.slug, "kind": "csv"}


def read_only(name: str, **more: Any) -> Address:
    """A public page."""
    return Address(name, everyone(), everyone(405), **more)


def with_projects(scene: Scene) -> str:
    """The line, once an instrument of it counts projects."""
    instrument = factories.make_instrument(scene.cast.line, text="Projects")
    factories.make_measure(instrument, "log", activity_kinds=["project"])
    return scene.cast.line.code


# Signing in belongs to allauth: here stands that each address is open or closed as it should be.
