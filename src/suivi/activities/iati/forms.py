"""How does a person hand over an IATI file?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from suivi.people.models import Body
from suivi.plans.models import Plan, Provision


class ImportForm(forms.Form):
    """A file, whose activities they are, and which lines the new ones serve."""

    file = forms.FileField(
        label=gettext_lazy("IATI file"),
        help_text=gettext_lazy("XML, version 2.03 (2.01 and 2.02 are read too)."),
        widget=forms.FileInput({"accept": ".xml,application/xml,text/xml"}),
        error_messages={
            "required": gettext_lazy("Choose an IATI file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )
    lines = forms.CharField(
        label=gettext_lazy("Lines that new activities serve"),
        required=False,
        max_length=600,
        help_text=gettext_lazy("Their codes, separated by commas: 1.a, 23.c."),
    )

    def __init__(
        self, *args: Any, plans: Sequence[Plan], bodies: Sequence[Body], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.plans = list(plans)
        mine = Body.objects.filter(pk__in=[each.pk for each in bodies]).in_order()
        self.fields["body"] = forms.ModelChoiceField(
            mine, to_field_name="code", label=_("Body"), empty_label=None, initial=bodies[0]
        )
        self.order_fields(["file", "body", "lines"])

    def clean_lines(self) -> list[Provision]:
        """The lines by code; of several plans, with the plan's name before."""
        written = [each.strip() for each in self.cleaned_data["lines"].split(",") if each.strip()]
        return list(dict.fromkeys(self._line(each) for each in written))

    def _line(self, written: str) -> Provision:
        *named, code = written.split()
        lines = Provision.objects.anchors().filter(code__iexact=code, plan__in=self.plans)
        if named:
            lines = lines.filter(plan__slug=" ".join(named))
        found = list(lines.select_related("plan").order_by("pk")[:2])
        if len(found) == 1:
            return found[0]
        sentence = (
            _("Several plans have a line “%(code)s”; write the plan before it: %(example)s.")
            if found
            else _("There is no line “%(code)s” here; write codes as printed: %(example)s.")
        )
        example = f"{found[0].plan.slug} {code}" if found else "1.a, 23.c"
        raise forms.ValidationError(sentence % {"code": written[:60], "example": example})
