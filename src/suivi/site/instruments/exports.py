"""How does the list of instruments leave as a table, with the figures of each year?"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from suivi.site.instruments.listing import Listed


def rows_of(found: Sequence[Listed], years: Sequence[int], site: str) -> Iterator[list[str]]:
    """Headings, then a row per measure as it is shown; `site` is what stands before an address."""
    yield [
        *(_("Line"), _("Number"), _("Monitoring instrument"), _("Measure"), _("Kind")),
        *(_("Unit"), _("Responsible"), _("Newest year"), _("Newest figure")),
        *(_("Counts"), _("Since the baseline"), *map(str, years), _("Address")),
    ]
    for each in found:
        newest = each.newest
        yield [
            *(each.line.provision.code, str(each.instrument.position)),
            *(each.instrument.said_text.text, each.label.text),
            *(str(each.measure.get_kind_display()), each.measure.unit, each.everyone),
            str(newest.year) if newest.year is not None else "",
            f"{newest.label}: {newest.text}" if newest.label else newest.text,
            *(newest.counts, newest.change),
            *(each.by_year.get(year, "") for year in years),
            f"{site}{each.href}",
        ]
