"""What do reviewers fill in: a note that goes back, a comment, a common text?"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from suivi.reporting.queries.review.comments import CommentShown


def comment_words(shown: CommentShown) -> str:
    """A comment in one line: where it stands and how it begins."""
    return f"{shown.label} – {Truncator(shown.comment.words).chars(80)}"


class SendBackForm(forms.Form):
    """The note that goes to the department, the field it speaks of, the comments that go along."""

    note = forms.CharField(
        label=gettext_lazy("What should be changed"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
    )
    field = forms.ChoiceField(label=gettext_lazy("The note speaks of"), required=False)
    comments = forms.MultipleChoiceField(
        label=gettext_lazy("Comments that go along"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: Any, fields: Mapping[str, str], open_comments: Sequence[CommentShown] = ()
    ) -> None:
        carried = [(str(each.comment.pk), comment_words(each)) for each in open_comments]
        super().__init__(data, initial={"comments": [pk for pk, _words in carried]})
        where, along = self.fields["field"], self.fields["comments"]
        assert isinstance(where, forms.ChoiceField)
        assert isinstance(along, forms.MultipleChoiceField)
        where.choices = [("", _("the contribution as a whole")), *fields.items()]
        along.choices = carried
        if not carried:
            del self.fields["comments"]
            self.fields["note"].required = True

    def clean(self) -> dict[str, Any]:
        """A note or a comment says why it goes back."""
        told: dict[str, Any] = super().clean() or {}
        if not told.get("note", "").strip() and not told.get("comments") and not self.errors:
            self.add_error("note", _("Say what should be changed, or choose a comment."))
        return told

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        told = self.cleaned_data
        numbers = [int(pk) for pk in told.get("comments", ())]
        return {"note": told["note"], "field": told["field"], "comments": numbers}


class CommentForm(forms.Form):
    """A comment on a field that is chosen from a list: a figure, a choice, a text."""

    field = forms.ChoiceField(label=gettext_lazy("The comment speaks of"))
    words = forms.CharField(
        label=gettext_lazy("Comment"), max_length=5000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, data: Any, fields: Mapping[str, str]) -> None:
        super().__init__(data, auto_id="comment-%s")
        where = self.fields["field"]
        assert isinstance(where, forms.ChoiceField)
        where.choices = list(fields.items())


class CommonTextForm(forms.Form):
    """The common text of a line, and the language in which it is written."""

    text = forms.CharField(
        label=gettext_lazy("Common text"),
        required=False,
        help_text=gettext_lazy(
            "It stands in the report before the departments’ own texts, once it is ready."
        ),
        widget=forms.Textarea({"rows": 14}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Written in"), choices=settings.LANGUAGES)
