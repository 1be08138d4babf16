"""How is a curated text, in all its languages, written in the snapshot?"""

from datetime import UTC, date, datetime

from django.utils.functional import Promise
from django.utils.translation import override

from suivi.languages.wording import CODES, State, Wording
from suivi.publications.snapshot.shape import Translation, Worded


def worded(wording: Wording) -> Worded:
    """Every language the text exists in; with its state, unless that is official."""
    return {code: _one(text, wording.state(code)) for code, text in wording.texts.items() if text}


def _one(text: str, state: State) -> str | Translation:
    return text if state is State.OFFICIAL else {"text": text, "state": state.value}


def wording_of(found: Worded) -> Wording:
    """The wording that was written so."""
    texts = {code: one if isinstance(one, str) else one["text"] for code, one in found.items()}
    states = {code: State(one["state"]) for code, one in found.items() if not isinstance(one, str)}
    return Wording(texts, states)


def in_every_language(message: str | Promise) -> Worded:
    """A text of the program itself; languages in which it is not translated yet are left out."""
    found: Worded = {}
    for code in CODES:
        with override(code):
            text = str(message)
        if text not in found.values():
            found[code] = text
    return found


def iso_day(day: date) -> str:
    """2015-02-02"""
    return day.isoformat()


def iso_moment(at: datetime) -> str:
    """2015-02-02T12:00:00Z"""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
