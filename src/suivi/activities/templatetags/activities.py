"""How does a template write the date and the particulars of an activity?"""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from suivi.activities import telling
from suivi.activities.models import Activity

register = template.Library()


@register.filter
def when(activity: Activity) -> SafeString:
    """The date as exactly as it is known, readable by machines where it is a day."""
    text = telling.when(activity.started_on, activity.ended_on, activity.dated)
    if activity.dated == Activity.Dated.DAY and activity.ended_on is None:
        return format_html('<time datetime="{}">{}</time>', activity.started_on.isoformat(), text)
    return format_html("{}", text)


@register.filter
def particulars(activity: Activity) -> list[tuple[str, str]]:
    """Name and text of each further fact that is known."""
    partners = [str(each) for each in activity.partners.all()]
    return list(telling.pairs(telling.particulars_of(activity), partners))


@register.filter
def month(day: date) -> str:
    """The month of a day in words, with its year."""
    return telling.month(day)
