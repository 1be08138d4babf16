"""How do coordinators change a period, and how does a department say when it delivers?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from suivi.languages import days
from suivi.people.models import Body
from suivi.plans.models import Period
from suivi.reporting.actions.outlook import Outlook
from suivi.reporting.models import Contribution
from suivi.reporting.schedule import Schedule
from suivi.ui.numbers_and_days import day


def _day(label: Any, **facts: Any) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, input_formats=days.TYPED, widget=widget, **facts)


def _sentence(label: Any, **facts: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=2000, widget=forms.Textarea({"rows": 3}), **facts
    )


class ScheduleForm(forms.Form):
    """The dates of a period."""

    opens_on = _day(_("Opens on"), required=False)
    due_on = _day(_("Contributions are due on"))
    closes_on = _day(_("Closes on"), required=False)
    reason = _sentence(_("Why the dates change"), required=False)

    def __init__(self, period: Period, data: Any = None) -> None:
        super().__init__(data, initial=vars(Schedule.of(period)), auto_id="schedule_%s")
        self.fields["opens_on"].disabled = period.opened_at is not None

    def schedule(self) -> Schedule:
        """The dates as wished."""
        wished = self.cleaned_data
        return Schedule(wished["opens_on"], wished["due_on"], wished["closes_on"])


class DueDayForm(forms.Form):
    """A day for one body."""

    body = forms.ChoiceField(label=_("Department"))
    due_on = _day(
        _("Its contributions are due on"),
        required=False,
        help_text=_("Leave it empty, and the day of all counts again."),
    )
    reason = _sentence(_("Reason"), required=False)

    def __init__(self, bodies: Sequence[Body], data: Any = None) -> None:
        super().__init__(data, auto_id="day_%s")
        self.known = {body.code: body for body in bodies}
        choices = [(body.code, str(body)) for body in bodies]
        self.fields["body"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> Body:
        """The body."""
        return self.known[self.cleaned_data["body"]]


class LengthForm(forms.Form):
    """How long an account is expected to be."""

    least = forms.IntegerField(label=_("Words, from"), min_value=1, max_value=5000)
    most = forms.IntegerField(label=_("Words, to"), min_value=1, max_value=5000)

    def __init__(self, period: Period, data: Any = None) -> None:
        initial = {"least": period.words_from, "most": period.words_to}
        super().__init__(data, initial=initial, auto_id="length_%s")


class AnswerForm(forms.Form):
    """The answer to somebody who asks for more time."""

    granted_on = _day(_("Granted until"), required=False)
    sentence = _sentence(
        _("What you say with it"), required=False, help_text=_("Needed when you refuse.")
    )

    def __init__(self, number: int, wished_on: Any, data: Any = None) -> None:
        super().__init__(data, initial={"granted_on": wished_on}, auto_id=f"answer{number}_%s")


class ReopenForm(forms.Form):
    """Why a closed period opens again."""

    reason = _sentence(_("Why it opens again"))


class CloseForm(forms.Form):
    """That somebody has seen what is missing."""

    is_seen = forms.BooleanField(label=_("I have seen what is missing; close without it."))


class ExtensionForm(forms.Form):
    """More time, until when and why."""

    wished_on = _day(_("We need until"))
    reason = _sentence(_("Why"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="more_%s")


def _named(owed: Contribution) -> str:
    """A line by its wording, with what was said of it before."""
    name = f"{owed.provision.code} {owed.provision.said_text}"
    if owed.expected_on is not None:
        return f"{name} ({gettext('promised for %(day)s') % {'day': day(owed.expected_on)}})"
    return f"{name} ({gettext('blocked')})" if owed.blocked_because else name


DAY, BLOCKED, NOTHING = "day", "blocked", "nothing"


class OutlookForm(forms.Form):
    """What the department says about contributions that it has not delivered."""

    lines = forms.MultipleChoiceField(
        label=_("About which contributions"), widget=forms.CheckboxSelectMultiple
    )
    word = forms.ChoiceField(
        label=_("What you say about them"),
        choices=[
            (DAY, _("We will deliver on a day")),
            (BLOCKED, _("Something stands in the way")),
            (NOTHING, _("Take back what was said")),
        ],
        widget=forms.RadioSelect,
    )
    expected_on = _day(_("The day on which you deliver"), required=False)
    blocked_because = _sentence(_("What stands in the way"), required=False)

    def __init__(self, owed: Sequence[Contribution], data: Any = None, line: str = "") -> None:
        super().__init__(data, initial={"lines": [line] if line else []}, auto_id="word_%s")
        choices = [(each.provision.code, _named(each)) for each in owed]
        self.fields["lines"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A day for who promises one, a reason for who is blocked."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("word") == DAY and not told.get("expected_on"):
            self.add_error("expected_on", _("Give the day."))
        if told.get("word") == BLOCKED and not told.get("blocked_because", "").strip():
            self.add_error("blocked_because", _("Say what stands in the way."))
        return told

    def outlook(self) -> Outlook:
        """What was said: only what goes with the word that was chosen."""
        told = self.cleaned_data
        if told["word"] == DAY:
            return Outlook(expected_on=told["expected_on"])
        return Outlook(blocked_because=told["blocked_because"] if told["word"] == BLOCKED else "")
