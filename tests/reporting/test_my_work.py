"""Can a long list under "My work" be searched, ordered and taken along as it is seen?"""

import csv
import io
from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from suivi.reporting.models import Contribution
from suivi.reporting.states import Status
from suivi.reporting.tasks import LONG
from tests.cast import Cast
from tests.factories import NOON, make_provision

Browser = Callable[[Any], Client]


def _more_tasks(cast: Cast, count: int = LONG) -> list[Contribution]:
    return [
        Contribution.objects.create(
            provision=make_provision(
                cast.plan, f"9.{number}", parent=cast.goal, text=f"Égal {number}"
            ),
            body=cast.body,
            period=cast.period,
            position=number,
        )
        for number in range(count)
    ]


def _page(client: Client, query: str = "") -> str:
    return client.get(f"{reverse('my-work')}{query}").content.decode()


def test_a_short_list_needs_no_search(cast: Cast, signed_in: Browser) -> None:
    assert 'name="words"' not in _page(signed_in(cast.focal_point))


def test_a_long_list_is_searched_by_words_without_accents(cast: Cast, signed_in: Browser) -> None:
    _more_tasks(cast)
    page = _page(signed_in(cast.focal_point), "?words=egal+3")

    assert "Égal 3" in page
    assert "Égal 4" not in page
    assert f"1 of {LONG + 1} shown" in page


def test_the_list_shows_one_state_alone(cast: Cast, signed_in: Browser) -> None:
    first, *_rest = _more_tasks(cast)
    Contribution.objects.filter(pk=first.pk).update(status=Status.SENT_BACK, version=1)
    page = _page(signed_in(cast.focal_point), "?state=sent_back")

    assert "Égal 0" in page
    assert "Égal 1" not in page


def test_what_was_changed_last_stands_first_when_it_is_asked_for(
    cast: Cast, signed_in: Browser
) -> None:
    tasks = _more_tasks(cast)
    Contribution.objects.filter(pk=tasks[5].pk).update(changed_at=NOON, version=1)
    page = _page(signed_in(cast.focal_point), "?words=egal&order=changed")

    assert page.index("Égal 5") < page.index("Égal 0") < page.index("Égal 6")


def test_an_address_that_asks_nonsense_shows_everything(cast: Cast, signed_in: Browser) -> None:
    _more_tasks(cast)
    page = _page(signed_in(cast.focal_point), "?state=x&order=y&words=%00")

    assert f"of {LONG + 1} shown" not in page


def test_the_table_holds_what_is_shown_in_the_same_order(cast: Cast, signed_in: Browser) -> None:
    _more_tasks(cast)
    client = signed_in(cast.focal_point)
    query = "?words=egal&order=state"
    answer = client.get(f"{reverse('my-work-export', args=['csv'])}{query}")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    book = load_workbook(
        io.BytesIO(client.get(f"{reverse('my-work-export', args=['xlsx'])}{query}").content)
    )

    assert [row[0] for row in rows[1:]] == [f"9.{number}" for number in range(LONG)]
    assert rows[1][-1].endswith("/board/small-plan/2014/9.0/defence/")
    assert book.active is not None
    assert book.active.max_row == LONG + 1


def test_another_kind_of_file_does_not_exist(cast: Cast, signed_in: Browser) -> None:
    address = reverse("my-work-export", args=["pdf"])

    assert signed_in(cast.focal_point).get(address).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_list(
    cast: Cast, signed_in: Browser, django_assert_max_num_queries: Any
) -> None:
    _more_tasks(cast, 30)
    client = signed_in(cast.focal_point)
    with django_assert_max_num_queries(30):
        client.get(reverse("my-work"))
