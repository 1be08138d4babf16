"""By which words is an activity found, in four languages, whatever accents and endings are typed?

Each word is kept folded (small letters without accents) and cut to its stem by the rules of its
language (Snowball), with and without its accents; a query is cut by the rules of all four. So
"identifiees" finds "identifiées", and "formations" finds "formation".

What the filters of the register ask is kept as words that nobody types. One index then answers
every combination, and gives what it finds in the order of days: it is numbered by `place`.
"""

import re
import threading
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, Final

import snowballstemmer

from suivi.activities.models import Activity
from suivi.languages import countries
from suivi.languages.wording import CODES
from suivi.plans.words import MOST_WORDS, folded

_RULES: Final = {"en": "english", "fr": "french", "nl": "dutch", "de": "german"}
_WORD: Final = re.compile(r"\w+")
_LONGEST: Final = 60
# A place holds the day above, and the number of the activity in so many bits below.
NUMBER_BITS: Final = 32
_of_thread = threading.local()


def _stemmer(language: str) -> Any:
    """The rules of a language; a stemmer keeps what it works on, so each thread has its own."""
    known: dict[str, Any] = _of_thread.__dict__.setdefault("stemmers", {})
    if language not in known:
        known[language] = snowballstemmer.stemmer(_RULES.get(language, "english"))
    return known[language]


@lru_cache(maxsize=20_000)
def forms(word: str, language: str) -> frozenset[str]:
    """The folded word, its stem, and the stem of its folded form."""
    small = word.casefold()
    bare = folded(word)
    stem = _stemmer(language).stemWord
    return frozenset((bare, folded(stem(small)), folded(stem(bare))))


def _words(text: str) -> Iterator[str]:
    return (word[:_LONGEST] for word in _WORD.findall(text.replace("_", " ")))


def text_of(activity: Activity) -> str:
    """All words by which the activity is found, each once."""
    told = " ".join((activity.title, activity.account, activity.source, activity.iati_identifier))
    found = {form for word in _words(told) for form in forms(word, activity.language)}
    for language in CODES:
        for code in activity.countries:
            name = countries.name_of(code, language)
            found |= {form for word in _words(name) for form in forms(word, language)}
    return " ".join(sorted(found | set(_facets(activity))))


def facet(name: str, value: object) -> str:
    """A word that nobody types: it finds the activities of a country, a kind, a line …"""
    return f"zz{name}{re.sub(r'[^a-z0-9]', '', str(value).lower())}"


def _facets(activity: Activity) -> Iterator[str]:
    yield facet("kind", activity.kind)
    yield facet("body", activity.body_id)
    if activity.forum:
        yield facet("forum", activity.forum)
    yield facet("marker", "none" if activity.gender_marker is None else activity.gender_marker)
    for code in activity.countries:
        yield facet("country", code)
    for line in activity.provisions.all():
        yield facet("line", line.pk)
        yield facet("plan", line.plan_id)
    for plan in activity.plans.all():
        yield facet("plan", plan.pk)
    if activity.ended_on and activity.ended_on > activity.started_on:
        for year in range(activity.started_on.year, activity.ended_on.year + 1):
            yield lasting_in(year)


def lasting_in(year: int) -> str:
    """The word of activities of more than a day that were under way in that year."""
    return facet("in", year)


def place_of(day: date, number: int = 0) -> int:
    """Where an activity of that day and number stands; without number, where the day begins."""
    return (day.toordinal() << NUMBER_BITS) + number


def asked(query: str) -> list[list[str]]:
    """For each word of a query, the forms of which one must be there; at most twelve words."""
    words = list(dict.fromkeys(_words(query)))[:MOST_WORDS]
    return [sorted(frozenset().union(*(forms(word, code) for code in CODES))) for word in words]
