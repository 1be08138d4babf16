"""Who may do what with what waits for review? Rows of the table of addresses."""

from typing import Any, Final

from tests.house.scene import (
    AT_THE_DESK,
    COORDINATOR,
    NOT_AT_THE_DESK,
    OTHERS_OF_THE_PLAN,
    OUTSIDE,
    Address,
    Scene,
    coordinators,
    of_the_line,
    of_the_plan,
    signed_in,
)

UNKNOWN: Final = {404: (*COORDINATOR, *OUTSIDE), 403: OTHERS_OF_THE_PLAN}


def _table(kind: str) -> Any:
    return lambda scene: {**of_the_plan(scene), "kind": kind}


def _shared_line(scene: Scene) -> dict[str, Any]:
    return {**of_the_plan(scene), "code": "1.b"}


def _comment(scene: Scene) -> dict[str, Any]:
    return {**of_the_line(scene), "pk": 1, "verb": "resolve"}


REVIEW: Final = (
    Address("review", coordinators(), signed_in(405), place=of_the_plan),
    # Nothing is chosen: the page says so.
    Address("review-accept", signed_in(405), coordinators(302), place=of_the_plan),
    Address("review-give-back", signed_in(405), coordinators(302), place=of_the_plan),
    Address("review-view-save", signed_in(405), coordinators(302), place=of_the_plan),
    Address(
        "review-view-forget",
        signed_in(405),
        UNKNOWN,
        place=lambda scene: {**of_the_plan(scene), "pk": 1},
    ),
    *(
        Address(
            name,
            coordinators() if kind != "ods" else UNKNOWN,
            signed_in(405),
            place=_table(kind),
        )
        for name in ("review-export", "common-texts-export")
        for kind in ("csv", "xlsx", "ods")
    ),
    Address("common-texts", coordinators(), signed_in(405), place=of_the_plan),
    # Not ready: it exists for the coordinators alone. One body reports on the line: nobody writes.
    Address(
        "common-text",
        {200: COORDINATOR, 404: (*OUTSIDE, *OTHERS_OF_THE_PLAN)},
        {
            403: (*COORDINATOR, *OTHERS_OF_THE_PLAN),
            404: OUTSIDE,
            401: ("anonymous",),
        },
        place=_shared_line,
        facts=lambda scene: {"text": "Some words.", "language": "en", "base": "0"},
    ),
    Address(
        "common-text-autosave",
        signed_in(405),
        {403: (*COORDINATOR, *OTHERS_OF_THE_PLAN), 404: OUTSIDE},
        place=_shared_line,
        facts=lambda scene: {"text": "Some words.", "language": "en", "base": "0"},
    ),
    # A draft is commented by nobody.
    Address(
        "comment-add",
        signed_in(405),
        {403: AT_THE_DESK, 404: NOT_AT_THE_DESK, 401: ("anonymous",)},
        place=of_the_line,
        facts=lambda scene: {"field": "account", "words": "Some words."},
    ),
    Address("comment-move", signed_in(405), signed_in(404), place=_comment),
)
