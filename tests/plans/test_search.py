"""Words are looked up in the lines of all plans a reader may see."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from suivi.languages.wording import Wording
from suivi.plans.models import Plan
from tests import factories
from tests.cast import Cast
from tests.site import html, page, query_count


def test_before_anything_is_asked_the_page_says_how_to_ask(db: None, client: Client) -> None:
    assert "Give one word or more." in page(client, "/search/")
    assert "Give one word or more." in page(client, "/search/", q=" ?! ")


def test_lines_are_found_and_counted_by_plan(belgian_plan: Plan, client: Client) -> None:
    text = page(client, "/search/", q="prosecutions convictions")
    assert "1 line holds these words." in text
    assert "16.a" in text


def test_the_words_found_are_marked(belgian_plan: Plan, client: Client) -> None:
    assert "Encourage <mark>applications</mark> by Belgian <mark>women</mark>" in html(
        client, "/search/", q="WOMEN Applications"
    )


def test_an_instrument_is_shown_where_the_words_stand_in_it_alone(
    belgian_plan: Plan, client: Client
) -> None:
    markup = html(client, "/search/", q="questionnaires relevant")
    assert "Monitoring instrument:" in markup
    assert "<mark>questionnaires</mark>" in markup


def test_words_of_another_language_show_the_text_of_that_language(
    cast: Cast, client: Client
) -> None:
    cast.line.text = Wording({"en": "Train staff.", "fr": "Former le personnel à l’égalité."})
    cast.line.save()
    markup = html(client, "/search/", q="egalite")
    assert '<span lang="fr">Former le personnel à l’<mark>égalité</mark>.</span>' in markup


def test_many_lines_lead_to_the_page_of_their_plan(belgian_plan: Plan, client: Client) -> None:
    markup = html(client, "/search/", q="women")
    assert 'href="/plans/be-wps-2013-2016/?words=women"' in markup


def test_of_many_plans_the_first_show_their_lines_and_all_are_counted(
    cast: Cast, client: Client
) -> None:
    for _number in range(6):
        plan = factories.make_plan()
        goal = factories.make_provision(plan, "1")
        factories.make_provision(plan, "1.a", parent=goal, text="Train staff elsewhere.")
    markup = html(client, "/search/", q="train staff")
    assert "7 lines hold these words." in markup
    assert markup.count('<div class="entry">') == 5
    assert markup.count("?words=train%20staff") == 2


def test_a_body_is_found_by_its_name_in_any_language(belgian_plan: Plan, client: Client) -> None:
    assert 'href="/bodies/equality/"' in html(client, "/search/", q="egalite femmes hommes")


def test_nothing_found_says_what_to_do(belgian_plan: Plan, client: Client) -> None:
    text = page(client, "/search/", q="zebra")
    assert "0 lines hold these words." in text
    assert "part of a word is enough" in text


def test_what_was_asked_is_never_markup(db: None, client: Client) -> None:
    assert "<script>alert" not in html(client, "/search/", q="<script>alert(1)</script>")


def test_a_question_that_is_too_long_is_refused_in_a_sentence(db: None, client: Client) -> None:
    assert "at most 200 characters" in page(client, "/search/", q="word " * 100)


def test_private_plans_are_searched_for_members_only(
    cast: Cast, signed_in: Callable[[Any], Client]
) -> None:
    Plan.objects.update(is_public=False)
    assert "0 lines hold" in page(signed_in(cast.anonymous), "/search/", q="train staff")
    assert "0 lines hold" in page(signed_in(cast.stranger), "/search/", q="train staff")
    assert "1 line holds" in page(signed_in(cast.reader), "/search/", q="train staff")


def test_what_departments_write_is_not_searched(cast: Cast, client: Client) -> None:
    assert "0 lines hold" in page(client, "/search/", q="What was done")


def test_more_plans_and_lines_take_no_more_queries(cast: Cast, client: Client) -> None:
    factories.make_instrument(cast.line, text="Text of an instrument")
    few = query_count(client, "/search/?q=text")
    for _plan in range(3):
        plan = factories.make_plan()
        goal = factories.make_provision(plan, "1")
        for number in range(15):
            line = factories.make_provision(plan, f"1.{number}", parent=goal)
            factories.make_instrument(line, text="Text")
    assert query_count(client, "/search/?q=text") == few


def test_a_plan_that_is_loaded_anew_is_searched_anew(cast: Cast, client: Client) -> None:
    assert "0 lines hold these words." in page(client, "/search/", q="zeppelin")
    cast.line.text = Wording.official("A zeppelin for every mission.")
    cast.line.save()
    cast.plan.revision += 1
    cast.plan.save()
    assert "1 line holds these words." in page(client, "/search/", q="zeppelin")


def test_a_second_search_reads_no_plan_again(cast: Cast, client: Client) -> None:
    first = query_count(client, "/search/?q=line")
    assert query_count(client, "/search/?q=line") == first - 2
