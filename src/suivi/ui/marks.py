"""How is a translation marked that is not official? By a star that says so when asked."""

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString


def translation_mark(label: "str | Promise") -> SafeString:
    """A star; `label` ("unofficial translation") is read out, and shown when one points at it."""
    return format_html(
        '<span class="translation-mark" title="{}"><span aria-hidden="true">*</span>'
        '<span class="govuk-visually-hidden"> ({})</span></span>',
        label,
        label,
    )
