"""How is a step of clearance set up, how does one say that one is away, or submit for another?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from suivi.languages import days
from suivi.languages.wording import Wording
from suivi.people.models import Person
from suivi.plans.models import Membership
from suivi.reporting.actions.chains import StepFacts
from suivi.reporting.models import ClearanceSeat, ClearanceStep, TimeAway
from suivi.reporting.models.clearance import LONGEST_SILENCE

NOT_HERE, HOLDER, ALTERNATE = "none", "holder", "alternate"
SEATS = [(NOT_HERE, _("not at this step")), (HOLDER, _("holder")), (ALTERNATE, _("alternate"))]


class SeatField(forms.ChoiceField):
    """What somebody is at a step; who is not spoken of is not there."""

    def clean(self, value: Any) -> str:
        """One of the three."""
        return str(super().clean(value or NOT_HERE))


class StepForm(forms.Form):
    """The name of a step in each language, its silence, and what each person is there."""

    silent_days = forms.IntegerField(
        label=_("Days after which silence clears"),
        help_text=_(
            "Calendar days. What is not answered by then counts as cleared; those asked hear of "
            "it the day before. Leave it empty, and only an answer clears."
        ),
        min_value=1,
        max_value=LONGEST_SILENCE,
        required=False,
        widget=forms.NumberInput({"class": "number"}),
    )

    def __init__(
        self, people: Sequence[Membership], data: Any = None, step: ClearanceStep | None = None
    ) -> None:
        super().__init__(data, initial=_initial(step, people))
        self._people = people
        for code, language in settings.LANGUAGES:
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name, %(language)s") % {"language": language},
                max_length=80,
                required=False,
                widget=forms.TextInput({"lang": code}),
            )
        for each in people:
            label = f"{each.person.name} ({each.get_role_display()})"
            self.fields[f"seat_{each.pk}"] = SeatField(label=label, choices=SEATS)
        names = [f"name_{code}" for code, _language in settings.LANGUAGES]
        self.order_fields([*names, "silent_days"])

    def clean(self) -> dict[str, Any]:
        """One name at least, and one holder."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        names = [f"name_{code}" for code, _language in settings.LANGUAGES]
        if not any(told.get(name, "").strip() for name in names):
            self.add_error(names[0], _("Give the step a name in at least one language."))
        if HOLDER not in (told.get(f"seat_{each.pk}") for each in self._people):
            place = f"seat_{self._people[0].pk}" if self._people else None
            self.add_error(place, _("Name at least one holder: whose step it is."))
        return told

    @property
    def names(self) -> list[forms.BoundField]:
        """The name, language by language."""
        return [self[f"name_{code}"] for code, _language in settings.LANGUAGES]

    @property
    def seats(self) -> list[forms.BoundField]:
        """Each of the department."""
        return [self[f"seat_{each.pk}"] for each in self._people]

    def facts(self) -> StepFacts:
        """The step as it is wished."""
        told = self.cleaned_data
        texts = {code: told[f"name_{code}"].strip() for code, _language in settings.LANGUAGES}
        chosen = {each.pk: told[f"seat_{each.pk}"] for each in self._people}
        return StepFacts(
            Wording({code: text for code, text in texts.items() if text}),
            told["silent_days"],
            {pk: seat == ALTERNATE for pk, seat in chosen.items() if seat != NOT_HERE},
        )


def _initial(step: ClearanceStep | None, people: Sequence[Membership]) -> dict[str, Any]:
    if step is None:
        return {}
    names = {f"name_{code}": text for code, text in step.name.texts.items()}
    seats = ClearanceSeat.objects.current().filter(step=step, membership__in=people)
    held = {
        f"seat_{pk}": ALTERNATE if alternate else HOLDER
        for pk, alternate in seats.values_list("membership", "is_alternate")
    }
    return {"silent_days": step.silent_days, **names, **held}


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, input_formats=days.TYPED, widget=widget)


class TimeAwayForm(forms.Form):
    """From when until when somebody is away."""

    from_on = _day(_("First day away"))
    until_on = _day(_("Last day away"))

    def __init__(self, data: Any = None, said: TimeAway | None = None) -> None:
        known = {"from_on": said.from_on, "until_on": said.until_on} if said else {}
        super().__init__(data, initial=known)


class SubmitForForm(forms.Form):
    """In whose name, and why."""

    on_behalf_of = forms.ChoiceField(label=_("In the name of"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why the focal point does not submit it"),
        help_text=_("One sentence. It stays with the contribution, and the focal point reads it."),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, points: Sequence[Person], data: Any = None) -> None:
        self._points = {str(each.pk): each for each in points}
        only = next(iter(self._points)) if len(self._points) == 1 else ""
        super().__init__(data, initial={"on_behalf_of": only})
        choices = [(pk, each.name) for pk, each in self._points.items()]
        self.fields["on_behalf_of"].choices = choices  # type: ignore[attr-defined]

    def named(self) -> Person:
        """The focal point who was chosen."""
        return self._points[self.cleaned_data["on_behalf_of"]]
