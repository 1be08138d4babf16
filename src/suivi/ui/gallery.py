"""Which components are there, and how does each look in each of its states?"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from suivi.languages.wording import Said, State
from suivi.ui.cells import WORDS, Cell
from suivi.ui.day_month_year import DayMonthYear
from suivi.ui.gallery_charts import charts

PROGRESS = ("done", "on_track", "in_progress", "delayed", "not_started", "no_news", "dropped")
BOARD = (
    *("delivered", "accepted", "published", "due", "promised", "blocked"),
    *("overdue", "sent_back", "draft", "not_responsible"),
)
ANSWERS = [("yes", _("Yes")), ("no", _("No")), ("partly", _("In part"))]


class GalleryForm(forms.Form):
    """One field of every kind."""

    short = forms.CharField(label=_("Short text"), help_text=_("One line, as in the plan."))
    number = forms.IntegerField(label=_("Number"), required=False)
    email = forms.EmailField(label=_("E-mail address"))
    password = forms.CharField(label=_("Password"), widget=forms.PasswordInput)
    long = forms.CharField(label=_("Long text"), widget=forms.Textarea, required=False)
    limited = forms.CharField(
        label=_("Long text with a limit"), widget=forms.Textarea, max_length=200
    )
    choice = forms.ChoiceField(label=_("Choice from a list"), choices=ANSWERS)
    radios = forms.ChoiceField(
        label=_("Choice of one"),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        help_text=_("One only."),
    )
    several = forms.MultipleChoiceField(
        label=_("Choice of several"), choices=ANSWERS, widget=forms.CheckboxSelectMultiple
    )
    box = forms.BooleanField(label=_("I have read this"), help_text=_("All of it."))
    day = forms.DateField(
        label=_("Day"), widget=DayMonthYear, help_text=_("For example, 31 3 2015")
    )
    upload = forms.FileField(label=_("File"), help_text=_("PDF or picture, 20 MB at most."))


def _wrong_form() -> GalleryForm:
    """Filled in wrongly, as it comes back: what was typed is still there."""
    typed = {"wrong-email": "nobody", "wrong-number": "many", "wrong-limited": "x" * 210}
    day = {"wrong-day_day": "31", "wrong-day_month": "2", "wrong-day_year": "2015"}
    return GalleryForm({**typed, **day}, prefix="wrong")


def gallery() -> dict[str, Any]:
    """What the gallery page shows."""
    return {
        "right_form": GalleryForm(initial={"day": date(2015, 3, 31), "choice": "no"}),
        "wrong_form": _wrong_form(),
        "progress": [Cell.known(code) for code in PROGRESS],
        "board": [Cell.known(code) for code in BOARD],
        "words": WORDS,
        "linked": Cell.known("sent_back", _("Sent back, with a note"), "#cells"),
        "years": [
            Cell.known(code, f"{year}: {WORDS[code]}")
            for year, code in ((2013, "in_progress"), (2014, "delayed"), (2015, "on_track"))
        ],
        "official": Said("Ensure women's representation.", "en", State.OFFICIAL),
        "unofficial": Said("Assurer la représentation des femmes.", "fr", State.UNOFFICIAL),
        "stale": Said("De vertegenwoordiging van vrouwen verzekeren.", "nl", State.STALE),
        "told": "Ein Absatz in der Sprache, in der er geschrieben wurde.\n\nUnd noch einer.",
        "day": date(2016, 1, 12),
        "charts": charts(),
        "levels": ("info", "success", "warning", "error"),
    }
