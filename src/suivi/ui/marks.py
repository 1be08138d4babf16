"""How is a text marked that is no official one in the reader's language?

A translation that is not official has a star that says so when asked; a text that stands there in
another language, such as a citation, names that language.
"""

from typing import Final

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# In four languages "in French" is not "in" and the name of the language.
LANGUAGE_MARKS: Final = {
    "en": _("in English"),
    "fr": _("in French"),
    "nl": _("in Dutch"),
    "de": _("in German"),
}


def language_mark(language: str) -> str:
    """ "in French" for a reader of another language; nothing when it is the reader's own."""
    own = (get_language() or "en")[:2]
    return "" if language == own else str(LANGUAGE_MARKS.get(language, language))


def cited(text: str, language: str = "en") -> SafeString:
    """A citation or a name in the language in which it exists, marked for readers of another."""
    mark = language_mark(language)
    if not mark or not text:
        return format_html("{}", text)
    return format_html(
        '<span lang="{}">{}</span> <small class="mark">({})</small>', language, text, mark
    )


def translation_mark(label: "str | Promise") -> SafeString:
    """A star; `label` ("unofficial translation") is read out, and shown when one points at it."""
    return format_html(
        '<span class="translation-mark" title="{}"><span aria-hidden="true">*</span>'
        '<span class="govuk-visually-hidden"> ({})</span></span>',
        label,
        label,
    )
