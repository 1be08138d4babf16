"""Who may do what with the days of a round and its board? Rows of the table of addresses."""

from collections.abc import Callable
from typing import Any, Final

from suivi.plans.models import Membership
from suivi.reporting.models import ClearanceStep
from tests import factories
from tests.house.scene import (
    AT_THE_DESK,
    COORDINATOR,
    NOT_AT_THE_DESK,
    OTHERS_OF_THE_PLAN,
    OUTSIDE,
    Address,
    Expected,
    Scene,
    at_the_desk,
    coordinators,
    of_the_line,
    of_the_plan,
    of_the_workbook,
    signed_in,
    writers,
)


def focal_points(status: int = 200) -> Expected:
    """For the focal point of the department; refused to others of it."""
    refused = tuple(name for name in AT_THE_DESK if name != "focal_point")
    return {status: ("focal_point",), 403: refused, 404: NOT_AT_THE_DESK}


def _table(kind: str) -> Callable[[Scene], dict[str, Any]]:
    return lambda scene: {**of_the_plan(scene), "kind": kind}


def _set_up(status: int = 200) -> Expected:
    """For those who look after the department, and the coordinators; refused to others."""
    may = ("department_administrator", *COORDINATOR)
    refused = tuple(name for name in OTHERS_OF_THE_PLAN if name not in may)
    return {status: may, 403: refused, 404: OUTSIDE}


def _see_steps(status: int = 200) -> Expected:
    """For the department, those who look after its people, and the coordinators."""
    may = (*AT_THE_DESK, "department_administrator")
    refused = tuple(name for name in OTHERS_OF_THE_PLAN if name not in may)
    return {status: may, 403: refused, 404: OUTSIDE}


def _say_away(status: int) -> Expected:
    """The clearing officer, and who looks after the role; refused to others."""
    may = ("clearing_officer", "department_administrator", *COORDINATOR)
    refused = tuple(name for name in OTHERS_OF_THE_PLAN if name not in may)
    return {status: may, 403: refused, 404: OUTSIDE}


def _of_the_department(scene: Scene) -> dict[str, Any]:
    return {"plan": scene.cast.plan.slug, "body": "defence"}


def _of_the_step(scene: Scene) -> dict[str, Any]:
    """The second of two steps, so that it moves up as often as it is asked."""
    steps = ClearanceStep.objects.current()
    place = (scene.cast.plan, scene.cast.body)
    if not steps.exists():
        for name in ("head of unit", "cabinet"):
            factories.make_step(*place, name, scene.cast.clearing_officer)
    last = steps.in_order().last()
    assert last is not None
    return {**_of_the_department(scene), "pk": last.pk}


def _of_the_officer(scene: Scene) -> dict[str, Any]:
    held = Membership.objects.get(person=scene.cast.clearing_officer)
    return {**_of_the_department(scene), "pk": held.pk}


def _step_facts(scene: Scene) -> dict[str, Any]:
    held = Membership.objects.get(person=scene.cast.clearing_officer)
    return {"name_en": "Director", f"seat_{held.pk}": "holder"}


def _kind(kind: str) -> Callable[[Scene], dict[str, Any]]:
    return lambda _scene: {"kind": kind}


ROUND: Final = (
    Address("clearance", _see_steps(), signed_in(405), place=_of_the_department),
    Address(
        "clearance-add",
        _set_up(),
        {**_set_up(302), 401: ("anonymous",)},
        place=_of_the_department,
        facts=lambda scene: {**_step_facts(scene), "name_fr": "Chef du service"},
    ),
    Address(
        "clearance-step",
        _set_up(),
        {**_set_up(302), 401: ("anonymous",)},
        place=_of_the_step,
        facts=lambda scene: {**_step_facts(scene), "name_fr": "Chef du service"},
    ),
    Address(
        "clearance-step-move",
        signed_in(405),
        _set_up(302),
        place=lambda scene: {**_of_the_step(scene), "way": "up"},
    ),
    Address("clearance-step-end", _set_up(), _set_up(302), place=_of_the_step),
    Address(
        "time-away",
        _say_away(200),
        _say_away(302),
        place=_of_the_officer,
        facts=lambda scene: {"from_on": "2034-03-01", "until_on": "2034-03-08"},
    ),
    Address("time-away-back", signed_in(405), _say_away(302), place=_of_the_officer),
    # The focal point submits in no other name; the contribution of the scene lacks something.
    Address(
        "contribution-submit-for",
        {
            200: ("contributor", *COORDINATOR),
            403: ("focal_point", "clearing_officer"),
            404: NOT_AT_THE_DESK,
        },
        {
            422: ("contributor", *COORDINATOR),
            403: ("focal_point", "clearing_officer"),
            404: NOT_AT_THE_DESK,
            401: ("anonymous",),
        },
        place=of_the_line,
        facts=lambda scene: {"reason": "She is ill."},
    ),
    # Something is missing: closing asks to be sure.
    Address("period-close", coordinators(), coordinators(422), place=of_the_plan),
    Address("period", coordinators(), signed_in(405), place=of_the_plan),
    Address(
        "period-reschedule",
        signed_in(405),
        coordinators(),
        place=of_the_plan,
        facts=lambda scene: {"due_on": "2034-03-01"},
    ),
    Address(
        "period-due-day",
        signed_in(405),
        coordinators(302),
        place=of_the_plan,
        facts=lambda scene: {"body": "defence", "due_on": "2034-03-01"},
    ),
    Address(
        "period-length",
        signed_in(405),
        coordinators(302),
        place=of_the_plan,
        facts=lambda scene: {"least": "20", "most": "200"},
    ),
    # Nothing was added: taking it back changes nothing.
    Address("activities-take-back", signed_in(405), writers(302), place=of_the_line),
    *(
        Address(
            "my-work-export",
            signed_in(200 if kind != "ods" else 404),
            signed_in(405),
            place=_kind(kind),
        )
        for kind in ("csv", "xlsx", "ods")
    ),
    # The year is open: it cannot be opened again.
    Address(
        "period-reopen",
        signed_in(405),
        coordinators(422),
        place=of_the_plan,
        facts=lambda scene: {"reason": "Late figures."},
    ),
    # Nobody asked for more time.
    Address(
        "extension-answer",
        signed_in(405),
        {404: (*COORDINATOR, *OUTSIDE), 403: OTHERS_OF_THE_PLAN},
        place=lambda scene: {**of_the_plan(scene), "pk": 1},
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
    Address("board-view-save", signed_in(405), coordinators(302), place=of_the_plan),
    Address(
        "board-view-forget",
        signed_in(405),
        {404: (*COORDINATOR, *OUTSIDE), 403: OTHERS_OF_THE_PLAN},
        place=lambda scene: {**of_the_plan(scene), "pk": 1},
    ),
    # The department reads what it owes; its focal point alone says when it comes.
    Address(
        "delivery",
        at_the_desk(),
        {**focal_points(302), 401: ("anonymous",)},
        place=of_the_workbook,
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
        place=of_the_workbook,
        facts=lambda scene: {"wished_on": "2034-03-01", "reason": "A colleague is ill."},
    ),
)
