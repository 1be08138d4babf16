"""Which letters of what somebody hands in are left out?

Those that turn the direction of writing (U+202A to U+202E, U+2066 to U+2069). Nobody sees them, and
one of them in a title turns round what stands beside it, on pages and on paper. Arabic and Hebrew
are written without them, and the marks U+200E and U+200F, which turn nothing else, stay.
"""

import re
from typing import Final

TURNS: Final = "\u202a-\u202e\u2066-\u2069"
_TURNS: Final = re.compile(f"[{TURNS}]")


def without_turns(text: str) -> str:
    """The text as it is seen."""
    return _TURNS.sub("", text)


def has_turns(text: str) -> bool:
    """Whether something in it turns the direction of writing."""
    return _TURNS.search(text) is not None
