"""What stands beside the form: last year, what is missing, what the register offers, who reads?"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from suivi.activities.models import Activity
from suivi.indicators.models import Absence, Value
from suivi.plans.models import Role
from suivi.reporting.models import Contribution, DraftVersion
from suivi.reporting.states import Status
from tests.cast import Cast
from tests.factories import make_activity, make_membership, make_person

Browser = Callable[[Any], Client]
FULL = {"account": "Trained 24.", "progress": "on_track", "value:1.1::number": "24", "base": "1"}


def _address(cast: Cast, name: str = "contribution") -> str:
    return reverse(name, args=[cast.plan.slug, 2014, "1.a", "defence"])


def _page(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def _activity(cast: Cast, title: str, **facts: Any) -> Activity:
    told = {"body": cast.body, "started_on": date(2014, 5, 1), "title": title, **facts}
    activity = make_activity(**told)
    activity.provisions.add(cast.line)
    return activity


# Last year beside this year


def test_what_differs_from_last_year_is_shown_when_it_is_asked_for(
    cast: Cast, signed_in: Browser
) -> None:
    Contribution.objects.filter(pk=cast.published.pk).update(account="We trained 20 people.")
    client = signed_in(cast.focal_point)
    client.post(_address(cast), {**FULL, "account": "We trained 24 people.", "save": "1"})

    assert "<del>" not in _page(client, _address(cast))
    page = _page(client, f"{_address(cast)}?compare=1")
    assert "gone: </span>20 </del>" in page
    assert "new: </span>24 </ins>" in page


def test_figures_of_both_years_stand_side_by_side_with_their_change(
    cast: Cast, signed_in: Browser
) -> None:
    Value.objects.filter(measure=cast.measure, period=cast.last_year).delete()
    Value.objects.create(measure=cast.measure, body=cast.body, period=cast.last_year, number=16)
    client = signed_in(cast.focal_point)
    client.post(_address(cast), {**FULL, "save": "1"})

    page = _page(client, f"{_address(cast)}?compare=1")
    assert "<td>16</td><td>24</td><td>+8</td><td>+50.0%</td>" in page


def test_asking_for_the_difference_without_a_script_saves_first(
    cast: Cast, signed_in: Browser
) -> None:
    answer = signed_in(cast.focal_point).post(
        _address(cast), {"account": "Half a", "base": "1", "compare": "1"}
    )

    assert answer.headers["Location"] == f"{_address(cast)}?compare=1#compare"
    assert DraftVersion.objects.filter(answers__account="Half a").exists()


def test_the_difference_follows_each_save_once_it_is_open(cast: Cast, signed_in: Browser) -> None:
    client = signed_in(cast.focal_point)
    address = _address(cast, "contribution-autosave")

    with_it = client.post(address, {"account": "New", "base": "1", "compare": "1"})
    without = client.post(address, {"account": "Newer", "base": "2"})
    assert 'id="compare"' in with_it.content.decode()
    assert 'id="compare"' not in without.content.decode()


def test_a_coordinator_reads_the_difference_of_what_was_handed_over(
    cast: Cast, signed_in: Browser
) -> None:
    signed_in(cast.focal_point).post(_address(cast), {**FULL, "submit": "1"})

    page = _page(signed_in(cast.coordinator), f"{_address(cast)}?compare=1")
    assert "What differs from 2013" in page


# What is missing


def test_the_list_says_what_is_missing_and_leads_to_each_field(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.focal_point)
    client.post(_address(cast), {"language": "en", "base": "1", "save": "1"})

    page = _page(client, _address(cast))
    assert "3 things are missing" in page
    for anchor in ("id_account", "id_value:1.1::number", "id_progress_0"):
        assert f'href="#{anchor}"' in page
        assert f'id="{anchor}"' in page


def test_the_list_is_renewed_with_each_save(cast: Cast, signed_in: Browser) -> None:
    answer = signed_in(cast.focal_point).post(_address(cast, "contribution-autosave"), FULL)
    page = answer.content.decode()

    assert 'hx-swap-oob="true"' in page
    assert "Nothing is missing" in page


def test_what_would_help_never_blocks(cast: Cast, signed_in: Browser) -> None:
    activity = _activity(cast, "Course in May")
    cast.draft.activities.add(activity)
    client = signed_in(cast.focal_point)
    client.post(_address(cast), {**FULL, "save": "1"})

    page = _page(client, _address(cast))
    assert "“Course in May” has no evidence yet." in page
    assert f'href="#activity-{activity.pk}"' in page
    assert f'id="activity-{activity.pk}"' in page
    client.post(_address(cast), {**FULL, "base": "2", "submit": "1"})
    assert Contribution.objects.get(pk=cast.draft.pk).status == Status.SUBMITTED


def test_a_short_account_is_a_hint_with_the_length_that_is_expected(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.focal_point)
    client.post(_address(cast), {**FULL, "save": "1"})

    assert "The account has 2 words; 50 to 300 are expected." in _page(client, _address(cast))


def test_the_coordinator_sets_the_length_that_is_expected(cast: Cast, signed_in: Browser) -> None:
    address = reverse("period-length", args=[cast.plan.slug, 2014])
    signed_in(cast.coordinator).post(address, {"least": "10", "most": "20"})
    answer = signed_in(cast.coordinator).post(address, {"least": "30", "most": "20"})

    assert answer.status_code == 422
    assert "10 to 20 are expected" in _page(signed_in(cast.focal_point), _address(cast))


# Who reads


def test_who_will_read_it_is_said(cast: Cast, signed_in: Browser) -> None:
    officer = make_person("Olga Officer")
    make_membership(cast.plan, officer, cast.body, Role.CLEARING_OFFICER)

    page = _page(signed_in(cast.focal_point), _address(cast))
    assert "Olga Officer" in page
    assert "parliament and the public, once the report is published" in page


# What the register offers


def test_activities_not_yet_reported_are_offered_each_with_the_reason(
    cast: Cast, signed_in: Browser
) -> None:
    _activity(cast, "Course in May")
    _activity(cast, "Course in June")
    _activity(cast, "Course of another year", started_on=date(2012, 5, 1))

    page = _page(signed_in(cast.focal_point), _address(cast))
    assert "2 activities of 2014 not yet reported: add" in page
    assert "entered on this line" in page
    assert "Course of another year" not in page


def test_what_the_body_tells_of_elsewhere_is_no_longer_counted(
    cast: Cast, signed_in: Browser, make_shared_draft: Callable[[], Contribution]
) -> None:
    activity = _activity(cast, "Course in May")
    make_shared_draft().activities.add(activity)

    page = _page(signed_in(cast.focal_point), _address(cast))
    assert "not yet reported: add" not in page
    assert "told of on 1.b already" in page


@pytest.fixture
def make_shared_draft(cast: Cast) -> Callable[[], Contribution]:
    def make() -> Contribution:
        return Contribution.objects.create(
            provision=cast.shared_line, body=cast.body, period=cast.period
        )

    return make


def test_all_are_added_in_one_go_with_what_was_typed_and_taken_back_in_one(
    cast: Cast, signed_in: Browser
) -> None:
    on_line, elsewhere = _activity(cast, "Course in May"), _activity(cast, "Course in June")
    elsewhere.provisions.set([cast.shared_line])
    client = signed_in(cast.focal_point)
    typed = {"account": "Half a", "base": "1", "offer": "all"}
    answer = client.post(_address(cast), typed, follow=True)
    page = " ".join(answer.content.decode().split())

    assert "2 activities were added." in page
    assert "Half a" in page
    assert set(cast.draft.activities.all()) == {on_line, elsewhere}
    client.post(_address(cast, "activities-take-back"))
    assert not cast.draft.activities.exists()
    assert list(on_line.provisions.all()) == [cast.line]
    assert list(elsewhere.provisions.all()) == [cast.shared_line]


def test_only_the_ticked_ones_are_added(cast: Cast, signed_in: Browser) -> None:
    may, _june = _activity(cast, "Course in May"), _activity(cast, "Course in June")
    signed_in(cast.focal_point).post(
        _address(cast), {"base": "1", "offer": "chosen", "offered": str(may.pk)}
    )

    assert list(cast.draft.activities.all()) == [may]


def test_adding_none_is_told_and_changes_nothing(cast: Cast, signed_in: Browser) -> None:
    _activity(cast, "Course in May")
    answer = signed_in(cast.focal_point).post(
        _address(cast), {"base": "1", "offer": "chosen"}, follow=True
    )

    assert "Choose at least one activity to add." in answer.content.decode()
    assert not cast.draft.activities.exists()


# No account, but why


def test_a_contribution_without_an_account_says_why(cast: Cast, signed_in: Browser) -> None:
    typed = {
        "no_account": "nothing_to_report",
        "no_account_reason": "The course is in 2015.",
        "progress": "not_started",
        "base": "1",
        "submit": "1",
    }
    signed_in(cast.focal_point).post(_address(cast), typed)
    draft = Contribution.objects.get(pk=cast.draft.pk)

    assert draft.status == Status.SUBMITTED
    assert draft.told_account == "Nothing to report: The course is in 2015."
    value = Value.objects.get(measure=cast.measure, period=cast.period)
    assert value.absence == Absence.NOTHING_TO_REPORT
    board = signed_in(cast.coordinator).get(reverse("board", args=[cast.plan.slug, 2014]))
    assert "nothing to report" in board.content.decode()


def test_the_kind_of_reason_alone_is_not_enough(cast: Cast, signed_in: Browser) -> None:
    typed = {"no_account": "confidential", "base": "1", "submit": "1"}
    answer = signed_in(cast.focal_point).post(_address(cast), typed)

    assert answer.status_code == 422
    assert "Say in a sentence why there is no account." in answer.content.decode()


def test_where_nothing_applies_no_progress_is_judged(cast: Cast, signed_in: Browser) -> None:
    typed = {
        "no_account": "not_applicable",
        "no_account_reason": "No troops were sent.",
        "base": "1",
        "submit": "1",
    }
    signed_in(cast.focal_point).post(_address(cast), typed)
    draft = Contribution.objects.get(pk=cast.draft.pk)

    assert draft.status == Status.SUBMITTED
    assert draft.progress is None
    assert draft.judged_on is None


def test_an_answer_that_is_none_of_the_four_is_refused(cast: Cast, signed_in: Browser) -> None:
    typed = {**FULL, "no_account": "not_yet_reported", "submit": "1"}
    answer = signed_in(cast.focal_point).post(_address(cast), typed)

    assert "Choose one of the four answers." in answer.content.decode()


def test_a_measure_without_a_figure_is_asked_why_and_keeps_the_sentence(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.focal_point)
    without = {name: text for name, text in FULL.items() if name != "value:1.1::number"}
    typed = {**without, "value:1.1::absence": "confidential"}
    client.post(_address(cast), {**typed, "save": "1"})
    assert "Say in a sentence why instrument 1.1 has no figure." in _page(client, _address(cast))

    typed |= {"value:1.1::note": "Too few people.", "base": "2", "submit": "1"}
    client.post(_address(cast), typed)
    value = Value.objects.get(measure=cast.measure, period=cast.period)
    assert (value.absence, value.note) == ("confidential", "Too few people.")


# Joining, paragraph by paragraph


def test_each_paragraph_is_chosen_and_makes_the_text_without_a_script(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.focal_point)
    client.post(_address(cast), {"account": "First.\n\nLast.", "base": "1", "save": "1"})
    other = signed_in(cast.contributor)
    other.post(_address(cast), {"account": "Theirs.\n\nLast one.", "base": "2", "save": "1"})
    client.post(_address(cast), {"account": "Mine.\n\nLast of all.", "base": "2", "save": "1"})
    join = _address(cast, "contribution-join")

    chosen = {"choice:0:account": "mine", "choice:2:account": "theirs", "compose": "1"}
    answer = client.post(join, {**chosen, "base": "3"})
    assert ">\nMine.\n\nLast one.</textarea>" in answer.content.decode()
    assert Contribution.objects.get(pk=cast.draft.pk).version == 3
