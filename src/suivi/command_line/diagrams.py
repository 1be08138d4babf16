"""How are the diagrams in docs/ kept true? They are drawn from the tables in the code."""

from pathlib import Path

from django.conf import settings

from suivi.command_line.stopping import Arguments
from suivi.reporting.states import PEN, TRANSITIONS, Pen, Status


def run(words: list[str]) -> None:
    """Writes every diagram to its file."""
    Arguments("diagrams").parse_args(words)
    for path, text in drawn().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path)


def drawn() -> dict[Path, str]:
    """Each diagram's file and what it must say."""
    return {settings.PROJECT_DIR / "docs" / "diagrams" / "contribution.md": contribution()}


def outdated() -> list[Path]:
    """The files that do not say what the code says."""
    return [
        path
        for path, text in drawn().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


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
