"""How do templates show a figure?"""

from django import template

from suivi.indicators.models import Value
from suivi.indicators.saying import value_text

register = template.Library()


@register.filter
def said(value: Value) -> str:
    """The value as text, in the language of the page."""
    return value_text(value)
