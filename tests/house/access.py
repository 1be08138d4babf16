"""Who may do what at which address? The table that the house holds every address to.

Outside one's scope a thing does not exist (404); inside it without the right it is refused (403).
An anonymous visitor is led to signing in (302) wherever a row does not name them.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from suivi.activities.models import Activity, Evidence
from suivi.files.actions import store_made
from suivi.publications.snapshot import build_snapshot, canonical
from suivi.reporting.models import WorkbookImport
from tests import factories
from tests.cast import MEMBERS, Cast
from tests.reporting.sheets import downloaded, received

Expected = dict[int, tuple[str, ...]]

SIGNED_IN: Final = tuple(name for name in MEMBERS if name != "anonymous")
OUTSIDE: Final = ("stranger", "administrator")
COORDINATOR: Final = ("coordinator",)
WRITERS: Final = ("contributor", "focal_point")
# Those who see what the department is writing, and those to whom it does not exist.
AT_THE_DESK: Final = (*WRITERS, "clearing_officer", "coordinator")
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


def focal_points(status: int = 200) -> Expected:
    """For the focal point of the department; refused to others of it."""
    refused = tuple(name for name in AT_THE_DESK if name != "focal_point")
    return {status: ("focal_point",), 403: refused, 404: NOT_AT_THE_DESK}


def members_who_write(status: int = 200) -> Expected:
    """For those who write for some body; refused to other members of the plan."""
    writing = (*WRITERS, "other_focal_point")
    refused = tuple(n for n in SIGNED_IN if n not in {*writing, *OUTSIDE})
    return {status: writing, 403: refused, 404: OUTSIDE}


@dataclass(frozen=True)
class Scene:
    """The cast, and records that some addresses speak of."""

    cast: Cast
    activity: Activity
    proof: Evidence
    link: Evidence
    imported: WorkbookImport


@dataclass(frozen=True)
class Address:
    """What an address answers: to GET, and to POST with these facts."""

    name: str
    get: Expected
    post: Expected
    place: Callable[[Scene], dict[str, Any]] = lambda scene: {}
    facts: Callable[[Scene], dict[str, Any]] = lambda scene: {}


def _of_the_plan(scene: Scene) -> dict[str, Any]:
    return {"plan": scene.cast.plan.slug, "year": scene.cast.period.year}


def _of_last_year(scene: Scene) -> dict[str, Any]:
    """The year before, told for those addresses that speak of its report."""
    _tell_last_year(scene.cast)
    return {"plan": scene.cast.plan.slug, "year": scene.cast.last_year.year}


def _of_the_line(scene: Scene) -> dict[str, Any]:
    return {**_of_the_plan(scene), "code": "1.a", "body": "defence"}


def set_scene(cast: Cast) -> Scene:
    """The records beyond the cast."""
    activity = factories.make_activity(cast.body, provisions=[cast.line])
    cast.draft.activities.add(activity)
    facts = {"name": "proof.pdf", "media_type": "application/pdf"}
    stored = store_made(by=cast.focal_point, at=factories.NOON, content=b"%PDF-1.4", **facts)
    proof = Evidence.objects.create(activity=activity, title="Proof", file=stored)
    imported = received(cast, downloaded(cast))
    return Scene(cast, activity, proof, factories.make_link(activity), imported)


def _tell_last_year(cast: Cast) -> None:
    """The report on 2013, published; that on 2014 is not begun."""
    report = factories.make_report(cast.last_year)
    report.snapshot = canonical(build_snapshot(report))
    report.snapshot_sha256 = hashlib.sha256(report.snapshot.encode()).hexdigest()
    report.published_at = factories.NOON
    report.save()


def _of_the_activity(scene: Scene) -> dict[str, Any]:
    return {**_of_the_line(scene), "pk": scene.activity.pk}


def _of_the_workbook(scene: Scene) -> dict[str, Any]:
    return {**_of_the_plan(scene), "body": "defence"}


def _of_the_import(scene: Scene) -> dict[str, Any]:
    return {**_of_the_workbook(scene), "pk": scene.imported.pk}


def _one_activity(scene: Scene) -> dict[str, Any]:
    return {"uid": scene.activity.uid}


def _table(kind: str) -> Callable[[Scene], dict[str, Any]]:
    return lambda scene: {**_of_the_plan(scene), "kind": kind}


def _moved(verb: str) -> Callable[[Scene], dict[str, Any]]:
    return lambda scene: {**_of_the_line(scene), "verb": verb}


def _read_only(name: str, **more: Any) -> Address:
    """A public page."""
    return Address(name, everyone(), everyone(405), **more)


# Signing in belongs to allauth: here stands that each address is open or closed as it should be.
_ACCOUNTS: Final = (
    Address("account_signup", everyone(), everyone()),
    Address(
        "account_login",
        {200: ("anonymous",), 302: SIGNED_IN},
        {200: ("anonymous",), 302: SIGNED_IN},
    ),
    Address("account_logout", signed_in(), signed_in(302)),
    Address("account_inactive", everyone(), everyone(405)),
    Address("account_reauthenticate", signed_in(), signed_in()),
    Address("account_change_password", signed_in(), signed_in()),
    Address("account_set_password", signed_in(302), signed_in(302)),
    Address("account_reset_password", everyone(), everyone()),
    Address("account_reset_password_done", everyone(), everyone(405)),
    Address(
        "account_reset_password_from_key",
        everyone(),
        everyone(),
        place=lambda scene: {"uidb36": "x", "key": "y"},
    ),
    Address("account_reset_password_from_key_done", everyone(), everyone(405)),
    Address("mfa_index", signed_in(), signed_in(405)),
    Address("mfa_view_recovery_codes", signed_in(), signed_in(404)),
    Address("mfa_download_recovery_codes", signed_in(302), signed_in(404)),
    Address("mfa_authenticate", signed_in(302), signed_in(302)),
    Address("mfa_reauthenticate", signed_in(302), signed_in(302)),
    Address("mfa_activate_totp", signed_in(302), signed_in(302)),
    Address("mfa_deactivate_totp", signed_in(404), signed_in(404)),
    Address("mfa_generate_recovery_codes", signed_in(302), signed_in(302)),
    Address("mfa_list_webauthn", signed_in(), signed_in(405)),
    Address("mfa_add_webauthn", signed_in(302), signed_in(302)),
    Address("mfa_reauthenticate_webauthn", signed_in(302), signed_in(302)),
    Address("mfa_remove_webauthn", signed_in(302), signed_in(302), place=lambda scene: {"pk": 1}),
    Address("mfa_edit_webauthn", signed_in(302), signed_in(302), place=lambda scene: {"pk": 1}),
    Address("mfa_login_webauthn", signed_in(302), signed_in(302)),
)

_PUBLIC: Final = (
    _read_only("home"),
    _read_only("plans"),
    _read_only("plan", place=lambda scene: {"slug": scene.cast.plan.slug}),
    _read_only("line", place=lambda scene: {"slug": scene.cast.plan.slug, "code": "1.a"}),
    _read_only("body", place=lambda scene: {"code": "defence"}),
    _read_only("search"),
    _read_only("reports"),
    _read_only("activities"),
    _read_only("activity-overview"),
    _read_only("activity-export", place=lambda scene: {"kind": "csv"}),
    Address("components", everyone(), everyone()),  # a gallery whose sample form answers
)

_DESK: Final = (
    Address("my-work", signed_in(), signed_in(405)),
    Address("board", coordinators(), signed_in(405), place=_of_the_plan),
    Address("review", coordinators(), signed_in(405), place=_of_the_plan),
    # The year is open already: opening it is refused to the coordinator as well.
    Address(
        "period-open",
        {403: (*OTHERS_OF_THE_PLAN, *COORDINATOR), 404: OUTSIDE},
        {403: (*OTHERS_OF_THE_PLAN, *COORDINATOR), 404: OUTSIDE},
        place=_of_the_plan,
    ),
    # Something is missing: closing asks to be sure.
    Address("period-close", coordinators(), coordinators(422), place=_of_the_plan),
    Address("period", coordinators(), signed_in(405), place=_of_the_plan),
    Address(
        "period-reschedule",
        signed_in(405),
        coordinators(),
        place=_of_the_plan,
        facts=lambda scene: {"due_on": "2034-03-01"},
    ),
    Address(
        "period-due-day",
        signed_in(405),
        coordinators(302),
        place=_of_the_plan,
        facts=lambda scene: {"body": "defence", "due_on": "2034-03-01"},
    ),
    # The year is open: it cannot be opened again.
    Address(
        "period-reopen",
        signed_in(405),
        coordinators(422),
        place=_of_the_plan,
        facts=lambda scene: {"reason": "Late figures."},
    ),
    # Nobody asked for more time.
    Address(
        "extension-answer",
        signed_in(405),
        {404: (*COORDINATOR, *OUTSIDE), 403: OTHERS_OF_THE_PLAN},
        place=lambda scene: {**_of_the_plan(scene), "pk": 1},
    ),
    *(
        Address(
            "board-export",
            coordinators()
            if kind != "ods"
            else {404: (*COORDINATOR, *OUTSIDE), 403: OTHERS_OF_THE_PLAN},
            signed_in(405),
            place=_table(kind),
        )
        for kind in ("csv", "xlsx", "ods")
    ),
    Address("board-view-save", signed_in(405), coordinators(302), place=_of_the_plan),
    Address(
        "board-view-forget",
        signed_in(405),
        {404: (*COORDINATOR, *OUTSIDE), 403: OTHERS_OF_THE_PLAN},
        place=lambda scene: {**_of_the_plan(scene), "pk": 1},
    ),
    # The department reads what it owes; its focal point alone says when it comes.
    Address(
        "delivery",
        at_the_desk(),
        {**focal_points(302), 401: ("anonymous",)},
        place=_of_the_workbook,
        facts=lambda scene: {
            "lines": "1.a",
            "word": "blocked",
            "blocked_because": "The figures are missing.",
        },
    ),
    Address(
        "extension-ask",
        signed_in(405),
        {**focal_points(302), 401: ("anonymous",)},
        place=_of_the_workbook,
        facts=lambda scene: {"wished_on": "2034-03-01", "reason": "A colleague is ill."},
    ),
    Address(
        "contribution",
        at_the_desk(),
        # Whoever was signed out while writing gets the words back, not a page to sign in.
        {**writers(302), 401: ("anonymous",)},
        place=_of_the_line,
        facts=lambda scene: {"base": "1", "account": "New words."},
    ),
    Address(
        "contribution-autosave",
        signed_in(405),
        writers(),
        place=_of_the_line,
        facts=lambda scene: {"base": "1", "account": "New words."},
    ),
    # Nothing was kept aside, so there is nothing to join, for anybody.
    Address("contribution-join", signed_in(404), signed_in(404), place=_of_the_line),
    # What is a draft can neither be cleared, accepted, sent back nor taken back.
    *(
        Address(
            "contribution-move",
            signed_in(405),
            {403: AT_THE_DESK, 404: NOT_AT_THE_DESK},
            place=_moved(verb),
            facts=lambda scene: {"note": "Please say when."},
        )
        for verb in ("withdraw", "clear", "accept", "send_back")
    ),
    Address("contribution-move", signed_in(405), signed_in(404), place=_moved("publish")),
    # The workbook of a department is for those who write in it; without a file it asks again.
    Address("workbook", writers(), writers(422), place=_of_the_workbook),
    Address("workbook-download", writers(), signed_in(405), place=_of_the_workbook),
    Address("workbook-original", writers(), signed_in(405), place=_of_the_import),
    # The workbook handed over says what stands online already: there is nothing to confirm.
    Address(
        "workbook-preview",
        writers(),
        {403: AT_THE_DESK, 404: NOT_AT_THE_DESK},
        place=_of_the_import,
    ),
    Address("activity-add", writers(), writers(), place=_of_the_line),
    Address("activity-change", writers(), writers(422), place=_of_the_activity),
    Address("activity-remove", signed_in(405), writers(302), place=_of_the_activity),
    # Nothing else on this line was done by others.
    Address(
        "activity-tell",
        signed_in(405),
        {403: ("clearing_officer", *COORDINATOR), 404: (*WRITERS, *NOT_AT_THE_DESK)},
        place=_of_the_activity,
    ),
    # An activity of a draft exists for its department and the coordinator alone.
    Address(
        "activity",
        {200: AT_THE_DESK, 404: (*NOT_AT_THE_DESK, "anonymous")},
        {405: MEMBERS},
        place=_one_activity,
    ),
    Address("activity-history", at_the_desk(), signed_in(405), place=_one_activity),
    Address("activity-edit", writers(), writers(422), place=_one_activity),
    Address("activity-take-out", signed_in(405), writers(302), place=_one_activity),
    # It was not removed, and nothing was changed since it was entered.
    Address("activity-bring-back", signed_in(405), signed_in(404), place=_one_activity),
    Address(
        "activity-restore",
        signed_in(405),
        {403: AT_THE_DESK, 404: NOT_AT_THE_DESK},
        place=lambda scene: {**_one_activity(scene), "number": 1},
    ),
    Address("activity-enter", members_who_write(), members_who_write()),
    Address("activity-bulk", members_who_write(), members_who_write()),
    Address("activity-bulk-undo", signed_in(405), members_who_write(302)),
    Address("activity-filter-save", signed_in(405), signed_in(302)),
    Address(
        "activity-filter-forget", signed_in(405), signed_in(404), place=lambda scene: {"pk": 1}
    ),
    Address(
        "evidence-file", at_the_desk(), signed_in(405), place=lambda scene: {"pk": scene.proof.pk}
    ),
    # Evidence that is an address has no file to hand out.
    Address(
        "evidence-file", signed_in(404), signed_in(405), place=lambda scene: {"pk": scene.link.pk}
    ),
)

_REPORTS: Final = (
    _read_only("report", place=_of_last_year),
    _read_only("report-json", place=_of_last_year),
    _read_only("report-html", place=_of_last_year),
    _read_only("report-part", place=lambda scene: {**_of_last_year(scene), "part": "goal-1"}),
    # Its PDF is ordered and not made yet.
    Address("report-pdf", everyone(503), everyone(405), place=_of_last_year),
    # What is not published exists for nobody under the public address.
    *(
        Address(name, everyone(404), everyone(405), place=_of_the_plan)
        for name in ("report", "report-pdf", "report-json", "report-html")
    ),
    Address("report-desk", coordinators(), coordinators(422), place=_of_the_plan),
    Address(
        "report-publish",
        coordinators(),
        {403: (*OTHERS_OF_THE_PLAN, *COORDINATOR), 404: OUTSIDE},
        place=_of_the_plan,
    ),
    Address("report-preview", coordinators(), signed_in(405), place=_of_the_plan),
    Address("report-preview-pdf", coordinators(), signed_in(405), place=_of_the_plan),
    # What is published exists for everybody; ordering its files is the coordinators'.
    Address(
        "report-files",
        signed_in(405),
        {302: COORDINATOR, 403: (*OTHERS_OF_THE_PLAN, *OUTSIDE)},
        place=_of_last_year,
    ),
)


def _framework(scene: Scene) -> dict[str, Any]:
    """A framework with one indicator, paired with the line's instrument."""
    indicator = factories.make_indicator(factories.make_edition("eu"), "8")
    factories.make_pair(scene.cast.measure.instrument, indicator)
    return {"framework": "eu"}


def _indicator(scene: Scene) -> dict[str, Any]:
    return {**_framework(scene), "indicator": "8"}


def keepers(status: int = 200) -> Expected:
    """For those who coordinate some plan; refused to all others."""
    return {status: COORDINATOR, 403: (*OTHERS_OF_THE_PLAN, *OUTSIDE)}


_FRAMEWORKS: Final = (
    _read_only("frameworks"),
    _read_only("framework", place=_framework),
    _read_only("framework-indicator", place=_indicator),
    _read_only("framework-table", place=lambda scene: {**_indicator(scene), "form": "csv"}),
    _read_only("framework-table", place=lambda scene: {**_indicator(scene), "form": "xlsx"}),
    # Another form than these two is no address.
    Address(
        "framework-table",
        everyone(404),
        everyone(405),
        place=lambda scene: {**_indicator(scene), "form": "ods"},
    ),
    Address("framework-import", keepers(), keepers()),
    Address(
        "framework-add",
        keepers(),
        keepers(),
        place=lambda scene: {**_framework(scene), "year": 2010},
    ),
    Address("framework-change", keepers(), keepers(), place=_indicator),
    Address("framework-pairs", keepers(), keepers(), place=_indicator),
    Address(
        "line-pairs",
        coordinators(),
        coordinators(),
        place=lambda scene: {"slug": scene.cast.plan.slug, "code": "1.a"},
    ),
)

ADDRESSES: Final = (*_ACCOUNTS, *_PUBLIC, *_DESK, *_REPORTS, *_FRAMEWORKS)
