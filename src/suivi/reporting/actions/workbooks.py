"""How does a filled-in workbook become contributions? Handed over first, confirmed after a look."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from suivi.audit.actions import record
from suivi.errors import Fault, Faults, Refused
from suivi.files.actions import store_file
from suivi.files.workbooks import check
from suivi.people.models import Body, Person
from suivi.plans.models import Period
from suivi.plans.standing import standing
from suivi.reporting import permissions, policies
from suivi.reporting.actions.drafts import Typed, save_draft
from suivi.reporting.models import Contribution, WorkbookImport
from suivi.reporting.workbooks.comparing import Comparison, LineComparison, comparison
from suivi.reporting.workbooks.reading import origin

Decisions = Mapping[str, Mapping[str, str]]


@transaction.atomic
def receive_workbook(
    *, by: Person, at: datetime, period: Period, body: Body, upload: "File[bytes]"
) -> WorkbookImport:
    """Keeps a workbook as it was handed over; nothing of it is applied yet.

    Raises Refused (who, when), or Faults when the file is not the workbook of this body and period.
    """
    permissions.may_write_for(standing(by, period.plan), body.pk)
    policies.period_can_be_handed_over(period)
    check(upload)
    upload.seek(0)
    found = origin(upload.read())
    if (found.plan, found.year, found.body) != (period.plan.slug, str(period.year), body.code):
        sentence = _("This workbook is of %(body)s, %(year)s (%(plan)s), not of this department.")
        facts = {"body": found.body, "year": found.year, "plan": found.plan}
        raise Faults([Fault("", sentence % facts)])
    upload.seek(0)
    imported = WorkbookImport.objects.create(
        file=store_file(by=by, at=at, upload=upload),
        period=period,
        body=body,
        received_at=at,
        received_by=by,
    )
    _tell(by, at, imported, "receive_workbook")
    return imported


@transaction.atomic
def apply_workbook(
    *,
    by: Person,
    at: datetime,
    imported: WorkbookImport,
    seen: Mapping[str, int],
    decisions: Decisions,
) -> WorkbookImport:
    """Saves every difference of a workbook as drafts, all or nothing.

    `seen` gives for each line the version that the person compared with; `decisions` for each line
    and field in conflict "online", "workbook" or "joined". Lines that cannot be written in now are
    left alone. Raises Refused, or Faults: cells that cannot be taken, conflicts not decided, lines
    that changed since they were looked at.
    """
    locked = _locked(imported)
    permissions.may_write_for(standing(by, locked.period.plan), locked.body_id)
    policies.workbook_is_not_applied(locked)
    compared = comparison(locked)
    _refuse_what_is_open(compared, seen, decisions)
    for each in compared.to_apply:
        _save(by, at, each, decisions.get(each.line.code, {}))
    locked.applied_at, locked.applied_by = at, by
    locked.counts = {**compared.counts(), "lines": len(compared.to_apply)}
    locked.save(update_fields=["applied_at", "applied_by", "counts"])
    _tell(by, at, locked, "apply_workbook", **locked.counts)
    return locked


def _locked(imported: WorkbookImport) -> WorkbookImport:
    """The import and all contributions it may touch, held until all is saved."""
    rows = WorkbookImport.objects.select_for_update(of=("self",))
    locked = rows.select_related("file", "body", "period__plan").get(pk=imported.pk)
    held = Contribution.objects.filter(period=locked.period, body=locked.body)
    list(held.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    return locked


def _refuse_what_is_open(
    compared: Comparison, seen: Mapping[str, int], decisions: Decisions
) -> None:
    if compared.faults:
        raise Faults(compared.faults)
    open_ones = []
    for each in compared.to_apply:
        if seen.get(each.line.code) != each.line.contribution.version:
            sentence = _("Somebody saved this line meanwhile; look at it again.")
            open_ones.append(Fault(each.line.code, sentence))
        elif _is_undecided(each, decisions.get(each.line.code, {})):
            sentence = _("Choose which text stands wherever both changed it.")
            open_ones.append(Fault(each.line.code, sentence))
    if open_ones:
        raise Faults(open_ones)
    if not compared.to_apply:
        raise Refused(_("This workbook changes nothing that can be written in now."))


def _is_undecided(compared: LineComparison, decided: Mapping[str, str]) -> bool:
    try:
        compared.result(decided)
    except ValueError:
        return True
    return False


def _save(by: Person, at: datetime, compared: LineComparison, decided: Mapping[str, str]) -> None:
    contribution = compared.line.contribution
    saved = save_draft(
        by=by,
        at=at,
        contribution=contribution,
        typed=Typed(compared.result(decided), contribution.version),
    )
    assert not saved.is_kept_aside, "the contribution is held"


def _tell(by: Person, at: datetime, imported: WorkbookImport, verb: str, **facts: Any) -> None:
    record(
        by=by,
        at=at,
        verb=verb,
        object=f"workbook_import:{imported.pk}",
        body=imported.body.code,
        **facts,
    )
