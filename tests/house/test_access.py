"""Does every address answer every member of the cast, to every method, as the table says?"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import MEMBERS, Cast
from tests.house.access import ADDRESSES
from tests.house.scene import SIGNED_IN, Address, Expected, set_scene


def named_addresses(resolver: URLResolver) -> Iterator[str]:
    """The name of every address of the site; an address without name cannot be in the table."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from named_addresses(each)
        elif isinstance(each, URLPattern):
            yield each.name or f"nameless: {each.pattern}"


def test_every_address_has_a_row_and_no_row_is_left_over() -> None:
    assert set(named_addresses(get_resolver())) == {address.name for address in ADDRESSES}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "address", ADDRESSES, ids=lambda address: f"{address.name}-{ADDRESSES.index(address)}"
)
def test_an_address_answers_each_as_the_table_says(
    cast: Cast, signed_in: Callable[[Any], Client], address: Address, method: str
) -> None:
    scene = set_scene(cast)
    expected = address.get if method == "get" else address.post
    path = reverse(address.name, kwargs=address.place(scene))
    answers: Expected = defaultdict(tuple)
    for name in MEMBERS:
        cache.clear()  # nobody is slowed down for what the one before tried
        facts = address.facts(scene) if method == "post" else {}
        with transaction.atomic():
            answer = getattr(signed_in(cast.member(name)), method)(path, facts)
            transaction.set_rollback(True)
        if answer.streaming:
            b"".join(answer)  # read to the end, a file is closed
        answers[answer.status_code] += (name,)
        if name == "anonymous" and answer.status_code == 302:
            assert answer.headers["Location"].startswith(("/accounts/login/", "/"))
    assert _by_status(answers) == _by_status(_with_anonymous(expected))


def _with_anonymous(expected: Expected) -> Expected:
    """Who is not signed in is led to signing in, unless the row names them."""
    named = {name for names in expected.values() for name in names}
    assert named >= set(SIGNED_IN), "The row forgets somebody."
    if "anonymous" in named:
        return expected
    return {**expected, 302: (*expected.get(302, ()), "anonymous")}


def _by_status(answers: Expected) -> dict[int, list[str]]:
    return {status: sorted(names) for status, names in sorted(answers.items())}
