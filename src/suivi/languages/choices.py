"""Which choice did a person mean by what stands in a cell, in any of the languages?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, override

from suivi.languages.wording import CODES

Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Choices:
    """What drop-downs offer: per column, code to label; and back, in any language."""

    labels: Labels
    codes: Labels

    def label(self, column: str, code: str) -> str:
        """The label of a code; the code itself where there is none."""
        return self.labels[column].get(code, code)

    def code(self, column: str, label: str) -> str:
        """The code of a label in any language; what was written where there is none."""
        return self.codes[column].get(folded(label), label)


def offered(labelled: Callable[[], Labels]) -> Choices:
    """The choices that `labelled` gives in the active language, understood in all of them."""
    here = (get_language() or "en")[:2]
    labels = labelled()
    codes: dict[str, dict[str, str]] = {column: {} for column in labels}
    for language in (here, *CODES):
        with override(language):
            for column, told in labelled().items():
                for code, label in told.items():
                    codes[column].setdefault(folded(label), code)
    for column, told in labels.items():
        for code in told:
            codes[column].setdefault(folded(code), code)
    return Choices(labels, codes)


def folded(label: str) -> str:
    """A label as it is compared: capitals and blanks make no difference."""
    return " ".join(label.casefold().split())
