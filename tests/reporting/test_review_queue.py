"""Is what waits for review found, put in order, taken along, accepted at once, and given back?"""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from suivi.errors import Refused
from suivi.plans.models import Membership, Role
from suivi.reporting import actions
from suivi.reporting.models import Contribution, ReviewComment, Turn
from suivi.reporting.queries.review.queue import neighbours, queue
from suivi.reporting.queries.review.wishes import QueueFilter
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.factories import NOON


def _more(cast: Cast, number: int) -> list[Contribution]:
    """Contributions of Justice on lines of their own, handed over."""
    made = []
    for count in range(number):
        line = factories.make_provision(cast.plan, f"2.{count}", parent=cast.goal, text="Égalité.")
        measure = factories.make_measure(factories.make_instrument(line, text="People"))
        factories.make_value(measure, cast.other_body, cast.last_year, number=10)
        one = factories.make_contribution(
            *(line, cast.other_body, cast.period),
            status=Status.SUBMITTED,
            progress="on_track",
            position=10 + count,
        )
        Turn.objects.create(
            contribution=one, verb="submit", status=one.status, version=1, at=NOON, by=None
        )
        made.append(one)
    return made


def _codes(cast: Cast, **asked: str) -> list[str]:
    found = queue(cast.period, QueueFilter.asked(asked))
    return [row.contribution.provision.code for row in found.rows]


def _queue(client: Client, **asked: str) -> str:
    answer = client.get(reverse("review", args=["small-plan", 2014]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_words_are_found_without_accents_in_line_body_and_account(cast: Cast) -> None:
    _more(cast, 1)

    assert _codes(cast, words="egalite") == ["2.0"]
    assert _codes(cast, words="JUSTICE") == ["1.b", "2.0"]
    assert _codes(cast, words="done 2.0") == ["2.0"]
    assert _codes(cast, words="nothing of the sort") == []


def test_columns_put_the_queue_in_order_both_ways(cast: Cast) -> None:
    _more(cast, 2)

    assert _codes(cast, order="line") == ["1.b", "2.0", "2.1"]
    assert _codes(cast, order="-line") == ["2.1", "2.0", "1.b"]
    assert _codes(cast, order="no such column") == ["1.b", "2.0", "2.1"]


def test_what_came_back_is_doubtful_or_commented_can_be_asked_for(cast: Cast) -> None:
    one, other = _more(cast, 2)
    version = one.draft_versions.get()
    version.answers = {**version.answers, "value:1.1::number": "900"}
    version.save()
    ReviewComment.objects.create(
        contribution=other,
        version=1,
        field="account",
        words="Why?",
        desk="coordinator",
        made_at=NOON,
        made_by=cast.coordinator,
    )
    Contribution.objects.filter(pk=other.pk).update(version=2, submitted_version=2)

    assert _codes(cast, flag="doubts") == ["2.0"]
    assert _codes(cast, flag="comments") == ["2.1"]
    assert _codes(cast, flag="changed") == ["2.1"]


def test_the_queue_needs_the_same_queries_for_few_and_for_many(cast: Cast, signed_in: Any) -> None:
    client = signed_in(cast.coordinator)
    _more(cast, 2)
    _queue(client)
    with CaptureQueriesContext(
        connection,
    ) as few:
        _queue(client)
    for each in range(20):
        line = factories.make_provision(cast.plan, f"3.{each}", parent=cast.goal)
        factories.make_contribution(
            *(line, cast.other_body, cast.period), status=Status.SUBMITTED, progress="on_track"
        )
    with CaptureQueriesContext(connection) as many:
        page = _queue(client)
    assert "3.19" in page
    assert len(many) == len(few)
    assert len(many) <= 30


def test_the_export_is_what_is_shown(cast: Cast, signed_in: Any) -> None:
    _more(cast, 2)
    place = ["small-plan", 2014, "csv"]
    answer = signed_in(cast.coordinator).get(
        reverse("review-export", args=place), {"words": "egalite", "order": "-line"}
    )
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert [row[0] for row in rows] == ["Line", "2.1", "2.0"]
    assert rows[1][2] == "Justice"


def test_the_filter_travels_with_the_contribution(cast: Cast, signed_in: Any) -> None:
    first, second, _third = _more(cast, 3)
    wanted = QueueFilter.asked({"words": "egalite", "order": "-line"})
    assert f"?queue={'words%3Degalite'}" in _queue(signed_in(cast.coordinator), words="egalite")

    before, after = neighbours(cast.period, wanted, second)
    assert (before and before.provision.code, after and after.pk) == ("2.2", first.pk)
    address = reverse("contribution", args=["small-plan", 2014, "2.1", "justice"])
    page = signed_in(cast.coordinator).get(address, {"queue": wanted.query}).content.decode()
    assert "/2.2/justice/?queue=words%3Degalite%26order%3D-line" in page


def test_accepting_leads_on_inside_the_queue(cast: Cast, signed_in: Any) -> None:
    _more(cast, 3)
    place = ["small-plan", 2014, "2.1", "justice", "accept"]
    address = reverse("contribution-move", args=place)
    answer = signed_in(cast.coordinator).post(f"{address}?queue=words%3Degalite%26order%3D-line")

    assert answer["Location"].startswith("/board/small-plan/2014/2.0/justice/?queue=")


def test_many_are_accepted_at_once_and_what_cannot_be_stays_with_its_reason(
    cast: Cast, signed_in: Any
) -> None:
    chosen = [*_more(cast, 20), cast.draft]
    client = signed_in(cast.coordinator)
    answer = client.post(
        reverse("review-accept", args=["small-plan", 2014]),
        {"chosen": [each.pk for each in chosen], "query": "words=egalite"},
        follow=True,
    )
    page = answer.content.decode()

    assert "20 accepted, 1 left: 1.a, Defence: This contribution is draft" in page
    assert Contribution.objects.filter(status=Status.ACCEPTED).count() == 20
    assert "You accepted 20 contributions at once." in page


def test_accepting_nothing_says_so(cast: Cast, signed_in: Any) -> None:
    answer = signed_in(cast.coordinator).post(
        reverse("review-accept", args=["small-plan", 2014]), {"chosen": ["x"]}, follow=True
    )
    assert "Choose at least one contribution." in answer.content.decode()


def test_an_acceptance_is_given_back_until_somebody_acted(cast: Cast, signed_in: Any) -> None:
    one, other = _more(cast, 2)
    Contribution.objects.filter(pk=other.pk).update(status=Status.CLEARED)
    actions.accept_contributions(
        by=cast.coordinator, at=NOON, contributions=[one, other], together="abc"
    )
    later = NOON + timedelta(minutes=5)
    actions.send_back_contribution(
        by=cast.coordinator, at=later, contribution=one, note="One more thing."
    )
    answer = signed_in(cast.coordinator).post(
        reverse("review-give-back", args=["small-plan", 2014]), {"together": "abc"}, follow=True
    )

    assert "1 is in the queue again, 1 left: 2.0, Justice:" in answer.content.decode()
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.status, other.status) == (Status.SENT_BACK, Status.CLEARED)
    assert other.turns.order_by("-pk")[0].verb == "return_cleared"


def test_nobody_gives_back_what_somebody_else_accepted(cast: Cast) -> None:
    one = _more(cast, 1)[0]
    actions.accept_contributions(by=cast.coordinator, at=NOON, contributions=[one], together="abc")
    other = factories.make_person("Second", email="second@example.org")
    factories.make_membership(cast.plan, other, cast.coordinating_body, Role.COORDINATOR)

    turn = Turn.objects.get(verb="accept")
    with pytest.raises(Refused, match="Somebody acted since"):
        actions.moves.give_back_acceptance(by=other, at=NOON, turn=turn)
    done = actions.give_back_together(by=other, at=NOON, period=cast.period, together="abc")
    assert done.moved == []


def test_all_shown_are_chosen_without_scripts(cast: Cast, signed_in: Any) -> None:
    _more(cast, 3)
    page = _queue(signed_in(cast.coordinator), words="egalite", choose="all")

    assert page.count('name="chosen"') == page.count(" checked>") == 3


def test_views_are_kept_by_name_and_forgotten(cast: Cast, signed_in: Any) -> None:
    client = signed_in(cast.coordinator)
    place = ["small-plan", 2014]
    facts = {"name": "Mine", "query": "body=justice"}
    page = client.post(reverse("review-view-save", args=place), facts, follow=True)
    assert '<a href="?body=justice">Mine</a>' in page.content.decode()

    saved = cast.coordinator.saved_filters.get()
    client.post(reverse("review-view-forget", args=[*place, saved.pk]))
    assert not cast.coordinator.saved_filters.exists()


def test_a_department_that_clears_is_not_in_the_queue(cast: Cast) -> None:
    factories.make_contribution(
        cast.shared_line, cast.body, cast.period, status=Status.SUBMITTED, progress="on_track"
    )
    assert _codes(cast) == ["1.b"]
    Membership.objects.filter(role=Role.CLEARING_OFFICER).delete()
    assert _codes(cast) == ["1.b", "1.b"]
