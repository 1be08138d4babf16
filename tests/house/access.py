"""Who may do what at which address? The table that the house holds every address to.

Outside one's scope a thing does not exist (404); inside it without the right it is refused (403).
An anonymous visitor is led to signing in (302) wherever a row does not name them.
"""

from typing import Any, Final

from suivi.notices.addresses import calendar_address, stop_address
from suivi.notices.models import MailState, OutgoingMail
from suivi.reporting.models import KeptAside
from tests import factories
from tests.cast import MEMBERS
from tests.house.access_to_the_review import REVIEW
from tests.house.access_to_the_round import ROUND
from tests.house.scene import (
    AT_THE_DESK,
    COORDINATOR,
    NOT_AT_THE_DESK,
    OTHERS_OF_THE_PLAN,
    OTHERS_OF_THE_PLAN_WHO_DO_NOT_WRITE,
    OUTSIDE,
    READERS,
    REFUSED_TABLES,
    SIGNED_IN,
    STRANGE,
    WRITERS,
    Address,
    Expected,
    Scene,
    at_the_desk,
    coordinators,
    everyone,
    members_who_write,
    moved,
    not_the_table,
    of_last_year,
    of_the_activity,
    of_the_iati_file,
    of_the_import,
    of_the_instrument,
    of_the_line,
    of_the_plan,
    of_the_table,
    of_the_workbook,
    of_writers_of_the_body,
    one_activity,
    read_only,
    signed_in,
    table_of_instruments,
    table_of_promises,
    with_projects,
    writers,
)

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
    # Where no provider is set up, there is no such way in.
    Address("provider-sign-in", everyone(404), everyone(405)),
    Address("provider-back", everyone(404), everyone(405)),
    Address("account_sessions", signed_in(), signed_in(302)),
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
    read_only("home"),
    read_only("plans"),
    read_only("plan", place=lambda scene: {"slug": scene.cast.plan.slug}),
    read_only("promises", place=lambda scene: {"plan": scene.cast.plan.slug}),
    read_only("promises-export", place=table_of_promises),
    read_only("instruments", place=lambda scene: {"slug": scene.cast.plan.slug}),
    read_only("instruments-table", place=table_of_instruments),
    read_only("instrument", place=of_the_instrument),
    # The year before is published; that of the draft exists for those who see the draft.
    read_only("instrument-year", place=lambda scene: {**of_the_instrument(scene), "year": 2013}),
    Address(
        "instrument-year",
        {200: AT_THE_DESK, 404: (*NOT_AT_THE_DESK, "anonymous")},
        {405: MEMBERS},
        place=lambda scene: {**of_the_instrument(scene), "year": 2014},
    ),
    read_only("country", place=lambda scene: {"code": "cd"}),
    read_only("line", place=lambda scene: {"slug": scene.cast.plan.slug, "code": "1.a"}),
    read_only("body", place=lambda scene: {"code": "defence"}),
    read_only("search"),
    read_only("reports"),
    read_only("activities"),
    read_only("activity-overview"),
    read_only("activity-export", place=lambda scene: {"kind": "csv"}),
    read_only("fragile-editions"),
    read_only(
        "line-projects",
        place=lambda scene: {"slug": scene.cast.plan.slug, "code": with_projects(scene)},
    ),
    Address("components", everyone(), everyone()),  # a gallery whose sample form answers
)

_DESK: Final = (
    Address("my-work", signed_in(), signed_in(405)),
    Address("board", coordinators(), signed_in(405), place=of_the_plan),
    *REVIEW,
    # The year is open already: opening it is refused to the coordinator as well.
    Address(
        "period-open",
        {403: (*OTHERS_OF_THE_PLAN, *COORDINATOR), 404: OUTSIDE},
        {403: (*OTHERS_OF_THE_PLAN, *COORDINATOR), 404: OUTSIDE},
        place=of_the_plan,
    ),
    Address(
        "contribution",
        at_the_desk(),
        # Whoever was signed out while writing gets the words back, not a page to sign in.
        {**writers(302), 401: ("anonymous",)},
        place=of_the_line,
        facts=lambda scene: {"base": "1", "account": "New words."},
    ),
    Address(
        "contribution-autosave",
        signed_in(405),
        writers(),
        place=of_the_line,
        facts=lambda scene: {"base": "1", "account": "New words."},
    ),
    # 2014 is not published: a figure of it is corrected in the contribution.
    Address(
        "value-restate",
        {403: AT_THE_DESK, 404: NOT_AT_THE_DESK},
        {403: AT_THE_DESK, 404: NOT_AT_THE_DESK},
        place=lambda scene: {**of_the_line(scene), "measure": "1.1"},
    ),
    # What 2013 tells is published; the focal point and the coordinators correct it.
    Address(
        "value-restate",
        {
            200: ("focal_point", *COORDINATOR),
            403: ("contributor", "clearing_officer", "department_administrator", *READERS),
            404: OUTSIDE,
        },
        {
            403: ("contributor", "clearing_officer", "department_administrator", *READERS),
            404: OUTSIDE,
            422: ("focal_point", *COORDINATOR),
        },
        place=lambda scene: {
            **of_the_line(scene),
            "year": scene.cast.last_year.year,
            "measure": "1.1",
        },
    ),
    # Nothing was kept aside, so there is nothing to join, for anybody.
    Address("contribution-join", signed_in(404), signed_in(404), place=of_the_line),
    # What is a draft can neither be cleared, accepted, sent back nor taken back.
    *(
        Address(
            "contribution-move",
            signed_in(405),
            {403: AT_THE_DESK, 404: NOT_AT_THE_DESK},
            place=moved(verb),
            facts=lambda scene: {"note": "Please say when."},
        )
        for verb in ("withdraw", "clear", "accept", "send_back")
    ),
    Address("contribution-move", signed_in(405), signed_in(404), place=moved("publish")),
    # The workbook of a department is for those who write in it; without a file it asks again.
    Address("workbook", writers(), writers(422), place=of_the_workbook),
    Address("workbook-download", writers(), signed_in(405), place=of_the_workbook),
    Address("workbook-original", writers(), signed_in(405), place=of_the_import),
    # The workbook handed over says what stands online already: there is nothing to confirm.
    Address(
        "workbook-preview",
        writers(),
        {403: AT_THE_DESK, 404: NOT_AT_THE_DESK},
        place=of_the_import,
    ),
    Address("activity-add", writers(), writers(), place=of_the_line),
    Address("activity-change", writers(), writers(422), place=of_the_activity),
    Address("activity-remove", signed_in(405), writers(302), place=of_the_activity),
    # Nothing else on this line was done by others.
    Address(
        "activity-tell",
        signed_in(405),
        {403: ("clearing_officer", *COORDINATOR), 404: (*WRITERS, *NOT_AT_THE_DESK)},
        place=of_the_activity,
    ),
    # An activity of a draft exists for its department and the coordinator alone.
    Address(
        "activity",
        {200: AT_THE_DESK, 404: (*NOT_AT_THE_DESK, "anonymous")},
        {405: MEMBERS},
        place=one_activity,
    ),
    Address("activity-history", at_the_desk(), signed_in(405), place=one_activity),
    Address("activity-edit", writers(), writers(422), place=one_activity),
    Address("activity-take-out", signed_in(405), writers(302), place=one_activity),
    # It was not removed, and nothing was changed since it was entered.
    Address("activity-bring-back", signed_in(405), signed_in(404), place=one_activity),
    Address(
        "activity-restore",
        signed_in(405),
        {403: AT_THE_DESK, 404: NOT_AT_THE_DESK},
        place=lambda scene: {**one_activity(scene), "number": 1},
    ),
    Address("activity-enter", members_who_write(), members_who_write()),
    Address("activity-bulk", members_who_write(), members_who_write()),
    Address("activity-bulk-undo", signed_in(405), members_who_write(302)),
    Address("activity-table", members_who_write(), members_who_write(422)),
    Address(
        "activity-table-empty",
        members_who_write(),
        signed_in(405),
        place=lambda scene: {"kind": "xlsx"},
    ),
    # A table that was handed over and not applied is its person's alone; it changes nothing.
    Address(
        "activity-table-preview",
        {200: ("focal_point",), **not_the_table()},
        {**not_the_table(), 403: (*REFUSED_TABLES, "focal_point")},
        place=of_the_table,
    ),
    Address(
        "activity-table-original",
        {200: ("focal_point",), **not_the_table()},
        signed_in(405),
        place=of_the_table,
    ),
    Address(
        "activity-table-undo",
        signed_in(405),
        {**not_the_table(), 403: (*REFUSED_TABLES, "focal_point")},
        place=of_the_table,
    ),
    Address("activity-filter-save", signed_in(405), signed_in(302)),
    Address(
        "activity-filter-forget", signed_in(405), signed_in(404), place=lambda scene: {"pk": 1}
    ),
    # An IATI file is handed over by those who write, and exists for those of its body.
    Address("iati-imports", members_who_write(), members_who_write(422)),
    Address("iati-import", of_writers_of_the_body(), signed_in(405), place=of_the_iati_file),
    Address(
        "iati-import-original",
        of_writers_of_the_body(),
        signed_in(405),
        place=of_the_iati_file,
    ),
    Address(
        "iati-import-again",
        signed_in(405),
        of_writers_of_the_body(302),
        place=of_the_iati_file,
    ),
    # It waits to be read: there is nothing to decide or to confirm yet.
    *(
        Address(
            name,
            signed_in(405),
            {403: OTHERS_OF_THE_PLAN_WHO_DO_NOT_WRITE + WRITERS, 404: STRANGE},
            place=of_the_iati_file,
            facts=lambda scene: {"choice": "keep"},
        )
        for name in ("iati-import-decide", "iati-import-confirm")
    ),
    Address(
        "evidence-file", at_the_desk(), signed_in(405), place=lambda scene: {"pk": scene.proof.pk}
    ),
    # Evidence that is an address has no file to hand out.
    Address(
        "evidence-file", signed_in(404), signed_in(405), place=lambda scene: {"pk": scene.link.pk}
    ),
)

_IN_CARE: Final = ("department_administrator", *COORDINATOR)
_SEE_NO_PEOPLE: Final = ("reader", "civil_society")
_COLLEAGUES: Final = ("contributor", "focal_point", "other_focal_point", "clearing_officer")


def colleagues(status: int = 200) -> Expected:
    """For all who work on the plan; refused to those who read along."""
    return {status: (*_COLLEAGUES, *_IN_CARE), 403: _SEE_NO_PEOPLE, 404: OUTSIDE}


def caretakers(status: int = 200, *also: str) -> Expected:
    """For those who look after the person concerned, and for whoever else is named."""
    refused = tuple(name for name in (*_COLLEAGUES, *_SEE_NO_PEOPLE) if name not in also)
    return {status: (*_IN_CARE, *also), 403: refused, 404: OUTSIDE}


def _plan(scene: Scene) -> dict[str, Any]:
    return {"plan": scene.cast.plan.slug}


def _of_the_contributor(scene: Scene) -> dict[str, Any]:
    held = scene.cast.contributor.memberships.get()
    return {**_plan(scene), "pk": held.pk}


_PEOPLE: Final = (
    Address("people", colleagues(), signed_in(405), place=_plan),
    Address(
        "people-export", colleagues(), signed_in(405), place=lambda s: {**_plan(s), "kind": "csv"}
    ),
    Address("people-invite", caretakers(), caretakers(), place=_plan),
    # The contributor has signed in before: there is nothing to invite again to.
    Address(
        "membership-invite-again",
        signed_in(405),
        {403: (*_COLLEAGUES, *_IN_CARE, *_SEE_NO_PEOPLE), 404: OUTSIDE},
        place=_of_the_contributor,
    ),
    Address("membership-change", caretakers(), caretakers(), place=_of_the_contributor),
    Address("membership-end", caretakers(), caretakers(302), place=_of_the_contributor),
    Address(
        "membership-hand-over",
        caretakers(200, "contributor"),
        caretakers(200, "contributor"),
        place=_of_the_contributor,
    ),
)

_LOOKING: Final = (
    Address("look-as", signed_in(405), coordinators(302), place=_of_the_contributor),
    # Nobody looks as somebody else here: back to one's own work.
    Address("look-stop", signed_in(405), signed_in(302)),
)

_OF_DEFENCE: Final = ("contributor", "focal_point", "clearing_officer", *_IN_CARE)
_NOT_OF_DEFENCE: Final = ("other_focal_point", *_SEE_NO_PEOPLE)


def _left_behind(scene: Scene) -> dict[str, Any]:
    """Words that a stranger, who once worked in Defence, never joined."""
    facts = {"base": 1, "answers": {"account": "Left."}, "kept_at": factories.NOON}
    aside = KeptAside.objects.create(
        contribution=scene.cast.draft, person=scene.cast.stranger, **facts
    )
    return {**_plan(scene), "body": "defence", "pk": aside.pk}


_HANDOVER: Final = (
    Address(
        "handover",
        {200: _OF_DEFENCE, 403: _NOT_OF_DEFENCE, 404: OUTSIDE},
        signed_in(405),
        place=lambda scene: {**_plan(scene), "body": "defence"},
    ),
    Address(
        "aside-take-up",
        signed_in(405),
        {
            302: WRITERS,
            403: ("clearing_officer", *_IN_CARE, *_NOT_OF_DEFENCE),
            404: OUTSIDE,
        },
        place=_left_behind,
    ),
)

_REPORTS: Final = (
    read_only("report", place=of_last_year),
    read_only("report-json", place=of_last_year),
    read_only("report-html", place=of_last_year),
    read_only("report-part", place=lambda scene: {**of_last_year(scene), "part": "goal-1"}),
    # Its PDF is ordered and not made yet.
    Address("report-pdf", everyone(503), everyone(405), place=of_last_year),
    # What is not published exists for nobody under the public address.
    *(
        Address(name, everyone(404), everyone(405), place=of_the_plan)
        for name in ("report", "report-pdf", "report-json", "report-html")
    ),
    # Nobody is set here who could publish them: refused with a sentence that says so.
    Address(
        "plan-results-iati",
        everyone(403),
        everyone(405),
        place=lambda scene: {"plan": scene.cast.plan.slug},
    ),
    Address("report-desk", coordinators(), coordinators(422), place=of_the_plan),
    Address("report-desk-autosave", signed_in(405), coordinators(), place=of_the_plan),
    Address(
        "report-publish",
        coordinators(),
        {403: (*OTHERS_OF_THE_PLAN, *COORDINATOR), 404: OUTSIDE},
        place=of_the_plan,
    ),
    Address("report-preview", coordinators(), signed_in(405), place=of_the_plan),
    Address("report-preview-pdf", coordinators(), signed_in(405), place=of_the_plan),
    # What is published exists for everybody; ordering its files is the coordinators'.
    Address(
        "report-files",
        signed_in(405),
        {302: COORDINATOR, 403: (*OTHERS_OF_THE_PLAN, *OUTSIDE)},
        place=of_last_year,
    ),
)


def _framework(scene: Scene) -> dict[str, Any]:
    """A framework with one indicator, paired with the line's instrument."""
    indicator = factories.make_indicator(factories.make_edition("eu"), "8")
    factories.make_pair(scene.cast.measure.instrument, indicator)
    return {"framework": "eu"}


def _indicator(scene: Scene) -> dict[str, Any]:
    return {**_framework(scene), "indicator": "8"}


def _fragile_edition(scene: Scene) -> dict[str, Any]:
    factories.make_fragile_edition(2013, "ML")
    return {"year": 2013}


def keepers(status: int = 200) -> Expected:
    """For those who coordinate some plan; refused to all others."""
    return {status: COORDINATOR, 403: (*OTHERS_OF_THE_PLAN, *OUTSIDE)}


_FRAMEWORKS: Final = (
    read_only("frameworks"),
    read_only("framework", place=_framework),
    read_only("framework-indicator", place=_indicator),
    read_only("framework-table", place=lambda scene: {**_indicator(scene), "form": "csv"}),
    read_only("framework-table", place=lambda scene: {**_indicator(scene), "form": "xlsx"}),
    # Another form than these two is no address.
    Address(
        "framework-table",
        everyone(404),
        everyone(405),
        place=lambda scene: {**_indicator(scene), "form": "ods"},
    ),
    Address("fragile-load", keepers(), keepers(422)),
    Address("fragile-change", keepers(), keepers(422), place=_fragile_edition),
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

_DEFINITIONS: Final = (
    Address(
        "measure-definition",
        coordinators(),
        coordinators(422),
        place=lambda scene: {"slug": scene.cast.plan.slug, "code": "1.a", "key": "1.1"},
    ),
)


def administrators(status: int = 200) -> Expected:
    """For those who look after the installation; refused to all others."""
    return {status: ("administrator",), 403: tuple(n for n in SIGNED_IN if n != "administrator")}


def _stop(scene: Scene) -> dict[str, Any]:
    """The link by which the focal point stops the digest."""
    address = stop_address(scene.cast.focal_point, "digest")
    return {"token": address.rstrip("/").rpartition("/")[2]}


def _calendar(scene: Scene) -> dict[str, Any]:
    """The secret address of the focal point's calendar."""
    return {"token": calendar_address(scene.cast.focal_point, 0).split("/")[-2]}


def _failed_mail(scene: Scene) -> dict[str, Any]:
    mail = OutgoingMail.objects.create(
        person=scene.cast.focal_point,
        kind="digest",
        key="digest/1",
        planned_at=factories.NOON,
        next_attempt_at=factories.NOON,
        state=MailState.FAILED,
        message_id="<1@example.org>",
    )
    return {"pk": mail.pk}


_NOTICES: Final = (
    Address("notices-preferences", signed_in(), signed_in(422), facts=lambda scene: {"x": "1"}),
    Address("calendar-renew", signed_in(405), signed_in(302)),
    Address("own-calendar", signed_in(), signed_in(405)),
    # The signature in the address is the proof; it opens this one thing.
    Address("notices-stop", everyone(), everyone(), place=_stop),
    read_only("calendar", place=_calendar),
    Address("mails", administrators(), signed_in(405)),
    Address("mails-again", signed_in(405), administrators(302)),
    Address("mail-again", signed_in(405), administrators(302), place=_failed_mail),
    # Outside a demo nobody reads mails here.
    Address("outbox", signed_in(404), signed_in(405)),
    *(
        Address(name, signed_in(404), signed_in(405), place=lambda scene: {"name": "x-0"})
        for name in ("outbox-mail", "outbox-html")
    ),
    Address(
        "contribution-remind",
        {200: COORDINATOR, 403: (*WRITERS, "clearing_officer"), 404: NOT_AT_THE_DESK},
        {302: COORDINATOR, 403: (*WRITERS, "clearing_officer"), 404: NOT_AT_THE_DESK},
        place=of_the_line,
        facts=lambda scene: {"send": "1"},
    ),
)

ADDRESSES: Final = (
    *_DEFINITIONS,
    *_ACCOUNTS,
    *_PUBLIC,
    *_DESK,
    *ROUND,
    *_PEOPLE,
    *_LOOKING,
    *_HANDOVER,
    *_REPORTS,
    *_FRAMEWORKS,
    *_NOTICES,
)
