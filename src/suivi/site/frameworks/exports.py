"""How does an indicator leave as a table, one row per instrument?"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from suivi.site.frameworks.indicator_page import IndicatorPage, InstrumentHeld


def rows_of(page: IndicatorPage) -> Iterator[list[str]]:
    """Headings, then the rows of the page in its language."""
    yield _headings(page)
    yield from _rows(page)


def _headings(page: IndicatorPage) -> list[str]:
    return [
        *(_("Framework"), _("Edition"), _("Indicator"), _("Wording"), _("Standing"), _("Source")),
        *(_("Plan"), _("Line"), _("Number"), _("Monitoring instrument")),
        _("Standing of the pair"),
        *(str(year) for year in page.years()),
        _("Missing"),
    ]


def _rows(page: IndicatorPage) -> Iterator[list[str]]:
    """One row per instrument; an indicator without any is one row that says so."""
    known = page.indicator
    own = [
        *(known.edition.framework.said_name.text, str(known.edition.year), known.code),
        *(known.said_text.text, str(known.get_standing_display()), known.source),
    ]
    for one in page.instruments:
        yield [*own, *_row(one, page.years())]
    if not page.instruments:
        yield [*own, *[""] * (5 + len(page.years())), _("No instrument answers this indicator.")]


def _row(one: InstrumentHeld, years: list[int]) -> list[str]:
    line = one.instrument.provision
    return [
        *(line.plan.said_short_title.text, line.code, str(one.instrument.position)),
        one.instrument.said_text.text,
        str(one.pair.get_standing_display()),
        *(one.recent.get(year, "") for year in years),
        _("No figure and no activity.") if one.is_gap else "",
    ]
