"""How does a chart stand on a page? Its sentence, its drawing in two widths, its table."""

from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from suivi.charts.definitions import BarChart, Chart, CountryMap, Spark, StackedBars
from suivi.charts.drawing import drawn, for_page
from suivi.charts.maps import role_of
from suivi.charts.tabling import Table, table_of

_SWATCH: Final = (
    '<svg class="swatch" width="18" height="12" viewBox="0 0 18 12" aria-hidden="true">'
    '<rect class="k-{}" width="18" height="12"/></svg>'
)


def chart_html(chart: Chart, *, with_table: bool = True) -> SafeString:
    """The whole figure; without its table where the page shows a better one beside it."""
    return format_html(
        '<figure class="chart"><figcaption>{}</figcaption>{}{}</figure>',
        chart.summary,
        _map(chart) if isinstance(chart, CountryMap) else _drawings(chart),
        _details(chart) if with_table else "",
    )


def spark_html(chart: Spark) -> SafeString:
    """Bars the size of a word; what they say stands beside them, so nothing is read out."""
    return mark_safe(f'<span class="spark" aria-hidden="true">{drawn(chart)}</span>')  # noqa: S308


def _drawings(chart: Chart) -> SafeString:
    wide, narrow = for_page(chart)
    return mark_safe(  # noqa: S308 - made by suivi.charts, which escapes every text
        f'<div class="chart-wide">{wide}</div><div class="chart-narrow">{narrow}</div>'
    )


def _map(chart: CountryMap) -> SafeString:
    """One map for every width: it holds no letters; the steps are named below it."""
    items = format_html_join(
        "",
        "<li>{} {}</li>",
        (
            (_swatch(role_of(step, len(chart.steps))), text)
            for step, text in enumerate(chart.legend, start=1)
        ),
    )
    none = format_html("<li>{} {}</li>", _swatch("land"), _("none"))
    notes = format_html_join("", '<p class="small">{}</p>', ((note,) for note in chart.notes))
    shape = mark_safe(f'<div class="chart-map">{drawn(chart)}</div>')  # noqa: S308 - as above
    return format_html('{}<ul class="legend">{}{}</ul>{}', shape, items, none, notes)


def _swatch(role: str) -> SafeString:
    return mark_safe(_SWATCH.format(role))  # noqa: S308 - our own roles


def _details(chart: Chart) -> SafeString:
    table = table_of(chart)
    if not table.rows:
        return SafeString("")
    return format_html(
        '<details><summary>{}</summary><div class="scroll" tabindex="0" role="region" '
        'aria-label="{}">{}</div></details>',
        _("The same as a table"),
        chart.summary,
        _table(chart, table),
    )


def _table(chart: Chart, table: Table) -> SafeString:
    headings = table.headings
    if isinstance(chart, CountryMap):
        headings = (_("Number"),)
    elif isinstance(chart, BarChart):
        headings = (chart.axis.unit or _("Figure"),)
    rows = list(table.rows)
    if isinstance(chart, StackedBars):
        rows[-1] = (_("Total"), *rows[-1][1:])
    corner = _("Country") if isinstance(chart, CountryMap) else _("Row")
    return format_html(
        '<table class="figures"><caption>{}</caption><thead><tr><th scope="col">'
        '<span class="govuk-visually-hidden">{}</span></th>{}</tr></thead>'
        "<tbody>{}</tbody></table>",
        chart.title,
        corner,
        format_html_join("", '<th scope="col">{}</th>', ((text or _("All"),) for text in headings)),
        format_html_join("", "{}", ((_row(row),) for row in rows)),
    )


def _row(row: tuple[str, ...]) -> SafeString:
    cells = format_html_join("", "<td>{}</td>", ((text or "·",) for text in row[1:]))
    return format_html('<tr><th scope="row">{}</th>{}</tr>', row[0], cells)
