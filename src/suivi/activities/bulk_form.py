"""Which activities are to be changed together, and how?"""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from suivi.activities.actions.bulk import UNTOUCHED, BulkChange
from suivi.activities.models import Activity
from suivi.plans.models import Plan, Provision

AS_IT_IS = ("", gettext_lazy("as it is"))


class BulkForm(forms.Form):
    """Ticked activities, and what they get; what is left as it is stays."""

    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("Activities"), widget=forms.CheckboxSelectMultiple
    )
    line = forms.ChoiceField(label=gettext_lazy("Add a line"), required=False)
    marker = forms.ChoiceField(
        label=gettext_lazy("Gender marker"),
        required=False,
        choices=[AS_IT_IS, *Activity.GenderMarker.choices, ("none", gettext_lazy("not screened"))],
    )
    readers = forms.ChoiceField(
        label=gettext_lazy("Who may read it"),
        required=False,
        choices=[
            AS_IT_IS,
            ("public", gettext_lazy("everybody")),
            ("official", gettext_lazy("members only")),
        ],
    )

    def __init__(
        self, *args: Any, activities: Iterable[Activity], plans: Sequence[Plan], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.activities = {str(each.uid): each for each in activities}
        lines = Provision.objects.anchors().filter(plan__in=plans).select_related("plan")
        self.lines = {str(line.pk): line for line in lines.order_by("plan", "position", "pk")}
        self.fields["chosen"].choices = [  # type: ignore[attr-defined]
            (uid, f"{each.started_on:%Y-%m-%d} {each.title}")
            for uid, each in self.activities.items()
        ]
        self.fields["line"].choices = [  # type: ignore[attr-defined]
            AS_IT_IS,
            *((pk, f"{line.code} ({line.plan})") for pk, line in self.lines.items()),
        ]

    def clean(self) -> dict[str, Any]:
        """Something must change."""
        told = super().clean() or self.cleaned_data
        if not any(told.get(name) for name in ("line", "marker", "readers")):
            self.add_error(None, _("Choose what the activities are to get."))
        return told

    def change(self) -> BulkChange:
        """What the activities get, once the form is valid."""
        told = self.cleaned_data
        marker: int | str | None = UNTOUCHED
        if told["marker"]:
            marker = None if told["marker"] == "none" else int(told["marker"])
        readers = told["readers"]
        return BulkChange(
            line=self.lines.get(told["line"]),
            marker=marker,
            is_public=None if not readers else readers == "public",
        )

    def changing(self) -> list[Activity]:
        """The ticked activities that would differ, once the form is valid."""
        chosen = [self.activities[uid] for uid in self.cleaned_data["chosen"]]
        return [each for each in chosen if self.change().differs(each)]
