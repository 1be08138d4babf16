"""In which languages is a curated text there, how good is each, and which one does a reader get?

Curated content (plans, code lists) has one column per language (see columns) and,
beside them, a `translation_states` column that says of each translation whether it is official,
unofficial or stale. A language without text is missing. Texts are read and written here by
explicit language, never by the language that happens to be active.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

CODES: Final = tuple(code for code, _name in settings.LANGUAGES)


class State(models.TextChoices):
    """How good a translation is."""

    OFFICIAL = "official", _("official")
    UNOFFICIAL = "unofficial", _("unofficial translation")
    STALE = "stale", _("translation of an earlier wording")


@dataclass(frozen=True)
class Said:
    """One text in one language: what a reader gets."""

    text: str
    language: str
    state: State

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Wording:
    """One text in the languages it exists in, with the state of each; official when unsaid."""

    texts: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, State] = field(default_factory=dict)

    @classmethod
    def official(cls, text: str, language: str = "en") -> "Wording":
        """A text that exists in one language only, as adopted."""
        return cls({language: text})

    def __bool__(self) -> bool:
        return any(self.texts.values())

    def state(self, language: str) -> State:
        """How good the text in this language is; official when nothing else was said."""
        return State(self.states.get(language, State.OFFICIAL))

    def for_reader(self, language: str, own: str = "en") -> Said:
        """The text in the reader's language, else in its own, else in any."""
        for code in (language, own, *CODES):
            if self.texts.get(code):
                return Said(self.texts[code], code, self.state(code))
        return Said("", language, State.OFFICIAL)


def wording(record: models.Model, name: str) -> Wording:
    """The wording of field `name` of a record, in every language it exists in."""
    texts = {code: getattr(record, f"{name}_{code}") or "" for code in CODES}
    states: dict[str, str] = getattr(record, "translation_states", {}).get(name, {})
    return Wording(
        {code: text for code, text in texts.items() if text},
        {code: State(state) for code, state in states.items()},
    )


def set_wording(record: models.Model, name: str, new: Wording) -> None:
    """Writes every language of field `name`; languages that `new` lacks become missing."""
    for code in CODES:
        setattr(record, f"{name}_{code}", new.texts.get(code, ""))
    states: dict[str, Any] = getattr(record, "translation_states", {})
    kept = {code: State(state).value for code, state in new.states.items() if state != "official"}
    states.pop(name, None)
    if kept:
        states[name] = kept


def said(record: models.Model, name: str, own: str = "en") -> Said:
    """The text of field `name` for the reader of the page being made.

    What `wording(record, name).for_reader(…)` gives, without gathering what is not asked for: a
    page says thousands of texts.
    """
    language = (get_language() or "en")[:2]
    for code in (language, own, *CODES):
        text = getattr(record, f"{name}_{code}", "")
        if text:
            states = getattr(record, "translation_states", {}).get(name, {})
            return Said(text, code, State(states.get(code, State.OFFICIAL)))
    return Said("", language, State.OFFICIAL)
