"""The page of one line: promised, done, told."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from suivi.plans.models import Footnote, LegalBasis, Measure, Plan
from suivi.publications.models import Report
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.site import html, page, query_count, words

BELGIUM = "/plans/be-wps-2013-2016/"


def address(cast: Cast) -> str:
    """The page of line 1.a."""
    return cast.line.get_absolute_url()


def column(markup: str, name: str) -> str:
    """The words of one knot of the thread: Promised, Done or Told."""
    return words(markup.split(f"<h2>{name}</h2>")[1].split("<h2>", maxsplit=1)[0])


def test_the_promise_is_shown_with_all_that_the_plan_says(
    belgian_plan: Plan, client: Client
) -> None:
    promised = column(html(client, f"{BELGIUM}23.c/"), "Promised")
    assert "Objective 4 Participation of women in peacekeeping" in promised
    assert "Goal 23 Ensure increased women's representation" in promised
    assert "Responsible" in promised
    assert "Source" in promised


def test_a_reservation_names_the_body_that_made_it(belgian_plan: Plan, client: Client) -> None:
    promised = column(html(client, f"{BELGIUM}21/"), "Promised")
    assert "Note 9: reservation of Defence" in promised
    assert "does not wish to distinguish between men and women" in promised


def test_a_judgement_of_the_transcription_is_told(belgian_plan: Plan, client: Client) -> None:
    promised = column(html(client, f"{BELGIUM}3.a/"), "Promised")
    assert "How this line was read The printed table leaves two readings; by judgement" in promised


def test_an_instrument_explains_how_it_is_measured(belgian_plan: Plan, client: Client) -> None:
    promised = column(html(client, f"{BELGIUM}23.a/"), "Promised")
    assert "share: postings of Belgian women to the mission in the year out of" in promised
    assert "by mission" in promised


def test_what_a_line_rests_on_is_named_with_what_its_objective_rests_on(
    cast: Cast, client: Client
) -> None:
    convention = LegalBasis.objects.create(code="CEDAW", kind="convention", title_en="Convention")
    law = LegalBasis.objects.create(code="Law of 2013", kind="law", title_en="Cooperation")
    cast.line.legal_bases.add(convention)
    cast.goal.legal_bases.add(law)
    promised = column(html(client, address(cast)), "Promised")
    assert "Rests on Convention" in promised
    assert "goal 1 rests on Cooperation" in promised


def test_a_footnote_of_the_goal_is_shown_on_its_lines(cast: Cast, client: Client) -> None:
    note = Footnote.objects.create(plan=cast.plan, number=7, text_en="Idem")
    cast.goal.footnotes.add(note)
    assert "Note 7 of the plan Idem" in column(html(client, address(cast)), "Promised")


def test_a_published_account_is_read_by_all(cast: Cast, client: Client) -> None:
    markup = html(client, address(cast))
    assert "What was done on 1.a." in column(markup, "Done")
    assert "On track in 2013 (judged by Defence)" in words(markup)


def test_an_account_keeps_its_own_language(cast: Cast, client: Client) -> None:
    Contribution.objects.filter(pk=cast.published.pk).update(language="nl", account="Gedaan.")
    markup = html(client, address(cast))
    assert '<div class="text" lang="nl"><p>Gedaan.</p></div>' in markup
    assert '<span class="tag" lang="nl">Nederlands</span>' in markup


def test_obstacles_and_what_is_promised_next_are_shown(cast: Cast, client: Client) -> None:
    Contribution.objects.filter(pk=cast.published.pk).update(
        obstacles="Few trainers.", next_steps="Two courses in 2014."
    )
    done = column(html(client, address(cast)), "Done")
    assert "Obstacles Few trainers." in done
    assert "Promised next Two courses in 2014." in done


def test_what_was_typed_is_shown_as_text_never_as_markup(cast: Cast, client: Client) -> None:
    Contribution.objects.filter(pk=cast.published.pk).update(account="<script>alert(1)</script>")
    assert "<script>alert" not in html(client, address(cast))


@pytest.mark.parametrize("reader", ["anonymous", "stranger", "reader", "civil_society"])
def test_what_is_not_published_is_not_there_for_readers(
    cast: Cast, signed_in: Callable[[Any], Client], reader: str
) -> None:
    Contribution.objects.filter(pk=cast.draft.pk).update(account="Not for you yet.")
    assert "Not for you yet." not in page(signed_in(getattr(cast, reader)), address(cast))


def test_members_see_their_own_draft_marked_as_one(
    cast: Cast, signed_in: Callable[[Any], Client]
) -> None:
    Contribution.objects.filter(pk=cast.draft.pk).update(account="Not for all yet.")
    for member in (cast.focal_point, cast.contributor, cast.clearing_officer, cast.coordinator):
        markup = html(signed_in(member), address(cast))
        assert "Not for all yet." in markup
        assert '<span class="tag">draft</span>' in markup
    assert "Not for all yet." not in html(signed_in(cast.other_focal_point), address(cast))


def test_who_may_write_is_led_to_the_contribution(
    cast: Cast, signed_in: Callable[[Any], Client]
) -> None:
    link = f'href="/board/{cast.plan.slug}/2014/1.a/defence/"'
    assert link in html(signed_in(cast.focal_point), address(cast))
    for other in (cast.coordinator, cast.other_focal_point, cast.reader, cast.anonymous):
        assert link not in html(signed_in(other), address(cast))


def test_a_figure_is_seen_with_its_contribution_and_not_before(cast: Cast, client: Client) -> None:
    factories.make_value(cast.measure, cast.body, cast.last_year, number=4711)
    factories.make_value(cast.measure, cast.body, cast.period, number=8150)
    done = column(html(client, address(cast)), "Done")
    assert "4,711" in done
    assert "8,150" not in done


def test_figures_stand_against_the_baseline(cast: Cast, client: Client) -> None:
    baseline = factories.make_period(cast.plan, 2012, is_baseline=True)
    factories.make_contribution(cast.line, cast.body, baseline, status=Status.PUBLISHED)
    factories.make_value(cast.measure, cast.body, baseline, number=10)
    factories.make_value(cast.measure, cast.body, cast.last_year, number=25)
    done = column(html(client, address(cast)), "Done")
    assert "2012 2013 change" in done
    assert "Total 10 25 +15" in done


def test_zero_blank_and_confidential_are_three(cast: Cast, client: Client) -> None:
    instrument = cast.measure.instrument
    given: list[dict[str, Any]] = [{"number": 0}, {"absence": "confidential"}]
    for number, facts in enumerate(given):
        measure = factories.make_measure(instrument, label_en=f"Count {number}")
        factories.make_value(measure, cast.body, cast.last_year, **facts)
    factories.make_measure(instrument, label_en="Count blank")
    done = column(html(client, address(cast)), "Done")
    zero, hidden = done.split("Count 0")[1].split("Count 1")
    assert "2013 Total 0" in zero
    assert "2013 Total cannot be disclosed" in hidden
    assert "Count blank" not in done


def test_a_share_is_shown_with_its_two_counts(cast: Cast, client: Client) -> None:
    measure = factories.make_measure(
        cast.measure.instrument, Measure.Kind.SHARE, label_en="Women", numerator_en="women"
    )
    factories.make_value(measure, cast.body, cast.last_year, number=79, denominator=952)
    done = column(html(client, address(cast)), "Done")
    assert "women 79 All 952 Share 8.3%" in done


def test_shares_by_category_keep_their_counts_in_the_cell(cast: Cast, client: Client) -> None:
    measure = factories.make_measure(
        cast.measure.instrument, Measure.Kind.SHARE, label_en="Staff", dimensions=["sex"]
    )
    for sex, number in (("women", 1), ("men", 3)):
        factories.make_value(
            measure,
            cast.body,
            cast.last_year,
            number=number,
            denominator=4,
            category={"sex": sex},
        )
    done = column(html(client, address(cast)), "Done").replace("\u00a0", " ")
    assert "women 25.0% 1 of 4 men 75.0% 3 of 4" in done


def test_an_amount_is_shown_in_whole_units(cast: Cast, client: Client) -> None:
    measure = factories.make_measure(
        cast.measure.instrument, Measure.Kind.AMOUNT, label_en="Grants", unit="EUR"
    )
    factories.make_value(measure, cast.body, cast.last_year, number=1_250_050)
    done = column(html(client, address(cast)), "Done")
    assert "2013 Total 12,500.5" in done.split("Grants (EUR)")[1]


def test_a_milestone_says_how_far_it_is(cast: Cast, client: Client) -> None:
    measure = factories.make_measure(
        cast.measure.instrument, Measure.Kind.MILESTONE, label_en="Report"
    )
    factories.make_value(
        measure, cast.body, cast.last_year, state="adopted", reached_on=date(2013, 5, 6)
    )
    assert "Report adopted, 6 May 2013" in column(html(client, address(cast)), "Done")


def test_activities_are_shown_with_evidence_and_counted_by_their_log(
    cast: Cast, client: Client
) -> None:
    factories.make_measure(
        cast.measure.instrument,
        Measure.Kind.LOG,
        label_en="Courses",
        activity_kinds=["training"],
    )
    activity = factories.make_activity(cast.body, title="Course in Mons", countries=["CD"])
    factories.make_link(activity, "https://example.org/course")
    cast.published.activities.add(activity)
    markup = html(client, address(cast))
    done = column(markup, "Done")
    assert "6 May 2014 Course in Mons training" in done
    assert 'href="https://example.org/course"' in markup
    assert "Courses Activities 2013 Number 1" in done


def test_an_activity_that_is_not_public_is_not_shown(cast: Cast, client: Client) -> None:
    cast.published.activities.add(
        factories.make_activity(cast.body, title="Behind doors", is_public=False)
    )
    assert "Behind doors" not in html(client, address(cast))


def test_an_activity_of_a_draft_is_not_shown(cast: Cast, client: Client) -> None:
    cast.draft.activities.add(
        factories.make_activity(cast.body, title="Too early", provisions=[cast.line])
    )
    assert "Too early" not in html(client, address(cast))


def test_the_years_before_the_newest_are_folded(cast: Cast, client: Client) -> None:
    earlier = factories.make_period(cast.plan, 2012, is_baseline=True)
    factories.make_contribution(cast.line, cast.body, earlier, status=Status.PUBLISHED)
    done = html(client, address(cast)).split("<h2>Done</h2>")[1]
    assert done.index("<h3>2013</h3>") < done.index("<summary>2012 (baseline)")


def test_a_published_report_is_told_with_a_link_to_the_line(cast: Cast, client: Client) -> None:
    factories.make_report(cast.last_year, published=True)
    markup = html(client, address(cast))
    assert "2 February 2015 Report to parliament on 2013" in column(markup, "Told")
    assert 'href="/reports/small-plan/2013/#line-1-a"' in markup


def test_the_year_that_is_open_is_in_preparation(cast: Cast, client: Client) -> None:
    told = column(html(client, address(cast)), "Told")
    assert "Due 1 March 2015 Report to parliament on 2014 in preparation" in told


def test_a_line_that_came_later_was_not_told_before(cast: Cast, client: Client) -> None:
    factories.make_report(cast.last_year, published=True)
    later = factories.make_provision(cast.plan, "9.z", parent=cast.line.parent)
    factories.make_responsibility(later, cast.body)
    markup = html(client, later.get_absolute_url())
    assert "Report to parliament on 2013" not in column(markup, "Told")


def test_a_report_that_is_being_written_is_not_told(cast: Cast, client: Client) -> None:
    factories.make_report(cast.last_year)
    assert "Report to parliament on 2013" not in html(client, address(cast))


def test_a_line_leads_to_its_neighbours(cast: Cast, client: Client) -> None:
    first, second = html(client, address(cast)), html(client, cast.shared_line.get_absolute_url())
    assert "Next line: 1.b" in first
    assert "Line before" not in first
    assert "Line before: 1.a" in second
    assert "Next line" not in second


def test_a_goal_has_no_page_of_its_own(cast: Cast, client: Client) -> None:
    assert client.get(f"/plans/{cast.plan.slug}/1/").status_code == 404


def test_a_code_that_two_levels_share_means_the_line(belgian_plan: Plan, client: Client) -> None:
    assert "Objective 4" in page(client, f"{BELGIUM}21/")


def test_a_private_plan_hides_its_lines_from_strangers(
    cast: Cast, signed_in: Callable[[Any], Client]
) -> None:
    Plan.objects.update(is_public=False)
    assert signed_in(cast.anonymous).get(address(cast)).status_code == 404
    assert signed_in(cast.stranger).get(address(cast)).status_code == 404
    assert "What was done on 1.a." in page(signed_in(cast.reader), address(cast))


def test_every_line_of_the_belgian_plan_has_a_page(belgian_plan: Plan, client: Client) -> None:
    for code in belgian_plan.provisions.anchors().in_order().values_list("code", flat=True)[::9]:
        assert "Promised" in page(client, f"{BELGIUM}{code}/")


def test_more_years_and_bodies_take_no_more_queries(cast: Cast, client: Client) -> None:
    def add(number: int) -> None:
        body = factories.make_body()
        factories.make_responsibility(cast.line, body)
        period = factories.make_period(cast.plan, 2020 + number)
        told = factories.make_contribution(
            cast.line, body, period, status=Status.PUBLISHED, progress="done"
        )
        activity = factories.make_activity(body, title=f"Course {number}")
        factories.make_link(activity)
        told.activities.add(activity)
        measure = factories.make_measure(factories.make_instrument(cast.line))
        factories.make_value(measure, body, period, number=number)
        factories.make_report(period, published=True)

    add(0)
    few = query_count(client, address(cast))
    for number in range(1, 6):
        add(number)
    assert Report.objects.count() == 6
    assert query_count(client, address(cast)) == few


def test_each_cell_beside_the_title_stands_under_its_year(cast: Cast, client: Client) -> None:
    shown = html(client, address(cast)).split('<ol class="thread">')[0]
    assert re.findall(r'<span class="year" aria-hidden="true">(\d+)</span>', shown) == [
        "2013",
        "2014",
    ]


def test_a_baseline_that_was_judged_has_a_cell(cast: Cast, client: Client) -> None:
    baseline = factories.make_period(cast.plan, 2012, is_baseline=True)
    factories.make_contribution(
        cast.line, cast.body, baseline, status="published", progress="not_started"
    )
    shown = html(client, address(cast))
    assert 'title="2012: Not started"' in shown
    assert 'title="2012: Not started"' in html(client, cast.plan.get_absolute_url())


def test_every_page_of_a_plan_shows_the_way_to_it_alike(cast: Cast, client: Client) -> None:
    for place in (address(cast), cast.plan.get_absolute_url()):
        shown = html(client, place)
        assert shown.count('<ol class="govuk-breadcrumbs__list">') == 1
