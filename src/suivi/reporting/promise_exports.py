"""How does the ledger of promises leave as a table? A row for each promise, as shown."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from suivi.files.tables import Row
from suivi.reporting.promise_days import Due
from suivi.reporting.queries.promises.telling import PromiseRow


def headings() -> list[str]:
    """The names of the columns."""
    return [
        *(_("Number"), _("Line"), _("Promised by"), _("Promised in the report on")),
        *(_("What was promised"), _("Language"), _("Due"), _("State"), _("Awaiting an answer")),
        *(
            _("Due now"),
            _("Who answers for it now"),
            _("Answers"),
            _("Newest answer in the report on"),
        ),
        *(_("Activity that shows it"), _("Sample"), _("Address")),
    ]


def rows_of(rows: Sequence[PromiseRow], site: str) -> Iterator[Row]:
    """A row for each promise; `site` is what stands before an address."""
    for row in rows:
        plan = row.line.plan
        page = reverse("promises", args=[plan.slug])
        newest = row.answers[-1] if row.answers else None
        proof = next((each.activity for each in reversed(row.answers) if each.activity), None)
        yield [
            *(row.promise.pk, row.line.code, str(row.body), row.given_for.year),
            *(row.promise.words, row.promise.language, _cell(row.due), str(row.state.label)),
            _("yes") if row.awaits else _("no"),
            _cell(row.due_now),
            str(row.owner or row.body),
            "\n".join(
                f"{each.contribution.period.year}: {each.get_verdict_display()}"
                f"{f', {each.due}' if each.due else ''}. {each.words}".strip()
                for each in row.answers
            ),
            newest.contribution.period.year if newest else None,
            f"{site}{proof.get_absolute_url()}" if proof else "",
            _("sample") if row.promise.contribution.is_sample else "",
            f"{site}{page}#{row.anchor}",
        ]


def _cell(due: Due) -> date | int:
    return due.on or due.year
