"""What becomes of a letter that a database cannot hold?"""

from collections.abc import Callable
from typing import Any

from django.test import Client

from tests.cast import Cast

DESK = "/board/small-plan/2014/1.a/defence/"


def test_the_letter_zero_is_dropped_and_the_words_around_it_are_kept(
    cast: Cast, signed_in: Callable[[Any], Client]
) -> None:
    answer = signed_in(cast.focal_point).post(DESK, {"base": "1", "account": "Two\x00 words"})
    assert answer.status_code == 302
    newest = cast.draft.draft_versions.order_by("-number")[0]
    assert newest.answers["account"] == "Two words"


def test_an_address_with_the_letter_zero_leads_nowhere(
    cast: Cast, signed_in: Callable[[Any], Client]
) -> None:
    desk = DESK.replace("1.a", "1.a%00")
    assert signed_in(cast.focal_point).get(desk).status_code == 404
