"""What are the languages called, in the language of the page?"""

from collections.abc import Iterable

from babel import Locale
from babel.lists import format_list
from django.utils.translation import get_language


def name_of(code: str) -> str:
    """ "French"."""
    return str(_locale().languages[code])


def any_of(codes: Iterable[str]) -> str:
    """ "French, Dutch or German"."""
    return format_list([name_of(code) for code in codes], "or", _locale())


def _locale() -> Locale:
    language = (get_language() or "en")[:2]
    return Locale.parse("en_GB" if language == "en" else language)
