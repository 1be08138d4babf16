"""Can the code of a line ever be shadowed by a word of the addresses?"""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from suivi.plans.formats.lines import ADDRESS_WORDS

LINE = "<str:code>"


def addresses(resolver: URLResolver, before: str = "") -> Iterator[list[str]]:
    """Every address of ours, step by step: words, and places such as <slug:plan>."""
    for one in resolver.url_patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one, here)
        elif isinstance(one, URLPattern) and "(" not in here:
            yield re.sub(r"^[a-z]{2}/", "", here).rstrip("/").split("/")


def shadows(word: list[str], line: list[str]) -> bool:
    """Whether an address stands where that of a line would, with a word in place of its code."""
    place = line.index(LINE)
    return (
        len(word) == len(line)
        and not word[place].startswith("<")
        and all(
            mine == other or mine.startswith("<") or other.startswith("<")
            for at, (mine, other) in enumerate(zip(word, line, strict=True))
            if at != place
        )
    )


def test_every_word_that_may_stand_for_a_line_is_refused_as_its_code() -> None:
    every = list(addresses(get_resolver()))
    of_lines = [one for one in every if LINE in one]
    assert len(of_lines) > 5
    found = {word[line.index(LINE)] for line in of_lines for word in every if shadows(word, line)}
    assert found == ADDRESS_WORDS
