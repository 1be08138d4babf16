"""Which plan files do these tests start from?"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from suivi.plans.actions.load_plan import Loading, load_plan
from suivi.plans.formats.canonical import canonical
from suivi.plans.formats.checking import all_faults, checked
from suivi.plans.formats.documents import DATA_DIR, Document
from suivi.plans.formats.reading import read_json
from suivi.plans.formats.readings import Reading
from suivi.plans.models import Plan

NOON: Final = datetime(2015, 1, 20, 12, 0, tzinfo=UTC)
SAMPLE: Final = DATA_DIR / "example-four-levels.json"
BELGIAN: Final = DATA_DIR / "be-wps-2013-2016.json"
OUTLINE: Final = DATA_DIR / "be-wps-2009-2012.json"


def sample(change: Callable[[Any], object] | None = None) -> Document:
    """The sample plan with four levels, changed as a test needs it."""
    document: Document = json.loads(SAMPLE.read_text(encoding="utf-8"))
    if change:
        change(document)
    return document


def activity(document: Any, index: int = 0) -> Any:
    """One of the two provisions on the lowest level of the sample."""
    return document["pillars"][0]["outcomes"][0]["outputs"][0]["activities"][index]


def told(document: Document) -> list[str]:
    """All faults of a document, as they are shown."""
    return [str(fault) for fault in all_faults(Reading(document))]


def load(document: Document, *, apply_changes: bool = False) -> Loading:
    """Checks and loads a document, as the command does."""
    wanted = checked(read_json(canonical(document)))
    return load_plan(document=wanted, by=None, at=NOON, apply_changes=apply_changes)


def loaded_sample() -> Plan:
    """The sample plan, in the database."""
    return load(sample()).plan
