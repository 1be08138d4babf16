"""What are the languages called, in the language of the page?"""

from collections.abc import Iterable

from babel import Locale
from babel.lists import format_list
from django.utils.translation import get_language


def any_of(codes: Iterable[str]) -> str:
    """ "French, Dutch or German"."""
    language = (get_language() or "en")[:2]
    locale = Locale.parse("en_GB" if language == "en" else language)
    return format_list([locale.languages[code] for code in codes], "or", locale)
