"""Do two accounts say the same, word for word?

Case, punctuation and spaces do not count, nor does the year reported on: "In 2015 we trained"
repeats "In 2014 we trained". Every other figure counts.
"""

import hashlib
import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"\w+")


def digest(account: str, year: int) -> str:
    """32 characters that are equal where the words are; "" for an account without words."""
    said = unicodedata.normalize("NFKC", account).casefold()
    words = ["·" if word == str(year) else word for word in _WORD.findall(said)]
    if not words:
        return ""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:32]
