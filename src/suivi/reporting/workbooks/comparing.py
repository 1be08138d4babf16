"""What would a workbook change, line by line, and where has it changed online meanwhile?

Three versions meet in each answer: the one the workbook was made from, the one in the workbook,
and the one online now. An answer counts as filled in only if its cell says something else than the
cell that was written; so a workbook that comes back as it left changes nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from suivi.errors import Fault
from suivi.languages.choices import Choices
from suivi.plans.models import Measure
from suivi.reporting import answers as reading_rules
from suivi.reporting.merging import merge_paragraphs
from suivi.reporting.models import WorkbookImport
from suivi.reporting.queries.workbooks import (
    DepartmentYear,
    Line,
    answers_at_versions,
    department_year,
)
from suivi.reporting.workbooks import layout
from suivi.reporting.workbooks.contents import as_cell, as_text, choices
from suivi.reporting.workbooks.naming import field_name
from suivi.reporting.workbooks.reading import Filled, Place, listed, read

NEW: Final = "new"
CHANGED: Final = "changed"
EMPTIED: Final = "emptied"
CONFLICT: Final = "conflict"

ONLINE: Final = "online"
WORKBOOK: Final = "workbook"
JOINED: Final = "joined"


@dataclass(frozen=True)
class Difference:
    """One answer that the workbook would change: what it says, what stands online now."""

    field: str
    state: str
    workbook: str
    online: str
    place: Place
    joined: str = ""
    is_joined_cleanly: bool = False

    @property
    def is_conflict(self) -> bool:
        """Whether both changed it since the download: a person chooses."""
        return self.state == CONFLICT

    def chosen(self, choice: str) -> str:
        """The answer that will stand; ValueError when a conflict is not decided."""
        if not self.is_conflict or choice == WORKBOOK:
            return self.workbook
        if choice == ONLINE:
            return self.online
        if choice == JOINED and self.joined:
            return self.joined
        raise ValueError(choice)


@dataclass(frozen=True)
class LineComparison:
    """What the workbook would change on a line."""

    line: Line
    differences: tuple[Difference, ...]
    unchanged: int
    language: str
    offered: Choices

    @property
    def is_applied(self) -> bool:
        """Whether there is something to apply, and it may be."""
        return bool(self.differences) and bool(self.line.may_be_written)

    def result(self, decided: Mapping[str, str]) -> dict[str, str]:
        """The answers of the line once applied; conflicts by field as decided."""
        answers = dict(self.line.answers)
        for each in self.differences:
            answers[each.field] = each.chosen(decided.get(each.field, ""))
        if not answers.get("language"):
            answers["language"] = self.language
        return {name: text for name, text in answers.items() if text}


@dataclass
class Comparison:
    """What a workbook would do: differences line by line, faults by cell, and what was odd."""

    lines: list[LineComparison] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def to_apply(self) -> list[LineComparison]:
        """The lines that would change."""
        return [each for each in self.lines if each.is_applied]

    @property
    def refused(self) -> list[LineComparison]:
        """The lines that the workbook would change and that cannot be written in now."""
        return [each for each in self.lines if each.differences and not each.is_applied]

    @property
    def untouched(self) -> list[LineComparison]:
        """The lines on which the workbook changes nothing."""
        return [each for each in self.lines if not each.differences]

    def counts(self) -> dict[str, int]:
        """How many answers of the lines that may be written are of each kind."""
        found = dict.fromkeys((NEW, CHANGED, EMPTIED, CONFLICT), 0)
        for line in self.to_apply:
            for each in line.differences:
                found[each.state] += 1
        return {**found, "unchanged": sum(each.unchanged for each in self.lines)}


def comparison(imported: WorkbookImport) -> Comparison:
    """Compares a workbook that was handed over with what stands online now.

    Raises Faults when the file can no longer be read.
    """
    department = department_year(imported.period, imported.body)
    steps = department.lines[0].asked.scale.values() if department.lines else ()
    offered = choices(steps)
    filled = read(imported.file.path.read_bytes(), offered)
    return compare(department, filled, offered)


def compare(department: DepartmentYear, filled: Filled, offered: Choices) -> Comparison:
    """Compares what was read with what stands online: one query."""
    result = Comparison(faults=list(filled.faults), notes=list(filled.notes))
    lines = {line.code: line for line in department.lines}
    versions = {
        lines[code].contribution.pk: base for code, base in filled.bases.items() if code in lines
    }
    begun = answers_at_versions(versions)
    for code, line in lines.items():
        base = begun.get(line.contribution.pk)
        if base is None and code in filled.bases:
            result.faults.append(_from_elsewhere(code))
        if base is not None:
            result.lines.append(_line(line, base, filled, offered))
    result.notes += _odd_rows(lines, filled)
    for each in result.to_apply:
        result.faults += _new_faults(each, filled)
    return result


def _from_elsewhere(code: str) -> Fault:
    sentence = _("begins from a version that is not known here; download the workbook again.")
    return Fault(_("Line %(code)s") % {"code": code}, sentence)


def _line(line: Line, base: Mapping[str, str], filled: Filled, offered: Choices) -> LineComparison:
    """Compares field by field; what is not in the workbook stays as it is online."""
    language = filled.origin.language
    texts = filled.texts.get(line.code, {})
    begun = {"language": language, **{name: text for name, text in base.items() if text}}
    written = {
        name: as_text(name, as_cell(name, begun.get(name, ""), offered), offered, language)
        for name in texts
    }
    before = reading_rules.from_request(line.asked, written, language)
    now = reading_rules.from_request(line.asked, texts, language)
    differences, unchanged = [], 0
    for name in line.asked.field_names([*texts, *line.answers]):
        if name not in texts:
            continue
        found = None
        if now.get(name, "") != before.get(name, ""):
            place = filled.places[line.code, name]
            found = _difference(line, name, base.get(name, ""), now.get(name, ""), place)
        if found is None:
            unchanged += 1
        else:
            differences.append(found)
    return LineComparison(
        line, tuple(differences), unchanged, now.get("language") or language, offered
    )


def _difference(line: Line, name: str, base: str, workbook: str, place: Place) -> Difference | None:
    """The difference of a field that was filled in; None when online says the same already."""
    online = line.answers.get(name, "")
    if workbook == online:
        return None
    if online != base:
        joined, clean = "", False
        if name in line.asked.prose_names() and workbook and online:
            joined, clean = merge_paragraphs(base, workbook, online)
        return Difference(name, CONFLICT, workbook, online, place, joined, clean)
    state = EMPTIED if not workbook else CHANGED if online else NEW
    return Difference(name, state, workbook, online, place)


def _new_faults(compared: LineComparison, filled: Filled) -> Iterator[Fault]:
    """What the workbook brings that cannot be taken, by cell; old faults are told online."""
    line = compared.line
    known = _faults_online(line, filled.origin.language)
    taken = compared.result({each.field: WORKBOOK for each in compared.differences})
    found = reading_rules.faults(line.asked, taken)
    with override(filled.origin.language):  # 1.234 is no count in English, whoever looks at it
        strictly = reading_rules.faults(line.asked, taken)
    told = {fault.place for fault in found}
    for fault in [*found, *(each for each in strictly if each.place not in told)]:
        if fault in known:
            continue
        place = filled.places.get((line.code, fault.place))
        what = field_name(line.asked, fault.place)
        if place is None:
            where = _("Line %(code)s, %(what)s") % {"code": line.code, "what": what}
        else:
            where = _("%(sheet)s, row %(row)d, %(what)s (%(cell)s)") % {
                "sheet": place.sheet,
                "row": place.row,
                "what": what,
                "cell": place.cell,
            }
        yield Fault(where, fault.sentence)


def _faults_online(line: Line, language: str) -> list[Fault]:
    """What is wrong online already, said in the page's language and in the workbook's."""
    with override(language):
        strictly = reading_rules.faults(line.asked, line.answers)
    return [*reading_rules.faults(line.asked, line.answers), *strictly]


def _odd_rows(lines: Mapping[str, Line], filled: Filled) -> Iterator[str]:
    """Sentences about rows that are missing, not asked, or answers that have no place."""
    gone = [code for code, line in lines.items() if not _rows_of(line) <= filled.rows]
    if gone:
        sentence = _("Rows of these lines are not in the workbook and stay as they are: %(codes)s.")
        yield sentence % {"codes": ", ".join(gone)}
    foreign = sorted(code for code in filled.texts if code not in lines)
    if foreign:
        sentence = _("These lines are not asked of this department; they were not read: %(codes)s.")
        yield sentence % {"codes": ", ".join(foreign)}
    lost = [place for line in lines.values() for place in _without_question(line, filled)]
    if lost:
        sentence = _("Nothing is asked in these cells; they were not read: %(cells)s.")
        yield sentence % {"cells": listed(lost)}


def _without_question(line: Line, filled: Filled) -> list[Place]:
    """The cells in which something was written though nothing is asked there."""
    texts = filled.texts.get(line.code, {})
    asked = set(line.asked.field_names(texts))
    return [
        filled.places[line.code, name] for name, text in texts.items() if text and name not in asked
    ]


def _rows_of(line: Line) -> set[str]:
    """The rows that the workbook of today has for a line."""
    figures = {
        layout.figure_id(line.code, measure.key, row.key)
        for measure in line.asked.measures
        if measure.kind != Measure.Kind.LOG
        for row in line.asked.rows(measure)
    }
    return {layout.line_id(line.code), *figures}
