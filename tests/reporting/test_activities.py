"""Can a department tell of an activity, with its evidence, while it writes?"""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from suivi.activities.models import Activity, Evidence
from tests.cast import Cast
from tests.files import samples

Browser = Callable[[Any], Client]
FACTS = {
    "title": "Course on resolution 1325",
    "kind": "training",
    "started_on": "2014-05-06",
    "language": "en",
    "countries": "Mali, RD Congo, AF",
}


def _address(name: str, *more: object) -> str:
    return reverse(name, args=["small-plan", 2014, "1.a", "defence", *more])


def test_an_activity_is_entered_with_its_countries(cast: Cast, signed_in: Browser) -> None:
    signed_in(cast.focal_point).post(_address("activity-add"), {**FACTS, "countries": "Mali, AF"})

    activity = Activity.objects.get()
    assert activity.countries == ["ML", "AF"]
    assert list(activity.contributions.all()) == [cast.draft]
    assert list(activity.provisions.all()) == [cast.line]


def test_an_unknown_country_is_named(cast: Cast, signed_in: Browser) -> None:
    answer = signed_in(cast.focal_point).post(
        _address("activity-add"), {**FACTS, "countries": "Atlantis"}
    )

    assert answer.status_code == 422
    assert "“Atlantis” is no country we know" in answer.content.decode()


def test_evidence_needs_a_title_and_one_of_file_and_address(cast: Cast, signed_in: Browser) -> None:
    answer = signed_in(cast.focal_point).post(
        _address("activity-add"), {**FACTS, "countries": "", "evidence_1_title": "Programme"}
    )

    assert "Give a file or an address." in answer.content.decode()
    assert not Activity.objects.exists()


def test_a_file_that_is_not_what_it_says_is_refused_and_the_form_is_still_there(
    cast: Cast, signed_in: Browser
) -> None:
    fake = SimpleUploadedFile("budget.pdf", samples.png(), "application/pdf")
    answer = signed_in(cast.focal_point).post(
        _address("activity-add"),
        {**FACTS, "countries": "", "evidence_1_title": "Budget", "evidence_1_file": fake},
    )
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "budget.pdf" in page
    assert "Course on resolution 1325" in page
    assert not Activity.objects.exists()


def test_a_file_opens_for_the_department_and_exists_for_nobody_else(
    cast: Cast, signed_in: Browser
) -> None:
    file = SimpleUploadedFile("plan.pdf", samples.PDF, "application/pdf")
    signed_in(cast.focal_point).post(
        _address("activity-add"),
        {**FACTS, "countries": "", "evidence_1_title": "Plan", "evidence_1_file": file},
    )
    address = reverse("evidence-file", args=[Evidence.objects.get().pk])

    for name in ("contributor", "clearing_officer", "coordinator"):
        answer = signed_in(cast.member(name)).get(address)
        assert b"".join(answer) == samples.PDF
    for name in ("reader", "other_focal_point", "stranger", "administrator"):
        assert signed_in(cast.member(name)).get(address).status_code == 404


def test_changing_an_activity_drops_the_evidence_that_was_ticked(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.focal_point)
    link = {"evidence_1_title": "Report", "evidence_1_link": "https://example.org/report"}
    client.post(_address("activity-add"), {**FACTS, "countries": "", **link})
    activity = Activity.objects.get()
    client.post(
        _address("activity-change", activity.pk),
        {**FACTS, "countries": "", "title": "Two courses", "drop": Evidence.objects.get().pk},
    )

    activity.refresh_from_db()
    assert activity.title == "Two courses"
    assert not activity.evidence.exists()


def test_removing_an_activity_takes_it_out_of_the_register(cast: Cast, signed_in: Browser) -> None:
    client = signed_in(cast.focal_point)
    client.post(_address("activity-add"), {**FACTS, "countries": ""})
    client.post(_address("activity-remove", Activity.objects.get().pk))

    assert not Activity.objects.exists()


def test_only_the_departments_writers_enter_activities(cast: Cast, signed_in: Browser) -> None:
    answer = signed_in(cast.clearing_officer).get(_address("activity-add"))

    assert answer.status_code == 403


def _with_file(client: Client, name: str, data: bytes) -> str:
    """The page after an activity was sent with this file as its first evidence."""
    facts = {**FACTS, "countries": "", "evidence_1_title": "Programme"}
    upload = SimpleUploadedFile(name, data)
    answer = client.post(_address("activity-add"), {**facts, "evidence_1_file": upload})
    assert answer.status_code == 422
    return answer.content.decode()


def test_a_file_that_is_not_taken_is_said_beside_its_field_and_linked(
    cast: Cast, signed_in: Browser
) -> None:
    page = _with_file(signed_in(cast.focal_point), "virus.pdf", b"MZ" + b"\0" * 50)
    assert '<a href="#id_evidence_1_file">' in page
    assert "virus.pdf says PDF" in page
    assert 'id="id_evidence_1_file_error"' in page
    assert "govuk-file-upload--error" in page


def test_an_empty_file_is_said_once(cast: Cast, signed_in: Browser) -> None:
    page = _with_file(signed_in(cast.focal_point), "empty.pdf", b"")
    assert page.count("empty.pdf is empty.") == 2  # in the summary, and beside the field
    assert "Give a file or an address." not in page


def test_what_turns_the_direction_of_writing_is_left_out(cast: Cast, signed_in: Browser) -> None:
    turned = "Course \u202ehctuD ni\u2066 on 1325"
    signed_in(cast.focal_point).post(
        _address("activity-add"), {**FACTS, "countries": "", "title": turned}
    )
    assert Activity.objects.get().title == "Course hctuD ni on 1325"
