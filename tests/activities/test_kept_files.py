"""Is a file that came with a faulty form still there when the form is sent again?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from suivi.activities.models import Activity, Evidence
from suivi.files.models import StoredFile
from tests import factories
from tests.cast import Cast
from tests.files.samples import PDF, upload

Browser = Callable[[Any], Client]
FACTS = {"title": "Course", "kind": "training", "started_on": "2014-05-06", "language": "en"}
ADDRESSES = {
    "register": lambda: reverse("activity-enter"),
    "contribution": lambda: reverse("activity-add", args=["small-plan", 2014, "1.a", "defence"]),
}


def _send(client: Client, address: str, **facts: Any) -> Any:
    return client.post(address, {**FACTS, "body": "defence", **facts})


def _kept(answer: Any) -> str:
    found = re.search(r'name="evidence_1_kept" value="([^"]+)"', answer.content.decode())
    assert found
    return found.group(1)


@pytest.mark.parametrize("where", ADDRESSES)
def test_a_file_is_received_once_however_often_the_form_is_sent(
    cast: Cast, signed_in: Browser, where: str
) -> None:
    client, address = signed_in(cast.focal_point), ADDRESSES[where]()
    facts = {"evidence_1_title": "Programme", "evidence_1_file": upload("programme.pdf", PDF)}
    answer = _send(client, address, **facts, women="n.a.")
    again = _send(client, address, evidence_1_kept=_kept(answer), evidence_1_title="", women="3")

    assert answer.status_code == again.status_code == 422
    for page in (answer, again):
        assert "Received already: programme.pdf." in page.content.decode()
    assert "Give the evidence a title." in again.content.decode()
    _send(client, address, evidence_1_kept=_kept(again), evidence_1_title="Programme")
    evidence = Evidence.objects.get()
    assert (evidence.title, str(evidence.file)) == ("Programme", "programme.pdf")
    assert StoredFile.objects.count() == 1


def test_a_like_activity_is_entered_anyway_with_its_file(cast: Cast, signed_in: Browser) -> None:
    factories.make_activity(cast.body, title="Course")
    client, address = signed_in(cast.focal_point), reverse("activity-enter")
    facts = {"evidence_1_title": "Programme", "evidence_1_file": upload("programme.pdf", PDF)}
    answer = _send(client, address, **facts)
    _send(client, address, evidence_1_kept=_kept(answer), evidence_1_title="Programme", anyway="1")

    assert Evidence.objects.get().activity.title == "Course"


def test_a_kept_file_can_be_left_out_or_give_way_to_an_address(
    cast: Cast, signed_in: Browser
) -> None:
    client, address = signed_in(cast.focal_point), reverse("activity-enter")
    facts = {"evidence_1_title": "Programme", "evidence_1_file": upload("programme.pdf", PDF)}
    kept = {"evidence_1_kept": _kept(_send(client, address, **facts, women="n.a."))}
    _send(client, address, **kept, evidence_1_leave_out="on")
    assert not Activity.objects.get().evidence.exists()

    other = {"title": "Mission", "evidence_1_title": "Page"}
    _send(client, address, **kept, **other, evidence_1_link="https://example.org/")
    assert Evidence.objects.get().link == "https://example.org/"


def test_nobody_takes_a_file_by_its_number(cast: Cast, signed_in: Browser) -> None:
    client, address = signed_in(cast.focal_point), reverse("activity-enter")
    facts = {"evidence_1_title": "Programme", "evidence_1_file": upload("programme.pdf", PDF)}
    _send(client, address, **facts, women="n.a.")
    number = str(StoredFile.objects.get().pk)
    answer = _send(client, address, evidence_1_kept=number, evidence_1_title="Mine")

    assert answer.status_code == 422
    assert not Activity.objects.exists()


def test_a_file_that_is_not_taken_is_said_at_once(cast: Cast, signed_in: Browser) -> None:
    client, address = signed_in(cast.focal_point), reverse("activity-enter")
    facts = {"evidence_1_title": "Tool", "evidence_1_file": upload("tool.exe", b"MZ\x90\x00")}
    answer = _send(client, address, **facts, women="n.a.")

    assert "tool.exe is of a kind that is not taken here" in answer.content.decode()
    assert not StoredFile.objects.exists()
