"""The page of a whole plan: every line, what was promised, how far it has come, year by year."""

import gzip
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from suivi.languages.wording import State, Wording
from suivi.plans.models import Plan
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.site import html, page, query_count

BELGIUM = "/plans/be-wps-2013-2016/"


def codes(markup: str) -> list[str]:
    """The codes of the lines in the table, in order."""
    return re.findall(r'<td class="code">([^<]*)</td>', markup)


def cells(markup: str, code: str) -> list[str]:
    """What the cells of a line say, year by year."""
    row = markup.split(f'<td class="code">{code}</td>')[1].split("</td>", maxsplit=1)[0]
    return re.findall(r'title="([^"]*)"', row)


def test_the_belgian_plan_stands_on_one_page(belgian_plan: Plan, client: Client) -> None:
    markup = html(client, BELGIUM)
    assert len(codes(markup)) == 102
    text = page(client, BELGIUM)
    for fact in ("102 lines of action", "125 monitoring instruments", "10 bodies responsible"):
        assert fact in text
    assert "3 focus countries" in text
    assert "1. International normative framework 16 lines of action" in text


def test_lines_stand_in_printed_order_below_their_objective(
    belgian_plan: Plan, client: Client
) -> None:
    markup = html(client, BELGIUM)
    assert codes(markup)[:4] == ["1.a", "1.b", "1.c", "2.a"]
    assert markup.index(">4.f<") < markup.index("2. Integrating") < markup.index(">5.a<")


def test_a_line_names_three_bodies_and_opens_to_all(belgian_plan: Plan, client: Client) -> None:
    text = page(client, BELGIUM)
    assert "Foreign Affairs, Development, Defence and 3 more" in text
    assert "Foreign Affairs, Development, Defence, Interior, Justice, Equality" in text


def test_a_line_opens_to_its_goal_and_instruments(belgian_plan: Plan, client: Client) -> None:
    text = page(client, BELGIUM)
    assert "Goal 1, 2 instruments" in text
    assert "Periodic reporting under CEDAW." in text


def test_the_whole_plan_is_small(belgian_plan: Plan, client: Client) -> None:
    sent = gzip.compress(client.get(BELGIUM).content)
    assert len(sent) < 40_000


def test_each_line_has_one_cell_per_year(cast: Cast, client: Client) -> None:
    markup = html(client, cast.plan.get_absolute_url())
    assert cells(markup, "1.a") == ["2013: On track", "2014: Not yet reported"]
    assert cells(markup, "1.b") == ["2013: No information", "2014: Not yet reported"]


def test_the_least_advanced_body_speaks_for_the_line(cast: Cast, client: Client) -> None:
    for body, step in ((cast.body, "done"), (cast.other_body, "delayed")):
        factories.make_contribution(
            cast.shared_line, body, cast.last_year, status=Status.PUBLISHED, progress=step
        )
    assert cells(html(client, cast.plan.get_absolute_url()), "1.b")[0] == "2013: Delayed"


def test_a_year_to_come_has_no_cell_once_years_have_begun(cast: Cast, client: Client) -> None:
    factories.make_period(cast.plan, 2015, is_open=False)
    assert len(cells(html(client, cast.plan.get_absolute_url()), "1.a")) == 2


def test_a_plan_before_its_first_year_shows_the_years_to_come(
    belgian_plan: Plan, client: Client
) -> None:
    assert cells(html(client, BELGIUM), "1.a") == [
        f"{year}: Not yet reported" for year in (2013, 2014, 2015, 2016)
    ]


def test_a_publication_shows_at_once(cast: Cast, client: Client) -> None:
    address = cast.plan.get_absolute_url()
    assert cells(html(client, address), "1.b")[1] == "2014: Not yet reported"
    Contribution.objects.filter(pk=cast.submitted.pk).update(status=Status.PUBLISHED)
    assert cells(html(client, address), "1.b")[1] == "2014: In progress"


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ({"top": "6"}, ["33", "34", "35", "36", "37"]),
        ({"body": "federal-police", "top": "2"}, ["6.a", "6.b", "6.c"]),
        ({"words": "prosecutions convictions"}, ["16.a"]),
        ({"words": "CEDAW report"}, ["1.a"]),
        ({"words": "23.A"}, ["23.a"]),
    ],
)
def test_the_lines_asked_for_are_shown(
    belgian_plan: Plan, client: Client, question: dict[str, str], found: list[str]
) -> None:
    assert codes(html(client, BELGIUM, **question)) == found


def test_a_body_is_found_with_its_own_bodies(belgian_plan: Plan, client: Client) -> None:
    interior = set(codes(html(client, BELGIUM, body="interior")))
    police = set(codes(html(client, BELGIUM, body="federal-police")))
    assert police < interior


def test_the_lines_at_a_step_in_the_newest_year_are_found(cast: Cast, client: Client) -> None:
    address = cast.plan.get_absolute_url()
    assert "Progress in 2013" in page(client, address)
    assert codes(html(client, address, progress="on_track")) == ["1.a"]
    assert codes(html(client, address, progress="no_news")) == ["1.b"]


def test_words_are_found_without_accents_and_in_any_language(cast: Cast, client: Client) -> None:
    cast.line.text = Wording({"en": "Train staff.", "fr": "Former le personnel à l’égalité"})
    cast.line.save()
    address = cast.plan.get_absolute_url()
    assert codes(html(client, address, words="EGALITE l'")) == ["1.a"]


def test_a_row_is_open_when_the_words_stand_inside_it_only(
    belgian_plan: Plan, client: Client
) -> None:
    assert '<details class="small" open>' in html(client, BELGIUM, words="questionnaires")
    assert '<details class="small" open>' not in html(client, BELGIUM, words="conventions")


def test_what_was_asked_stays_in_the_form(belgian_plan: Plan, client: Client) -> None:
    markup = html(client, BELGIUM, body="justice", words="<peace>")
    assert '<option value="justice" selected>' in markup
    assert "&lt;peace&gt;" in markup
    assert "<peace>" not in markup


def test_nothing_found_says_what_to_do(belgian_plan: Plan, client: Client) -> None:
    text = page(client, BELGIUM, words="zebra")
    assert "0 lines of action out of 102." in text
    assert "use fewer or shorter words" in text


def test_a_choice_that_is_not_offered_is_named_and_asks_for_nothing(
    belgian_plan: Plan, client: Client
) -> None:
    text = page(client, BELGIUM, body="nobody")
    assert "“nobody” is not one of the choices" in text
    assert len(codes(html(client, BELGIUM, body="nobody"))) == 102


@pytest.mark.parametrize("levels", [("goal", "line"), ("pillar", "outcome", "output", "activity")])
def test_a_plan_of_any_number_of_levels_is_shown(
    db: None, client: Client, levels: tuple[str, ...]
) -> None:
    plan = factories.make_plan(levels=levels)
    above = None
    for depth, _name in enumerate(levels):
        above = factories.make_provision(plan, ".".join("1" * (depth + 1)), parent=above)
    text = page(client, plan.get_absolute_url())
    assert f"1 {levels[-1]}" in text
    assert f"1. Text of 1 1 {levels[-1]}" in text
    for middle in levels[1:-1]:
        assert f"{middle} 1" in text


def test_a_plan_of_one_level_is_shown_without_groups(db: None, client: Client) -> None:
    plan = factories.make_plan(levels=("measure",))
    factories.make_provision(plan, "1")
    markup = html(client, plan.get_absolute_url())
    assert codes(markup) == ["1"]
    assert "rowgroup" not in markup


def test_an_outline_says_that_its_lines_are_not_known(belgian_plan: Plan, client: Client) -> None:
    text = page(client, "/plans/be-wps-2009-2012/")
    assert "known in outline only" in text
    assert "2009–2012" in text


def test_an_unofficial_wording_is_marked_and_a_missing_one_said_in_english(
    cast: Cast, client: Client
) -> None:
    cast.line.text = Wording({"fr": "Former le personnel."}, {"fr": State.UNOFFICIAL})
    cast.line.save()
    cast.shared_line.text = Wording.official("Exchange lessons.")
    cast.shared_line.save()
    markup = html(client, f"/fr{cast.plan.get_absolute_url()}")
    assert 'Former le personnel.<span class="translation-mark"' in markup
    assert '<span lang="en">Exchange lessons.</span>' in markup


def test_a_private_plan_is_not_there_for_strangers(
    cast: Cast, signed_in: Callable[[Any], Client]
) -> None:
    address = cast.plan.get_absolute_url()
    html(signed_in(cast.reader), address)
    Plan.objects.update(is_public=False)
    assert signed_in(cast.anonymous).get(address).status_code == 404
    assert signed_in(cast.stranger).get(address).status_code == 404
    html(signed_in(cast.reader), address)


def test_a_plan_that_does_not_exist_is_not_there(db: None, client: Client) -> None:
    assert client.get("/plans/nowhere/").status_code == 404


@pytest.mark.parametrize("question", ["", "?words=text"])
def test_more_lines_bodies_and_years_take_no_more_queries(
    cast: Cast, client: Client, question: str
) -> None:
    address = cast.plan.get_absolute_url() + question
    few = query_count(client, address)
    for number in range(12):
        line = factories.make_provision(cast.plan, f"2.{number}", parent=cast.goal)
        factories.make_instrument(line)
        body = factories.make_body(parent=cast.body)
        factories.make_responsibility(line, body)
        period = factories.make_period(cast.plan, 2020 + number)
        factories.make_contribution(line, body, period, status=Status.PUBLISHED, progress="done")
    assert query_count(client, address) == few


def test_a_page_that_is_at_hand_takes_few_queries(cast: Cast, client: Client) -> None:
    address = cast.plan.get_absolute_url()
    html(client, address)
    assert query_count(client, address) <= 4
