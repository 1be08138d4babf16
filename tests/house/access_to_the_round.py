"""Who may do what with the days of a round and its board? Rows of the table of addresses."""

from collections.abc import Callable
from typing import Any, Final

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


def _kind(kind: str) -> Callable[[Scene], dict[str, Any]]:
    return lambda _scene: {"kind": kind}


ROUND: Final = (
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
