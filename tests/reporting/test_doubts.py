"""Is a figure far from last year asked about, answered by a note, and never blocked?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from suivi.indicators.models import Value
from suivi.reporting import actions
from suivi.reporting.actions.drafts import answers_at
from suivi.reporting.answers import question
from suivi.reporting.doubts import Doubt, doubts, earlier_figures
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.factories import NOON

Browser = Callable[[Any], Client]
FIGURE = "value:1.1::number"
NOTE = "value:1.1::note"
GIVEN = {"account": "Trained.", "progress": "on_track", "language": "en"}


@pytest.fixture
def told(cast: Cast) -> Cast:
    """Defence counted 52 last year."""
    factories.make_value(cast.measure, cast.body, cast.last_year, number=52)
    return cast


def save(cast: Cast, **cells: str) -> Contribution:
    """The next version of the draft."""
    names = {"figure": FIGURE, "note": NOTE}
    contribution = Contribution.objects.get(pk=cast.draft.pk)
    answers = {**GIVEN, **{names[name]: text for name, text in cells.items()}}
    typed = actions.Typed(answers, contribution.version)
    actions.save_draft(by=cast.focal_point, at=NOON, contribution=contribution, typed=typed)
    contribution.refresh_from_db()
    return contribution


def doubtful(contribution: Contribution) -> list[Doubt]:
    asked = question(contribution.provision)
    answers = answers_at(contribution, contribution.version)
    earlier = earlier_figures(asked.measures, contribution.body, contribution.period)
    return doubts(asked, answers, earlier)


def test_ten_times_last_year_is_asked_about_with_both_figures(told: Cast) -> None:
    (doubt,) = doubtful(save(told, figure="520"))
    assert doubt.sentence == "1.1 Total: 520, after 52 in 2013."
    assert not doubt.is_answered
    assert doubtful(save(told, figure="60")) == []


def test_the_newest_year_with_a_number_is_compared_with_down_to_the_baseline(cast: Cast) -> None:
    baseline = factories.make_period(cast.plan, 2012, is_baseline=True)
    factories.make_value(cast.measure, cast.body, baseline, number=52)
    factories.make_value(cast.measure, cast.body, cast.last_year, absence="not_available")
    (doubt,) = doubtful(save(cast, figure="520"))
    assert doubt.sentence.endswith("after 52 in 2012.")


def test_a_note_answers_the_question_and_another_figure_asks_it_again(told: Cast) -> None:
    assert doubtful(save(told, figure="520", note="A new school."))[0].is_answered
    again = doubtful(save(told, figure="620", note="A new school."))[0]
    assert (again.is_answered, again.note) == (False, "A new school.")
    assert not doubtful(save(told, figure="620", note="A new school."))[0].is_answered
    assert doubtful(save(told, figure="620", note="Two new schools."))[0].is_answered


def test_a_note_written_for_the_figure_answers_again_once_that_figure_is_back(told: Cast) -> None:
    save(told, figure="520", note="A new school.")
    save(told, figure="620", note="A new school.")
    assert doubtful(save(told, figure="520", note="A new school."))[0].is_answered


def test_another_body_and_another_measure_are_not_compared_with(cast: Cast) -> None:
    factories.make_value(cast.measure, cast.other_body, cast.last_year, number=52)
    assert doubtful(save(cast, figure="520")) == []


def test_the_note_is_kept_with_the_figure_and_its_language(told: Cast) -> None:
    contribution = save(told, figure="520", note="A new school.")
    actions.submit_contribution(by=told.focal_point, at=NOON, contribution=contribution)
    value = Value.objects.get(period=told.period)
    assert (value.number, value.note, value.language) == (520, "A new school.", "en")


def _address(cast: Cast) -> str:
    return reverse("contribution", args=[cast.plan.slug, 2014, "1.a", "defence"])


def _send(client: Client, cast: Cast, **more: str) -> Any:
    base = str(Contribution.objects.get(pk=cast.draft.pk).version)
    facts = {**GIVEN, FIGURE: "520", "base": base, "window": "", "moment": "", **more}
    return client.post(_address(cast), facts)


def test_what_is_not_explained_is_listed_before_it_is_submitted_and_never_blocks(
    told: Cast, signed_in: Browser
) -> None:
    client = signed_in(told.focal_point)
    first = _send(client, told, submit="1")
    assert first.status_code == 200
    assert "1 figure is far from before and not explained." in first.content.decode()
    assert "1.1 Total: 520, after 52 in 2013." in first.content.decode()
    assert Contribution.objects.get(pk=told.draft.pk).status == Status.DRAFT
    assert _send(client, told, submit="anyway").status_code == 302
    assert Contribution.objects.get(pk=told.draft.pk).status == Status.SUBMITTED


def test_the_reviewer_sees_what_nobody_explained(told: Cast, signed_in: Browser) -> None:
    _send(signed_in(told.focal_point), told, submit="anyway")
    page = signed_in(told.coordinator).get(_address(told)).content.decode()
    assert "1 figure is far from before and not explained." in page
    assert "1.1 Total: 520, after 52 in 2013." in page


def test_the_reviewer_reads_the_note_beside_the_figure(told: Cast, signed_in: Browser) -> None:
    client = signed_in(told.focal_point)
    assert _send(client, told, submit="1", **{NOTE: "A new school."}).status_code == 302
    page = signed_in(told.coordinator).get(_address(told)).content.decode()
    assert "not explained" not in page
    assert "A new school." in page


def test_a_note_typed_while_saving_is_shown_as_the_answer(told: Cast, signed_in: Browser) -> None:
    client = signed_in(told.focal_point)
    _send(client, told, save="1", **{NOTE: "A new school."})
    page = client.get(_address(told)).content.decode()
    assert "Far from before, explained:" in page
    _send(client, told, save="1", **{NOTE: "A new school.", FIGURE: "920"})
    assert "The note was written for another figure" in client.get(_address(told)).content.decode()


def test_two_who_write_at_once_join_their_notes_with_their_figures(told: Cast) -> None:
    contribution = save(told, figure="520", note="A new school.")
    mine = actions.Typed(
        {**GIVEN, FIGURE: "520", NOTE: "A new school.", "obstacles": "None."},
        contribution.version,
    )
    save(told, figure="520", note="A new school, opened in May.")
    saved = actions.save_draft(by=told.contributor, at=NOON, contribution=contribution, typed=mine)
    assert saved.was_joined
    contribution.refresh_from_db()
    answers = answers_at(contribution, contribution.version)
    assert (answers["obstacles"], answers[NOTE]) == ("None.", "A new school, opened in May.")
    assert doubtful(contribution)[0].is_answered
