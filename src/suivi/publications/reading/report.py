"""How does a whole report read in one language?"""

from collections import Counter
from datetime import datetime
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import override

from suivi.publications.reading.annexes import annexes
from suivi.publications.reading.context import Context
from suivi.publications.reading.labels import labels, report_title
from suivi.publications.reading.lines import NO_NEWS, section_part, step_sign
from suivi.publications.reading.parts import ReportPart, SectionPart, Sign, Tally
from suivi.publications.reading.promises import promises_sentence
from suivi.publications.reading.words import foreign_words, worded_passage, words
from suivi.publications.snapshot import read, sha256_of
from suivi.publications.snapshot.shape import Snapshot
from suivi.ui.numbers_and_days import day, figure


def read_report(snapshot: Snapshot, language: str, *, sha256: str = "") -> ReportPart:
    """The report for a reader of `language`; made from the snapshot and from nothing else."""
    with override(language):
        return _read(snapshot, language, sha256)


@lru_cache(maxsize=8)
def read_frozen(text: str, language: str) -> ReportPart:
    """A published report from the text it was frozen in; kept at hand, because it never changes."""
    return read_report(read(text), language, sha256=sha256_of(text))


def _read(snapshot: Snapshot, language: str, sha256: str) -> ReportPart:
    known = Context(snapshot)
    said, plan = snapshot["report"], snapshot["plan"]
    sections = tuple(section_part(one, known) for one in snapshot["provisions"])
    steps = (*_steps(known), Sign(NO_NEWS, "–", _("No information")))
    return ReportPart(
        language=language,
        title=report_title(said["number"]),
        plan_title=words(plan["title"], plan["language"], marked=True),
        plan_description=words(plan["description"], plan["language"], marked=True),
        year=said["year"],
        is_draft="published_at" not in said,
        is_sample=said["is_sample"],
        published=_published(said.get("published_at", "")),
        citation=foreign_words(plan["citation"], plan["language"]),
        sha256=sha256,
        introduction=worded_passage(said["introduction"], said["language"], "introduction"),
        achievements=worded_passage(said["achievements"], said["language"], "achievements"),
        steps=steps,
        tallies=_tallies(sections, steps),
        promises=promises_sentence(known),
        sections=sections,
        annexes=annexes(known),
        labels=labels(),
    )


def _steps(known: Context) -> tuple[Sign, ...]:
    return tuple(step_sign(step["code"], known) for step in known.snapshot["plan"]["scale"])


def _published(moment: str) -> str:
    return day(datetime.fromisoformat(moment)) if moment else ""


def _tallies(sections: tuple[SectionPart, ...], steps: tuple[Sign, ...]) -> tuple[Tally, ...]:
    """How many lines of each section stand on each step in the year, and of the whole plan."""
    counted = [
        Counter(line.sign.code for line in section.all_lines() if line.sign) for section in sections
    ]
    rows = [
        _tally(f"{section.code}. {section.heading.text}", found, steps)
        for section, found in zip(sections, counted, strict=True)
    ]
    every = sum(counted, Counter[str]())
    return (*rows, _tally(_("Whole plan"), every, steps, is_total=True))


def _tally(
    heading: str, found: Counter[str], steps: tuple[Sign, ...], *, is_total: bool = False
) -> Tally:
    return Tally(heading, tuple(figure(found[step.code]) for step in steps), is_total)
