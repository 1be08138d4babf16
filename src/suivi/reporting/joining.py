"""How is a quarrel over one field shown, and what text do the choices of a person make?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.forms.boundfield import BoundField

from suivi.reporting.merging import Piece, Quarrel, pieces

BOTH: Final = "both"
CHOICES: Final = ("theirs", "mine", BOTH)


@dataclass(frozen=True)
class Choice:
    """One place of a text: what stands there on each side, what was chosen, the radio's name."""

    name: str
    piece: Piece
    chosen: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Shown:
    """A quarrel with its field; `is_text` tells whether both sides can stand together."""

    field: BoundField
    choices: Sequence[Choice]
    is_text: bool

    @property
    def result(self) -> str:
        """The text that the choices make."""
        return "\n".join(text for each in self.choices for text in each.piece.chosen(each.chosen))


def shown(
    quarrel: Quarrel, base: str, field: BoundField, sent: Mapping[str, str], *, is_text: bool
) -> Shown:
    """A quarrel with the choices that were sent; before that both stand, or what is saved."""
    cut = (
        pieces(base, quarrel.mine, quarrel.theirs)
        if is_text
        else [Piece(quarrel.mine, quarrel.theirs)]
    )
    words: Mapping[Any, Any] = dict(getattr(field.field, "choices", ()))
    found = []
    for number, piece in enumerate(cut):
        name = f"choice:{number}:{quarrel.field}"
        usual = BOTH if is_text else "theirs"
        chosen = sent.get(name, usual)
        found.append(
            Choice(
                name,
                piece,
                chosen if chosen in CHOICES else usual,
                str(words.get(piece.mine, piece.mine or "")),
                str(words.get(piece.theirs, piece.theirs or "")),
            )
        )
    return Shown(field, found, is_text)
