"""Can a department hand over an IATI file, look at what it brings, decide and confirm?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from suivi.activities.iati.models import IatiImport, ImportState
from suivi.activities.models import Activity
from tests.activities.iati.files import compare, file, money, numbered, project, take, work
from tests.cast import Cast
from tests.factories import make_activity
from tests.site import query_count, words

Browser = Callable[[Any], Client]


def upload(client: Client, data: bytes, *, name: str = "projects.xml", **facts: str) -> Any:
    """Hands over a file."""
    given = {"file": SimpleUploadedFile(name, data), "body": "defence", **facts}
    return client.post(reverse("iati-imports"), given)


def text(client: Client, address: str) -> str:
    """The words of a page."""
    answer = client.get(address)
    assert answer.status_code == 200
    return words(answer.content.decode())


def test_upload_look_confirm_and_find_them_in_the_register(cast: Cast, signed_in: Browser) -> None:
    client = signed_in(cast.focal_point)
    paid = money(2, "2014-01-20", "3000")
    answer = upload(client, file(project(transactions=paid)), lines="1.a")
    here = answer.headers["Location"]

    assert "0 activities read so far." in text(client, here)
    work()
    preview = text(client, here)
    assert "1 new" in preview
    assert "Mali 60 %, Senegal 40 %" in preview
    assert "2: the principal aim" in preview
    assert "Commitment 3,000.00 EUR" in preview
    assert not Activity.objects.exists()

    client.post(f"{here}confirm/")
    assert "being entered" in text(client, here)
    work()
    assert "Entered on" in text(client, here)
    activity = Activity.objects.get()
    assert list(activity.provisions.all()) == [cast.line]
    assert activity.entered_by == cast.focal_point
    page = text(client, activity.get_absolute_url())
    assert "Women mediators" in page
    assert b"".join(client.get(f"{here}original/")) == file(project(transactions=paid))


@pytest.mark.parametrize(
    ("name", "data", "facts", "sentence"),
    [
        ("projects.csv", file(project()), {}, "its name ends in .xml"),
        ("projects.xml", b"", {}, "The file is empty."),
        ("projects.xml", file(project()), {"lines": "9.z"}, "There is no line “9.z” here"),
        ("projects.xml", file(project()), {"body": "justice"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_handed_over_is_said_at_once(
    cast: Cast, signed_in: Browser, name: str, data: bytes, facts: dict[str, str], sentence: str
) -> None:
    answer = upload(signed_in(cast.focal_point), data, name=name, **facts)

    assert answer.status_code == 422
    assert sentence in words(answer.content.decode())
    assert not IatiImport.objects.exists()


def test_a_file_that_is_too_large_is_refused(cast: Cast, signed_in: Browser, settings: Any) -> None:
    settings.IATI_LIMIT_BYTES = 1024 * 1024
    answer = upload(signed_in(cast.focal_point), b" " * (1024 * 1024 + 1))

    assert "at most 1 MB are taken" in words(answer.content.decode())


def test_a_file_that_cannot_be_read_says_why_in_the_language_of_the_reader(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.focal_point)
    here = upload(client, file(project())[:-30]).headers["Location"]
    work()

    assert "the XML is broken here" in text(client, here)
    assert "Upload again" in text(client, here)
    assert client.post(f"{here}confirm/").status_code == 403


def test_a_conflict_is_shown_and_decided_one_by_one(cast: Cast, signed_in: Browser) -> None:
    client = signed_in(cast.focal_point)
    take(cast.body, file(numbered(1), numbered(2)))
    for activity in Activity.objects.all():
        activity.title = "Our words"
        activity.save()
    title = "<title><narrative>Their words</narrative></title>"
    imported = compare(cast.body, file(numbered(1, title=title), numbered(2, title=title)))
    here = reverse("iati-import", args=[imported.pk])

    page = text(client, here)
    assert "2 activities were changed here and in the file" in page
    assert "Our words" in page
    assert "Their words" in page
    assert client.post(f"{here}confirm/").status_code == 403
    client.post(f"{here}decide/", {"position": 1, "choice": "take"})
    client.post(f"{here}decide/", {"choice": "keep"})
    client.post(f"{here}confirm/")
    work()
    titles = Activity.objects.order_by("iati_identifier").values_list("title", flat=True)
    assert list(titles) == ["Their words", "Our words"]


def test_what_changed_after_the_preview_is_read_again_instead_of_entered(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.focal_point)
    here = upload(client, file(numbered(1), numbered(2))).headers["Location"]
    work()
    client.post(f"{here}confirm/")
    make_activity(cast.body, iati_identifier="XM-1", title="Meanwhile")
    work()

    imported = IatiImport.objects.get()
    assert imported.state == ImportState.READ
    assert "Look at the differences once more." in text(client, here)
    assert not Activity.objects.filter(iati_identifier="XM-2").exists()


def test_a_long_preview_has_pages_and_a_list_for_each_state(cast: Cast, signed_in: Browser) -> None:
    client = signed_in(cast.focal_point)
    bad = numbered(999, title="<title/>")
    imported = compare(cast.body, file(*(numbered(each) for each in range(120)), bad))
    here = reverse("iati-import", args=[imported.pk])

    assert "It has no title." in text(client, here)
    assert "page 2 of 3" in text(client, f"{here}?state=new&page=2")
    assert "XM-119" in text(client, f"{here}?state=new&page=99")
    assert "It has no title." in text(client, f"{here}?state=nonsense&page=-1")


def test_a_preview_takes_the_same_queries_for_two_as_for_two_hundred(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.focal_point)
    counts = []
    for size in (2, 200):
        imported = compare(cast.body, file(*(numbered(each) for each in range(size))))
        counts.append(query_count(client, reverse("iati-import", args=[imported.pk])))

    assert counts[0] == counts[1]


def test_the_list_of_imports_takes_the_same_queries_for_one_as_for_ten(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.focal_point)
    counts = []
    for size in (1, 9):
        for _ in range(size):
            compare(cast.body, file(project()))
        counts.append(query_count(client, reverse("iati-imports")))

    assert counts[0] == counts[1]


def test_work_that_was_interrupted_is_begun_again(cast: Cast, signed_in: Browser) -> None:
    client = signed_in(cast.focal_point)
    here = upload(client, file(project())).headers["Location"]
    DBTaskResult.objects.all().delete()

    assert "The work on this file was interrupted." in text(client, here)
    client.post(f"{here}again/")
    assert "interrupted" not in text(client, here)
    work()
    assert "1 new" in text(client, here)


def test_an_order_that_is_done_twice_enters_once(cast: Cast, signed_in: Browser) -> None:
    client = signed_in(cast.focal_point)
    here = upload(client, file(project())).headers["Location"]
    work()
    client.post(f"{here}confirm/")
    assert client.post(f"{here}confirm/").status_code == 403
    work()
    DBTaskResult.objects.update(status="READY")
    for job in DBTaskResult.objects.filter(task_path__endswith="apply_iati"):
        job.task.call(*job.args_kwargs["args"])

    assert Activity.objects.count() == 1


def test_the_page_of_a_project_tells_what_the_file_said(cast: Cast, client: Client) -> None:
    paid = money(2, "2014-01-20", "3000") + money(3, "2014-06-01", "1000")
    link = '<document-link url="https://example.org/a.pdf" format="application/pdf">'
    script = '<document-link url="javascript:alert(1)" format="text/html"/>'
    documents = f"{link}<title><narrative>Report</narrative></title></document-link>{script}"
    take(cast.body, file(project(transactions=paid, documents=documents)))
    answer = client.get(Activity.objects.get().get_absolute_url()).content.decode()
    said = words(answer)

    assert "Status being carried out" in said
    assert "Mali 60 % Senegal 40 %" in said
    assert "Partner (implementing)" in said
    assert "15220 Civilian peace-building" in said
    assert "Total of disbursement 1,000.00 EUR" in said
    assert "1 June 2014 disbursement – 1,000.00 EUR" in said
    assert 'href="https://example.org/a.pdf"' in answer
    assert 'href="javascript' not in answer


def test_a_project_in_another_language_can_be_changed_and_keeps_it(
    cast: Cast, signed_in: Browser
) -> None:
    spanish = '<title><narrative xml:lang="es">Mediadoras</narrative></title>'
    take(cast.body, file(project(title=spanish)))
    activity = Activity.objects.get()
    client = signed_in(cast.focal_point)
    here = reverse("activity-edit", args=[activity.uid])

    assert "Spanish" in text(client, here)
    facts = {"title": "Mediadoras de paz", "kind": "project", "started_on": "2014-01-15"}
    answer = client.post(here, {**facts, "language": "es", "base": "1"})
    assert answer.status_code == 302
    activity.refresh_from_db()
    assert (activity.title, activity.language) == ("Mediadoras de paz", "es")
