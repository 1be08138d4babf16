"""Which components can every template use?"""

from django import template

register = template.Library()
