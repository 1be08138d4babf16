"""Which sentences sound like a promise: a future, and a day or year to come?

Modest on purpose: it only offers, and never decides. A sentence is looked at in the language in
which the contribution is written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Final

from suivi.languages.days import day_of
from suivi.reporting.promise_days import Due

_FUTURE: Final = {
    "en": r"(?<!political )(?<!good )will|shall|(?:is|are) (?:going|due) to|(?:plans?|intends?) to"
    r"|(?:is|are) (?:planned|scheduled|foreseen)",
    "fr": r"(?:se|fe|i|au)(?:ra|ront)|(?!opera|camera)\w{2,}[ei]r(?:a|ont)"
    r"|\w*(?:pour|devr|voudr|tiendr|viendr|prendr|rendr|mettr|verr|cevr)(?:a|ont)"
    r"|(?:va|vont) \w+[eiî]r|pr[ée]voi(?:t|ent)|(?:est|sont) pr[ée]vue?s?",
    "nl": r"zal|zullen|(?:is|zijn|wordt|worden)(?: \w+){0,6} (?:gepland|voorzien)|van plan|plant"
    r"|plannen",
    "de": r"wird|werden|soll|sollen|geplant|vorgesehen|beabsichtigt|plant|planen",
}
_MONTHS: Final = (
    ("january", "janvier", "januari", "januar"),
    ("february", "février", "fevrier", "februari", "februar"),
    ("march", "mars", "maart", "märz"),
    ("april", "avril"),
    ("may", "mai", "mei"),
    ("june", "juin", "juni"),
    ("july", "juillet", "juli"),
    ("august", "août", "aout", "augustus"),
    ("september", "septembre"),
    ("october", "octobre", "oktober"),
    ("november", "novembre"),
    ("december", "décembre", "decembre", "dezember"),
)
_MONTH_OF: Final = {name: at for at, names in enumerate(_MONTHS, start=1) for name in names}
_ENDS: Final = re.compile(r"(?<=[.!?…])(?<!\b\d\.)(?<!\b\d\d\.)\s+|\n+")
_FUTURE_OF: Final = {
    code: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for code, words in _FUTURE.items()
}
_IN_DIGITS: Final = re.compile(r"\b(?:\d{1,2}[./-]\d{1,2}[./-]20\d\d|20\d\d-\d\d-\d\d)\b")
_IN_WORDS: Final = re.compile(
    rf"\b(\d{{1,2}})(?:\.|er|st|nd|rd|th)? ({'|'.join(_MONTH_OF)}) (20\d\d)\b", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?<![\d/.–-])\b(20\d\d)\b(?![/–-]?\d)")
LONGEST: Final = 400


@dataclass(frozen=True)
class Sounding:
    """A sentence that sounds like a promise, and by when."""

    sentence: str
    due: Due

    @property
    def key(self) -> str:
        """By which it is known until its words change."""
        return blake2b(_plain(self.sentence).encode(), digest_size=5).hexdigest()

    def is_said_in(self, text: str) -> bool:
        """Whether another text says the same already."""
        return _plain(self.sentence).rstrip(".!? ") in _plain(text)


def sounds_like_promises(text: str, language: str, year: int) -> list[Sounding]:
    """The sentences of a text with a future and a day or year after `year`, in their order."""
    future = _FUTURE_OF.get(language, _FUTURE_OF["en"])
    found: dict[str, Sounding] = {}
    for sentence in _sentences(text):
        due = _due_after(sentence, year) if future.search(sentence) else None
        if due is not None:
            sounding = Sounding(sentence, due)
            found.setdefault(sounding.key, sounding)
    return list(found.values())


def _sentences(text: str) -> Iterator[str]:
    for part in _ENDS.split(text):
        sentence = " ".join(part.split()).lstrip("-–•* ")
        if sentence and len(sentence) <= LONGEST:
            yield sentence


def _due_after(sentence: str, year: int) -> Due | None:
    """The first day to come that the sentence names, else the first such year."""
    for day in _days(sentence):
        if day.year > year:
            return Due(day.year, day)
    years = (int(found) for found in _YEAR.findall(sentence))
    return next((Due(each) for each in years if year < each <= year + 20), None)


def _days(sentence: str) -> Iterator[date]:
    for found in _IN_DIGITS.finditer(sentence):
        day = day_of(found.group())
        if day:
            yield day
    for found in _IN_WORDS.finditer(sentence):
        number, month, year = found.groups()
        day = day_of(f"{year}-{_MONTH_OF[month.lower()]:02}-{int(number):02}")
        if day:
            yield day


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
