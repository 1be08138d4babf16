"""Are texts marked with their language, and numbers and days written in the page's?"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Template
from django.utils.translation import override

from suivi.languages.wording import Said, State


def shown(template: str, language: str = "en", **facts: Any) -> str:
    """What a page in this language shows."""
    with override(language):
        return Template(template).render(Context(facts))


def test_a_text_in_the_language_of_the_page_stands_plain() -> None:
    text = Said("Éduquer & former", "fr", State.OFFICIAL)
    assert shown("{{ text|wording }}", "fr", text=text) == "Éduquer &amp; former"


def test_a_text_in_another_language_says_so() -> None:
    text = Said("Éduquer", "fr", State.OFFICIAL)
    assert shown("{{ text|wording }}", text=text) == '<span lang="fr">Éduquer</span>'


@pytest.mark.parametrize("state", [State.UNOFFICIAL, State.STALE])
def test_a_translation_that_is_not_official_is_marked(state: State) -> None:
    html = shown("{{ text|wording }}", text=Said("Train", "en", state))
    assert html.startswith("Train<span")
    assert f'title="{state.label}"' in html
    assert f"({state.label})" in html


def test_plain_is_the_text_alone() -> None:
    assert shown("{{ text|plain }}", text=Said("<b>", "fr", State.STALE)) == "&lt;b&gt;"


def test_a_written_text_keeps_its_paragraphs_and_nothing_else() -> None:
    html = shown("{% text_in text 'nl' %}", text="Een <b>.\n\nTwee\nregels.")
    assert html == (
        '<div class="text" lang="nl"><p>Een &lt;b&gt;.</p>\n\n<p>Twee<br>regels.</p></div>'
    )
    assert 'lang="' not in shown("{% text_in 'One.' 'en' %}")


@pytest.mark.parametrize(
    ("language", "number", "share", "day", "country"),
    [
        ("en", "1,234.5", "8.3%", "12 January 2016", "Germany"),
        ("fr", "1\u202f234,5", "8,3\u00a0%", "12 janvier 2016", "Allemagne"),
        ("nl", "1.234,5", "8,3%", "12 januari 2016", "Duitsland"),
        ("de", "1.234,5", "8,3\u00a0%", "12. Januar 2016", "Deutschland"),
    ],
)
def test_each_language_writes_numbers_days_and_countries_its_own_way(
    language: str, number: str, share: str, day: str, country: str
) -> None:
    template = "{{ number|figure }};{{ quotient|percent }};{{ day|day }};{% country 'DE' %}"
    facts = {"number": Decimal("1234.5"), "quotient": 0.083, "day": date(2016, 1, 12)}
    assert shown(template, language, **facts).split(";") == [number, share, day, country]


def test_zero_is_written_and_nothing_is_not() -> None:
    assert shown("{{ 0|figure }}|{{ 0|percent }}") == "0|0.0%"
    assert shown("{{ n|figure }}{{ n|percent }}{{ n|day }}", n=None) == ""


def test_a_moment_is_told_as_the_day_it_was_here() -> None:
    just_before_midnight_in_greenwich = datetime(2016, 1, 11, 23, 30, tzinfo=UTC)
    assert shown("{{ at|day }}", at=just_before_midnight_in_greenwich) == "12 January 2016"


def test_a_country_nobody_knows_keeps_its_code() -> None:
    assert shown("{% country 'XQ' %}") == "XQ"
