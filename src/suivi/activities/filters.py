"""What may a reader ask of the register? Everything by GET, so that an answer has an address."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from suivi.activities.models import Activity
from suivi.activities.queries.register import NOT_SCREENED, Question
from suivi.languages import countries, days
from suivi.people.models import Body
from suivi.plans.models import Plan

ALL: Final = ("", _("All"))
ORDERS: Final = (
    ("newest", _("newest first")),
    ("oldest", _("oldest first")),
    ("entered", _("last entered first")),
    ("title", _("by title")),
)


def _choice(label: Any, choices: Sequence[Any], first: Any = ALL) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[first, *choices], required=False)


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, input_formats=days.TYPED, widget=widget)


class RegisterFilter(forms.Form):
    """Which activities a reader wants to see; what is left open or faulty asks for nothing."""

    words = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    line = forms.CharField(label=_("Line"), required=False, max_length=40)
    kind = _choice(_("Kind"), Activity.Kind.choices)
    forum = _choice(_("Forum"), Activity.Forum.choices)
    country = forms.CharField(label=_("Country"), required=False, max_length=80)
    marker = _choice(
        _("Gender marker"), [*Activity.GenderMarker.choices, (NOT_SCREENED, _("not screened"))]
    )
    first = _day(_("From"))
    last = _day(_("To"))
    order = forms.ChoiceField(label=_("Order"), choices=ORDERS, required=False)

    def __init__(self, asked: Any, plans: Sequence[Plan], bodies: Sequence[Body]) -> None:
        super().__init__(asked, auto_id="filter-%s")
        named = [(plan.slug, str(plan)) for plan in plans]
        self.fields["plan"] = _choice(_("Plan"), named)
        self.fields["body"] = _choice(_("Body"), [(each.code, str(each)) for each in bodies])
        order = ("words", "plan", "line", "body", "kind", "forum", "country", "marker")
        self.order_fields([*order, "first", "last", "order"])

    def clean_country(self) -> str:
        """The two-letter code of a country written by name or code."""
        written = str(self.cleaned_data["country"])
        if not written.strip():
            return ""
        try:
            return countries.code_of(written)
        except countries.UnknownCountry:
            sentence = _(
                "“%(country)s” is no country we know; write its name or its two-letter code."
            )
            raise forms.ValidationError(sentence % {"country": written.strip()[:60]}) from None

    def question(self) -> Question:
        """What is asked; a field that is faulty asks for nothing."""
        self.full_clean()
        told = getattr(self, "cleaned_data", {})
        facts = {
            name: told.get(name) or "" for name in self.fields if name not in {"first", "last"}
        }
        order = facts.pop("order") or "newest"
        return Question(**facts, order=order, first=told.get("first"), last=told.get("last"))
