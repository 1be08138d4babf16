"""Which components can every template use? They need no load: settings name them as built in."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils.html import conditional_escape, escape, format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from suivi.charts.definitions import Chart, Spark
from suivi.languages import punctuation
from suivi.languages.wording import Said, State
from suivi.people.models import Body
from suivi.ui import marks, numbers_and_days
from suivi.ui.cells import Cell, rendered, rendered_all
from suivi.ui.chart_html import chart_html, spark_html
from suivi.ui.fields import error_summary_html, field_html
from suivi.ui.marks import translation_mark

register = template.Library()


def _is_foreign(language: str) -> bool:
    return bool(language) and language != (get_language() or "en")[:2]


def _in_its_language(text: str, language: str) -> SafeString:
    """A screen reader pronounces it rightly only if the language is said."""
    if _is_foreign(language):
        return format_html('<span lang="{}">{}</span>', language, text)
    return conditional_escape(text)


@register.filter
def wording(said: Said | str) -> SafeString:
    """A curated text, in its own language where that is not the page's, marked when unofficial."""
    if not isinstance(said, Said):
        return conditional_escape(said)
    text = _in_its_language(said.text, said.language)
    if said.state == State.OFFICIAL:
        return text
    return format_html("{}{}", text, translation_mark(said.state.label))


@register.filter
def cited(text: str, language: str = "en") -> SafeString:
    """A citation in the language in which it exists, marked when that is not the page's."""
    return marks.cited(text, language)


@register.simple_block_tag
def crumbs(content: str) -> SafeString:
    """Where the page stands: its `crumb`s, from the top down."""
    return format_html(
        '<nav class="govuk-breadcrumbs" aria-label="{}">'
        '<ol class="govuk-breadcrumbs__list">{}</ol></nav>',
        _("Breadcrumb"),
        content,
    )


@register.simple_block_tag
def crumb(content: str) -> SafeString:
    """One step of the way to the page; what stands in it links to that step."""
    return format_html('<li class="govuk-breadcrumbs__list-item">{}</li>', content)


@register.filter
def name_in(body: Body, period: Any) -> Said:
    """What a body is called on the page of a period: its name of then, once the year is over."""
    return body.named_in(period.year).said_short_name if period.closed_at else body.said_short_name


@register.filter
def plain(said: Said | str) -> str:
    """The text alone, for titles and attributes."""
    return str(said)


@register.simple_tag
def status(code: str, sign: str, word: str, caption: str = "") -> SafeString:
    """One status cell."""
    return rendered(Cell(code, sign, word, caption))


@register.simple_tag
def status_cells(cells: Iterable[Cell]) -> SafeString:
    """A row of status cells."""
    return rendered_all(cells)


@register.simple_tag
def chart(drawn: Chart, with_table: bool = True) -> SafeString:
    """A chart with its sentence and, unless the page shows a better one, its table."""
    return chart_html(drawn, with_table=with_table)


@register.simple_tag
def spark(drawn: Spark) -> SafeString:
    """Bars the size of a word, beside the number that they show."""
    return spark_html(drawn)


@register.simple_tag
def text_in(text: str, language: str = "") -> SafeString:
    """The paragraphs of a text that somebody wrote, in the language they wrote it in."""
    # Most texts are one paragraph: then there is nothing to look for.
    several = "\n" in text or "\r" in text
    paragraphs = linebreaks(text, autoescape=True) if several else f"<p>{escape(text)}</p>"
    lang = f' lang="{escape(language)}"' if _is_foreign(language) else ""
    return mark_safe(f'<div class="text"{lang}>{paragraphs}</div>')  # noqa: S308


@register.simple_tag
def country(code: str) -> str:
    """The name of a country in the language of the page."""
    return numbers_and_days.country(code)


@register.filter
def colon(label: object) -> SafeString:
    """A label and its colon, as the language of the page writes it."""
    return format_html("{}{}", label, punctuation.colon())


@register.filter
def figure(number: int | float | Decimal | None) -> str:
    """A number as the language of the page writes it."""
    return numbers_and_days.figure(number)


@register.filter
def day(moment: date | datetime | None) -> str:
    """A day in words."""
    return numbers_and_days.day(moment)


@register.filter
def percent(quotient: float | Decimal | None) -> str:
    """A quotient as a percentage."""
    return numbers_and_days.percent(quotient)


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """A field of a form: label, hint, error, control."""
    return field_html(bound)


@register.simple_tag
def error_summary(*forms: BaseForm, takes_focus: bool = True) -> SafeString:
    """What is wrong with the forms of a page, listed above them; nothing when all is well."""
    return SafeString("".join(error_summary_html(form, takes_focus) for form in forms))


@register.simple_tag
def message_title(level: str) -> str:
    """What stands above a message: whether something succeeded or should be noted."""
    titles: dict[str, Any] = {
        "success": _("Success"),
        "warning": _("Please note"),
        "error": _("There is a problem"),
    }
    return str(titles.get(level, _("Information")))
