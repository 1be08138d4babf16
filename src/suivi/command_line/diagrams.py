"""How are the diagrams in docs/ kept true? They are drawn from the tables in the code."""

from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import override

from suivi.activities.fragile.models import FragileContext
from suivi.activities.iati.models import IatiImportRow, ImportState, RowState
from suivi.activities.models import Activity
from suivi.command_line.stopping import Arguments, Stop
from suivi.indicators.models import (
    Absence,
    FrameworkIndicator,
    MilestoneState,
    SourceStanding,
)
from suivi.languages.wording import State
from suivi.notices.models import DigestDay, Hitch, MailState
from suivi.plans.models import LegalBasis, Measure, ResponsibilityRole, Role
from suivi.publications.models import Audience
from suivi.reporting.absences import WholeAbsence
from suivi.reporting.models import (
    Clearance,
    CommonText,
    Extension,
    PeriodTurn,
    PromiseAnswer,
    ReviewComment,
)
from suivi.reporting.promise_states import PromiseState
from suivi.reporting.states import PEN, TRANSITIONS, Pen, Status

BY_HAND_UNTIL: Final = "Drawn from the code; do not edit below this line."
LISTS: Final[dict[str, type[models.TextChoices]]] = {
    "status of a contribution": Status,
    "who holds the pen": Pen,
    "answer to an extension": Extension.Answer,
    "state of a review comment": ReviewComment.State,
    "where a review comment comes from": ReviewComment.Desk,
    "state of a common text": CommonText.State,
    "answer to a promise": PromiseAnswer.Verdict,
    "state of a promise": PromiseState,
    "what happened to a period": PeriodTurn.Verb,
    "what became of a clearance": Clearance.Outcome,
    "role": Role,
    "responsibility": ResponsibilityRole,
    "kind of measure": Measure.Kind,
    "total": Measure.Total,
    "reason for absence": Absence,
    "reason without an account": WholeAbsence,
    "milestone": MilestoneState,
    "kind of activity": Activity.Kind,
    "forum": Activity.Forum,
    "how exactly a date is known": Activity.Dated,
    "legal basis": LegalBasis.Kind,
    "translation": State,
    "audience": Audience,
    "standing": SourceStanding,
    "kind of indicator": FrameworkIndicator.Kind,
    "state of an IATI import": ImportState,
    "what an IATI file means for an activity": RowState,
    "side that stands": IatiImportRow.Choice,
    "how fragile a context is": FragileContext.Level,
    "day of the digest": DigestDay,
    "state of a mail": MailState,
    "why a mail was not taken": Hitch,
}


def run(words: list[str]) -> None:
    """Writes every diagram to its file."""
    Arguments("diagrams").parse_args(words)
    for path, text in drawn().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path)


def drawn() -> dict[Path, str]:
    """Each diagram's file and what it must say."""
    docs = settings.PROJECT_DIR / "docs"
    glossary = docs / "glossary.md"
    with override("en"):
        return {
            docs / "diagrams" / "contribution.md": contribution(),
            glossary: words_by_hand(glossary.read_text(encoding="utf-8")) + lists(),
        }


def outdated() -> list[Path]:
    """The files that do not say what the code says."""
    return [
        path
        for path, text in drawn().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def words_by_hand(glossary: str) -> str:
    """The part of the glossary that people write."""
    head, line, _drawn = glossary.partition(BY_HAND_UNTIL)
    if not line:
        raise Stop(f"docs/glossary.md has lost its line: {BY_HAND_UNTIL}")
    return head + line + "\n"


def lists() -> str:
    """The lists from which people choose, each word in the languages of the catalogues."""
    codes = [code for code, _name in settings.LANGUAGES]
    rows = ["", "| list | code | " + " | ".join(name for _code, name in settings.LANGUAGES) + " |"]
    rows.append("|---|---|" + "---|" * len(codes))
    for name, choices in LISTS.items():
        for choice in choices:
            said = (_in_language(choice, code) for code in codes)
            rows.append(f"| {name} | {choice.value} | " + " | ".join(said) + " |")
    return "\n".join([*rows, ""])


def _in_language(choice: models.TextChoices, code: str) -> str:
    with override(code):
        return str(choice.label)


def hands(pens: frozenset[Pen]) -> str:
    """Those whose hand may do it, in the order of the table of pens."""
    return ", ".join(str(pen.label) for pen in Pen if pen in pens)


def contribution() -> str:
    """The states of a contribution and the verbs between them, as Mermaid in Markdown."""
    arrows = [
        f"    {source.value} --> {row.target.value}: {row.verb.replace('_', ' ')} ({hands(row.by)})"
        for row in TRANSITIONS
        for source in sorted(row.sources, key=list(Status).index)
    ]
    names = [f"    {status.value}: {status.label}" for status in Status]
    pens = [f"| {status.label} | {PEN[status].label} |" for status in Status]
    return "\n".join(
        [
            "# The way of a contribution",
            "",
            "Drawn by `./suivi diagrams` from `src/suivi/reporting/states.py`; do not edit.",
            "",
            *("```mermaid", "stateDiagram-v2", *names, f"    [*] --> {Status.DRAFT.value}"),
            *(*arrows, "```", ""),
            *("| state | who holds the pen |", "|---|---|", *pens, ""),
        ]
    )
