"""How is a cell of the board said in words: on the page, in its tooltip, and in a table?"""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from suivi.reporting.absences import WholeAbsence
from suivi.reporting.queries.board.cells import FLAGS, WORDS, BoardCell
from suivi.reporting.states import Status
from suivi.ui.numbers_and_days import day

LANGUAGES: Final = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Told:
    """A cell in words: its state, and what else is to be known of it."""

    state: str
    more: tuple[str, ...]

    @property
    def all(self) -> str:
        """Everything in one line."""
        return ", ".join([self.state, *self.more])


def told(cell: BoardCell) -> Told:
    """Says a cell in the language of the page."""
    state = str(WORDS[cell.code])
    if cell.code == "promised" and cell.expected_on is not None:
        state = _("promised for %(day)s") % {"day": day(cell.expected_on)}
    if cell.code == "delivered":
        about = (*_about_step(cell), *_about_text(cell))
        return Told(f"{state} ({cell.status.label})", about)
    if cell.has_arrived:
        return Told(state, _about_text(cell))
    return Told(state, (*_about_delay(cell), *_about_text(cell)))


def _about_step(cell: BoardCell) -> tuple[str, ...]:
    said = []
    if cell.waits_for:
        said.append(_("waits for: %(step)s") % {"step": cell.waits_for})
    if cell.silent_on is not None:
        said.append(_("by silence on %(day)s") % {"day": day(cell.silent_on)})
    return tuple(said)


def _about_text(cell: BoardCell) -> tuple[str, ...]:
    language = [str(LANGUAGES.get(cell.language, cell.language))] if cell.language else []
    absence = [str(WholeAbsence(cell.absence).label)] if cell.absence else []
    return (
        *language,
        *absence,
        *(str(FLAGS[flag]) for flag in cell.flags if flag in {"changed", "repeated", "promises"}),
    )


def _about_delay(cell: BoardCell) -> tuple[str, ...]:
    said = []
    if cell.due_on is not None:
        said.append(_("due %(day)s") % {"day": day(cell.due_on)})
    if cell.expected_on is not None and cell.code != "promised":
        said.append(_("promised for %(day)s") % {"day": day(cell.expected_on)})
    if cell.blocked_because:
        said.append(cell.blocked_because)
    if cell.status == Status.DRAFT:
        said.append(_("begun") if cell.is_begun else _("not begun"))
    return tuple(said)
