"""What changed in a contribution between two versions that were handed over?"""

from collections.abc import Mapping
from dataclasses import dataclass

from suivi.reporting.answers import Question
from suivi.reporting.differing import Change, differences, is_changed
from suivi.reporting.doubts import without_marks
from suivi.reporting.field_words import fields_in_order, is_prose, said
from suivi.reporting.models import Contribution, Turn
from suivi.reporting.queries.review.comments import answers_of


@dataclass(frozen=True)
class TextChange:
    """A text of a contribution, paragraph by paragraph."""

    label: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class FactChange:
    """A figure or choice: what it was and what it is; blank for none."""

    label: str
    before: str
    now: str


@dataclass(frozen=True)
class Difference:
    """All that changed since the turn `since`; the turns with which one may compare instead."""

    since: Turn
    turns: tuple[Turn, ...]
    texts: tuple[TextChange, ...]
    facts: tuple[FactChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether it was handed over as it was before."""
        return not self.texts and not self.facts


def difference_since(
    contribution: Contribution, asked: Question, since: int | None = None
) -> Difference | None:
    """What changed since an earlier submission, the last one unless `since` names a version.

    None where it was never handed over before: three queries.
    """
    version = contribution.submitted_version
    rows = contribution.turns.filter(verb="submit").select_related("by").order_by("at", "pk")
    turns = [turn for turn in rows if turn.version <= version]
    earlier = turns[:-1]
    if not earlier:
        return None
    chosen = next((turn for turn in earlier if turn.version == since), earlier[-1])
    before = without_marks(answers_of(contribution, chosen.version))
    now = without_marks(answers_of(contribution, version))
    return Difference(
        chosen,
        tuple(earlier),
        tuple(_texts(asked, before, now)),
        tuple(_facts(asked, before, now)),
    )


def _texts(asked: Question, before: Mapping[str, str], now: Mapping[str, str]) -> list[TextChange]:
    found = []
    for field, label in fields_in_order(asked, {**before, **now}).items():
        if is_prose(field):
            changes = tuple(differences(before.get(field, ""), now.get(field, "")))
            if is_changed(changes):
                found.append(TextChange(label, changes))
    return found


def _facts(asked: Question, before: Mapping[str, str], now: Mapping[str, str]) -> list[FactChange]:
    found = []
    for field, label in fields_in_order(asked, {**before, **now}).items():
        was, is_now = before.get(field, ""), now.get(field, "")
        if not is_prose(field) and was != is_now:
            found.append(FactChange(label, said(asked, field, was), said(asked, field, is_now)))
    return found
