"""Is every change kept, with who and when, and can it be undone?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from suivi.activities.models import Activity, Evidence
from tests import factories
from tests.cast import Cast

Browser = Callable[[Any], Client]
FACTS = {"kind": "training", "started_on": "2014-05-06", "language": "en", "lines": "1.a"}


@pytest.fixture
def activity(cast: Cast) -> Activity:
    """A course of Defence, told of in its draft."""
    made = factories.make_activity(cast.body, provisions=[cast.line], title="Course")
    cast.draft.activities.add(made)
    return made


def _change(client: Client, activity: Activity, **facts: Any) -> Any:
    return client.post(reverse("activity-edit", args=[activity.uid]), {**FACTS, **facts})


def _at(name: str, activity: Activity, *more: Any) -> str:
    return reverse(name, args=[activity.uid, *more])


def test_the_history_says_who_changed_what(
    cast: Cast, signed_in: Browser, activity: Activity
) -> None:
    client = signed_in(cast.focal_point)
    _change(client, activity, title="Two courses", women="12")
    page = client.get(_at("activity-history", activity)).content.decode()

    assert [each.number for each in activity.versions.order_by("number")] == [1, 2]
    assert "Focal point" in page
    assert "Two courses" in page
    assert "<td>12</td>" in page


def test_undoing_brings_back_facts_lines_and_evidence_as_a_new_version(
    cast: Cast, signed_in: Browser, activity: Activity
) -> None:
    factories.make_link(activity)
    client = signed_in(cast.focal_point)
    _change(client, activity, title="Two", lines="1.b", drop=Evidence.objects.get().pk)
    client.post(_at("activity-restore", activity, 1), {"base": "2"})

    activity.refresh_from_db()
    assert (activity.title, activity.version) == ("Course", 3)
    assert list(activity.provisions.all()) == [cast.line]
    assert activity.evidence.get().title == "Report"


def test_two_people_do_not_overwrite_each_other(
    cast: Cast, signed_in: Browser, activity: Activity
) -> None:
    _change(signed_in(cast.focal_point), activity, title="Mine", base="1")
    answer = _change(signed_in(cast.contributor), activity, title="Theirs", base="1")

    assert answer.status_code == 422
    assert "Somebody changed this activity meanwhile" in answer.content.decode()
    assert Activity.objects.get().title == "Mine"


def test_a_removed_one_shows_and_counts_nowhere_and_comes_back_to_its_place(
    cast: Cast, signed_in: Browser, activity: Activity
) -> None:
    client = signed_in(cast.focal_point)
    client.post(_at("activity-take-out", activity))
    assert not Activity.objects.exists()
    assert not cast.draft.activities.exists()
    assert list(client.get(reverse("activities")).context["page"].rows) == []
    assert client.get(activity.get_absolute_url()).status_code == 404

    client.post(_at("activity-bring-back", activity))
    assert list(cast.draft.activities.all()) == [activity]


def test_what_was_replaced_does_not_come_back(
    cast: Cast, signed_in: Browser, activity: Activity
) -> None:
    client = signed_in(cast.focal_point)
    client.post(_at("activity-take-out", activity))
    factories.make_activity(cast.body, title="The course")

    answer = client.post(_at("activity-bring-back", activity))
    assert answer.status_code == 403
    assert "Another activity stands in its place" in answer.content.decode()


def test_several_change_together_after_a_preview_and_go_back_together(
    cast: Cast, signed_in: Browser, activity: Activity
) -> None:
    other = factories.make_activity(cast.body, provisions=[cast.line], title="Mission")
    client = signed_in(cast.focal_point)
    facts = {"chosen": [str(activity.uid), str(other.uid)], "marker": "2"}

    page = client.post(reverse("activity-bulk"), {**facts, "step": "preview"}).content.decode()
    assert "2 activities would change" in page
    assert not Activity.objects.filter(gender_marker=2).exists()

    client.post(reverse("activity-bulk"), {**facts, "step": "apply"})
    assert Activity.objects.filter(gender_marker=2).count() == 2

    client.post(reverse("activity-bulk-undo"), {"changed": [f"{activity.pk}:2", f"{other.pk}:2"]})
    assert Activity.objects.filter(gender_marker=None).count() == 2
