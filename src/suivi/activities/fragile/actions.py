"""How does an edition of the list of fragile contexts come in, and how are its years changed?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from suivi.activities.fragile.models import FragileContext, FragileEdition
from suivi.activities.fragile.rows import ContextRow, read_contexts
from suivi.audit.actions import record
from suivi.errors import Fault, Faults, Refused
from suivi.people.models import Person
from suivi.plans.standing import coordinated_plans

DATA: Final = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True)
class EditionFacts:
    """Which edition, in which years it is in force, and on what that rests."""

    year: int
    first_year: int
    last_year: int | None
    source: str
    is_confirmed: bool = False
    note: str = ""


def may_keep_lists(by: Person) -> None:
    """Coordinators of any plan: the lists serve all plans together."""
    if not coordinated_plans(by):
        raise Refused(_("Coordinators keep the lists of fragile contexts."))


@transaction.atomic
def load_edition(
    *, by: Person | None, at: datetime, facts: EditionFacts, rows: Sequence[ContextRow]
) -> FragileEdition:
    """Keeps an edition with its contexts; one that is there is replaced. Raises Refused or Faults.

    Figures are computed on reading: a changed edition changes every figure of its years.
    """
    if by is not None:
        may_keep_lists(by)
    edition = FragileEdition.objects.filter(year=facts.year).first()
    verb = "change_fragile_edition" if edition else "load_fragile_edition"
    edition = _written(edition or FragileEdition(year=facts.year), facts, by, at)
    edition.contexts.all().delete()
    FragileContext.objects.bulk_create(
        FragileContext(edition=edition, code=row.code, name=row.name, level=row.level)
        for row in rows
    )
    name = f"fragile_edition:{edition.year}"
    record(by=by, at=at, verb=verb, object=name, contexts=len(rows))
    return edition


@transaction.atomic
def change_edition(
    *, by: Person, at: datetime, edition: FragileEdition, facts: EditionFacts
) -> FragileEdition:
    """Changes the years, the source or the standing of an edition. Raises Refused or Faults."""
    may_keep_lists(by)
    assert facts.year == edition.year
    _written(edition, facts, by, at)
    record(by=by, at=at, verb="change_fragile_edition", object=f"fragile_edition:{edition.year}")
    return edition


@transaction.atomic
def load_shipped(*, at: datetime) -> list[FragileEdition]:
    """Loads the editions that come with the program and are not here yet; gives those."""
    told = json.loads((DATA / "fragile-contexts.json").read_text(encoding="utf-8"))["editions"]
    known = set(FragileEdition.objects.values_list("year", flat=True))
    loaded = []
    for one in told:
        rows = read_contexts((DATA / one.pop("file")).read_bytes())
        facts = EditionFacts(**one)
        if facts.year not in known:
            loaded.append(load_edition(by=None, at=at, facts=facts, rows=rows))
    return loaded


def _written(
    edition: FragileEdition, facts: EditionFacts, by: Person | None, at: datetime
) -> FragileEdition:
    edition.first_year, edition.last_year = facts.first_year, facts.last_year
    edition.source, edition.note = facts.source, facts.note
    edition.is_confirmed = facts.is_confirmed
    edition.loaded_at, edition.loaded_by = at, by
    try:
        edition.full_clean()
    except ValidationError as wrong:
        raise Faults([Fault("", sentence) for sentence in wrong.messages]) from None
    edition.save()
    return edition
