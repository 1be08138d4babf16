"""Do the focal points of the benchmark work as a browser does, and is a lost word noticed?"""

from django.test import Client

from suivi.command_line.benchmark import evening, writers
from suivi.reporting.models import Contribution, DraftVersion
from tests.cast import Cast
from tests.factories import NOON


def address(contribution: Contribution) -> str:
    """Where the contribution is written."""
    place = (contribution.period.plan.slug, contribution.period.year)
    return f"/board/{place[0]}/{place[1]}/{contribution.provision.code}/{contribution.body.code}/"


def test_every_field_of_the_form_is_read_and_saved_again_unchanged(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.focal_point)
    path = address(cast.draft)
    form = writers.FormReader(browser.get(path).content.decode())
    assert {"csrfmiddlewaretoken", "base", "window", "account", "language"} <= set(form.fields)
    assert "q" not in form.fields  # the search of the page's head is no part of it

    typed = form.fields | {"account": "As typed.\nTwice.", "moment": "5"}
    assert b"Saved at" in browser.post(f"{path}autosave/", typed).content
    again = writers.FormReader(browser.get(path).content.decode())
    assert again.fields["account"].strip().split() == ["As", "typed.", "Twice."]
    unchanged = set(form.fields) - {"account", "base", "csrfmiddlewaretoken", "window"}
    assert {name: again.fields[name] for name in unchanged} == {
        name: form.fields[name] for name in unchanged
    }


def test_what_is_lost_of_what_was_acknowledged_is_told(cast: Cast) -> None:
    DraftVersion.objects.create(
        contribution=cast.draft,
        number=7,
        answers={"account": "second"},
        saved_at=NOON,
    )
    seat = {"path": "/a/", "contribution": cast.draft.pk}
    assert evening.missing([seat | {"acknowledged": "second", "last_typed": "third"}]) == []
    lost = evening.missing([seat | {"acknowledged": "third", "last_typed": "third"}])
    assert len(lost) == 2


def test_the_slow_twentieth_is_told_apart() -> None:
    writer = writers.Writer(0, "", "", "")
    writer.taken["save"] = [10.0] * 19 + [1000.0]
    count, median, late, longest = writers.waits([writer], "save")
    assert (count, median, longest) == (20, 10.0, 1000.0)
    assert 10.0 < late < 1000.0
