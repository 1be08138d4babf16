"""Which wording does a text of a plan file stand for?"""

from typing import Any

from suivi.languages.wording import State, Wording


def wording_of(text: Any, language: str) -> Wording:
    """The wording of a text as the format writes it; `language` is the plan's own."""
    if not text:
        return Wording()
    if isinstance(text, str):
        return Wording.official(text, language)
    texts: dict[str, str] = {}
    states: dict[str, State] = {}
    for code, said in text.items():
        if isinstance(said, str):
            texts[code] = said
        else:
            texts[code], states[code] = said["text"], State(said["state"])
    return Wording(texts, states)
