"""What may a reader ask of a plan's lines? Everything by GET, so that an answer has an address."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from suivi.people.models import Body
from suivi.plans.models import Measure
from suivi.plans.queries.outline import Outline
from suivi.plans.words import words_of
from suivi.site.instruments import listing
from suivi.site.queries.plan_page import Question
from suivi.site.queries.progress import NO_NEWS, Progress

LONGEST_QUERY: Final = 200
LONGEST_CHOICE: Final = 36
Choices = Sequence[tuple[str, str]]


def _chosen(label: str, choices: Choices) -> forms.ChoiceField:
    unknown = _("“%(value)s” is not one of the choices; choose from the list.")
    return forms.ChoiceField(
        label=label, choices=choices, required=False, error_messages={"invalid_choice": unknown}
    )


def _short(text: str) -> str:
    """A choice that does not push the other fields off the line."""
    return text if len(text) <= LONGEST_CHOICE else f"{text[: LONGEST_CHOICE - 1].rstrip()}…"


def _words(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_QUERY,
        widget=forms.TextInput(attrs={"type": "search"}),
    )


def _bodies(bodies: Sequence[Body]) -> Choices:
    """The bodies as choices, a body's own bodies set in below it."""
    held = {body.pk for body in bodies}
    return [
        (body.code, f"{'– ' if body.parent_id in held else ''}{body.said_short_name}")
        for body in bodies
    ]


class PlanFilter(forms.Form):
    """Which lines of a plan a reader wants to see; what is left open asks for nothing."""

    def __init__(
        self, asked: Any, outline: Outline, bodies: Sequence[Body], progress: Progress
    ) -> None:
        super().__init__(asked, auto_id="filter-%s")
        if outline.top_level is not None:
            tops = [(top.code, _short(f"{top.code}. {top.said_title}")) for top in outline.tops]
            name = str(outline.top_level.said_name)
            self.fields["top"] = _chosen(name, [("", _("All")), *tops])
        if bodies:
            self.fields["body"] = _chosen(_("Department"), [("", _("All")), *_bodies(bodies)])
        if progress.newest is not None:
            steps = [(step.code, str(step.said_name)) for step in progress.scale]
            self.fields["progress"] = _chosen(
                _("Progress in %(year)s") % {"year": progress.newest.year},
                [("", _("Any")), *steps, (NO_NEWS, _("No information"))],
            )
        self.fields["words"] = _words(_("Words"))

    def asks(self, name: str) -> str:
        """What is asked by one field; nothing when it is left open, faulty or not offered."""
        return str(getattr(self, "cleaned_data", {}).get(name) or "")

    def question(self) -> Question:
        """What is asked of the lines; a field that is faulty asks for nothing."""
        self.full_clean()
        words = words_of(self.asks("words"))
        return Question(self.asks("top"), self.asks("body"), self.asks("progress"), words)

    def asks_something(self) -> bool:
        """Whether fewer lines than all are asked for."""
        return any(self.asks(name) for name in self.fields)


class InstrumentFilter(forms.Form):
    """Which instruments of a plan a reader wants to see; what is left open asks for nothing."""

    def __init__(self, asked: Any, found: listing.Listing) -> None:
        super().__init__(asked, auto_id="filter-%s")
        plan = found.outline
        if plan.top_level is not None:
            tops = [(top.code, _short(f"{top.code}. {top.said_title}")) for top in plan.tops]
            name = str(plan.top_level.said_name)
            self.fields["top"] = _chosen(name, [("", _("All")), *tops])
        self.fields["body"] = _chosen(_("Department"), [("", _("All")), *_bodies(found.bodies)])
        used = {row.measure.kind for row in found.rows}
        kinds = [(kind.value, str(kind.label)) for kind in Measure.Kind if kind in used]
        self.fields["kind"] = _chosen(_("Kind"), [("", _("All")), *kinds])
        self.fields["figures"] = _chosen(
            _("Figures"),
            [
                ("", _("All")),
                (listing.WITH_FIGURES, _("with figures or activities")),
                (listing.WITHOUT_FIGURES, _("with nothing yet")),
            ],
        )
        self.fields["words"] = _words(_("Words"))

    def question(self) -> listing.Question:
        """What is asked of the instruments; a field that is faulty asks for nothing."""
        self.full_clean()
        asked = {name: str(self.cleaned_data.get(name) or "") for name in self.fields}
        words = words_of(asked.pop("words"))
        return listing.Question(**asked, words=words)

    def asks_something(self) -> bool:
        """Whether fewer instruments than all are asked for."""
        return any(self.cleaned_data.values())


class Search(forms.Form):
    """The words to look for in all plans."""

    q = _words(gettext_lazy("Words"))

    def words(self) -> tuple[str, ...]:
        """The folded words, none when nothing usable was typed."""
        return words_of(str(self.cleaned_data.get("q") or "")) if self.is_valid() else ()
