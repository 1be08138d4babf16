"""How does a person tell of an activity?"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final, TypeVar

from babel import Locale
from babel.numbers import get_decimal_symbol
from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from suivi.activities import rules
from suivi.activities.actions import ActivityFacts
from suivi.activities.evidence_form import EvidenceForm
from suivi.activities.models import Activity
from suivi.languages import countries, days, numbers
from suivi.languages.currencies import is_currency
from suivi.people.models import Body
from suivi.plans.models import Plan, Provision

Number = TypeVar("Number", int, Decimal)


def _counted(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=20)


class ActivityForm(EvidenceForm):
    """One activity, with up to three new pieces of evidence at a time."""

    title = forms.CharField(label=gettext_lazy("What was done, in a few words"), max_length=300)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Activity.Kind.choices)
    started_on = forms.DateField(
        label=gettext_lazy("Date"),
        input_formats=days.TYPED,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    ended_on = forms.DateField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("Only when it took more than a day."),
        required=False,
        input_formats=days.TYPED,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    lines = forms.CharField(
        label=gettext_lazy("Lines that it serves"),
        required=False,
        max_length=600,
        help_text=gettext_lazy("Their codes, separated by commas: 1.a, 23.c."),
    )
    account = forms.CharField(
        label=gettext_lazy("Account"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 5}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Written in"), choices=settings.LANGUAGES, initial="en"
    )
    countries = forms.CharField(
        label=gettext_lazy("Countries"),
        required=False,
        max_length=600,
        help_text=gettext_lazy("Names or two-letter codes, separated by commas."),
    )

    dated = forms.ChoiceField(
        label=gettext_lazy("Date known"), choices=Activity.Dated.choices, required=False
    )
    forum = forms.ChoiceField(
        label=gettext_lazy("Forum"), choices=[("", "–"), *Activity.Forum.choices], required=False
    )
    partners = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Together with"),
        queryset=Body.objects.in_order(),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    amount = forms.CharField(label=gettext_lazy("Amount"), required=False, max_length=30)
    currency = forms.CharField(
        label=gettext_lazy("Currency"),
        required=False,
        max_length=30,
        initial="EUR",
        help_text=gettext_lazy("Three letters: EUR, USD, CHF."),
    )
    euro_rate = forms.CharField(
        label=gettext_lazy("Euros for one unit"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("Only for another currency; with its day and where it was read."),
    )
    euro_rate_on = forms.DateField(
        label=gettext_lazy("Day of the rate"),
        required=False,
        input_formats=days.TYPED,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    euro_rate_source = forms.CharField(
        label=gettext_lazy("Source of the rate"), required=False, max_length=120
    )
    women = _counted(gettext_lazy("Women"))
    men = _counted(gettext_lazy("Men"))
    other_sex = _counted(gettext_lazy("Other"))
    unknown_sex = _counted(gettext_lazy("Unknown"))
    gender_marker = forms.ChoiceField(
        label=gettext_lazy("Gender marker"),
        required=False,
        choices=[("", gettext_lazy("not screened")), *Activity.GenderMarker.choices],
    )
    iati_identifier = forms.CharField(
        label=gettext_lazy("IATI identifier"), required=False, max_length=200
    )
    source = forms.CharField(label=gettext_lazy("Source"), required=False, max_length=300)
    readers = forms.ChoiceField(
        label=gettext_lazy("Who may read it"),
        choices=[("public", gettext_lazy("everybody")), ("official", gettext_lazy("members only"))],
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        plans: Sequence[Plan] = (),
        bodies: Sequence[Body] = (),
        language: str = "",
        **kwargs: Any,
    ) -> None:
        """Lines are those of `plans`; with `bodies`, one of them is chosen as the activity's.

        `language` is that of an activity that was imported in another than ours, and keeps it.
        """
        super().__init__(*args, **kwargs)
        if language and language not in dict(settings.LANGUAGES):
            own = (language, _name_of_language(language))
            self.fields["language"].choices = [*settings.LANGUAGES, own]  # type: ignore[attr-defined]
        self.plans = list(plans)
        self.bodies_offered = bool(bodies)
        if bodies:
            mine = Body.objects.filter(pk__in=[each.pk for each in bodies]).in_order()
            self.fields["body"] = forms.ModelChoiceField(
                mine, to_field_name="code", label=_("Body"), empty_label=None, initial=bodies[0]
            )
        self.whole_plans: list[Plan] = []

    @classmethod
    def of(cls, activity: Activity, plans: Sequence[Plan] = ()) -> "ActivityForm":
        """The form filled with an activity, countries by name."""
        language = _language()
        named = [countries.name_of(code, language) for code in activity.countries]
        partners = activity.partners.values_list("code", flat=True)
        return cls(
            plans=plans,
            language=activity.language,
            initial={
                **{name: getattr(activity, name) for name in _AS_THEY_ARE},
                "countries": ", ".join(named),
                "lines": _named(activity, plans),
                "partners": list(partners),
                "readers": "public" if activity.is_public else "official",
                "amount": _written(activity.amount),
                "currency": activity.currency or "EUR",
                "euro_rate": _decimal_written(activity.euro_rate),
                "gender_marker": "" if activity.gender_marker is None else activity.gender_marker,
            },
        )

    def clean_lines(self) -> list[Provision]:
        """The provisions written by code; those of another plan by its name before.

        A plan whose lines are not known is named alone, and served as a whole.
        """
        found = []
        for written in self.cleaned_data["lines"].split(","):
            whole = Plan.objects.filter(slug=written.strip(), is_outline=True).first()
            if whole is not None:
                self.whole_plans.append(whole)
            elif written.strip():
                found.append(self._line(written))
        return list(dict.fromkeys(found))

    def _line(self, written: str) -> Provision:
        *named, code = written.split()
        lines = Provision.objects.anchors().filter(code__iexact=code)
        if named:
            lines = lines.filter(plan__slug=" ".join(named), plan__is_public=True)
        else:
            lines = lines.filter(plan__in=self.plans)
        found = list(lines.select_related("plan").order_by("pk")[:2])
        if len(found) == 1:
            return found[0]
        sentence = (
            _("Several plans have a line “%(code)s”; write the plan before it: %(example)s.")
            if found
            else _("There is no line “%(code)s” here; write codes as printed: %(example)s.")
        )
        example = f"{found[0].plan.slug} {code}" if found else "1.a, 23.c"
        raise forms.ValidationError(sentence % {"code": written.strip()[:60], "example": example})

    def clean_amount(self) -> int | None:
        """Hundredths, as people write numbers in the language of the page."""
        return self._number("amount", numbers.cents)

    def clean_euro_rate(self) -> Decimal | None:
        """Euros for one unit of the currency: above zero, eight decimals at most."""
        rate = self._number("euro_rate", numbers.decimal)
        if rate is None:
            return None
        if not rules.is_rate(rate):
            raise forms.ValidationError(_("A rate is above zero and has eight decimals at most."))
        return rate

    def clean_currency(self) -> str:
        """The code of a currency; nothing where there is no amount."""
        code = str(self.cleaned_data["currency"]).strip().upper()
        if self.cleaned_data.get("amount") is None and "amount" not in self.errors:
            return ""
        if "amount" not in self.errors and not is_currency(code):
            raise forms.ValidationError(
                _("“%(code)s” is no currency; write its three letters, such as EUR or USD.")
                % {"code": code}
            )
        return code

    def clean_women(self) -> int | None:
        """A count, or None where nobody counted."""
        return self._number("women", numbers.count)

    def clean_men(self) -> int | None:
        """A count, or None where nobody counted."""
        return self._number("men", numbers.count)

    def clean_other_sex(self) -> int | None:
        """A count, or None where nobody counted."""
        return self._number("other_sex", numbers.count)

    def clean_unknown_sex(self) -> int | None:
        """A count, or None where nobody counted."""
        return self._number("unknown_sex", numbers.count)

    def clean_gender_marker(self) -> int | None:
        """0, 1 or 2; None where the activity was not screened."""
        chosen = self.cleaned_data["gender_marker"]
        return int(chosen) if chosen != "" else None

    def _number(self, name: str, read: Callable[[str, str, Any], Number]) -> Number | None:
        written = self.cleaned_data[name].strip()
        if not written:
            return None
        try:
            return read(written, _language(), numbers.OR_NOTHING)
        except numbers.NotANumber as wrong:
            raise forms.ValidationError(str(wrong)) from None

    def clean_countries(self) -> list[str]:
        """Two-letter codes, each once, in the order written."""
        codes = []
        for written in self.cleaned_data["countries"].split(","):
            if written.strip():
                codes.append(self._code(written))
        return list(dict.fromkeys(codes))

    def _code(self, written: str) -> str:
        try:
            return countries.code_of(written)
        except countries.UnknownCountry:
            raise forms.ValidationError(
                _("“%(country)s” is no country we know; write its name or its two-letter code.")
                % {"country": written.strip()[:60]}
            ) from None

    def clean(self) -> dict[str, Any]:
        """Dates in order; evidence complete."""
        facts = super().clean() or self.cleaned_data
        for name, sentence in rules.contradictions(facts):
            self.add_error(name, sentence)
        self.check_evidence(facts)
        return facts

    def activity(self) -> ActivityFacts:
        """The facts, once the form is valid."""
        told = {
            name: self.cleaned_data[name]
            for name in (*_AS_THEY_ARE, "countries", "amount", "currency", "euro_rate")
        }
        return ActivityFacts(
            **(told | {"dated": told["dated"] or Activity.Dated.DAY}),
            gender_marker=self.cleaned_data["gender_marker"],
            is_public=self.cleaned_data["readers"] != "official",
            partners=list(self.cleaned_data["partners"]),
            plans=self.whole_plans,
        )

    @property
    def provisions(self) -> list[Provision]:
        """The lines it serves, once the form is valid."""
        return list(self.cleaned_data["lines"])

    @property
    def has_details(self) -> bool:
        """Whether something beyond the quick entry is filled in or faulty."""
        if self.errors:
            return True
        return any(self.initial.get(name) not in {None, "", "EUR", "day"} for name in _DETAILS)


_DETAILS: Final = (
    *("account", "ended_on", "countries", "forum", "amount", "women", "men", "other_sex"),
    *("unknown_sex", "gender_marker", "iati_identifier", "source"),
)
# What the form holds as the activity does.
_AS_THEY_ARE: Final = (
    *("title", "kind", "started_on", "ended_on", "dated", "account", "language", "forum"),
    *("euro_rate_on", "euro_rate_source", "women", "men", "other_sex", "unknown_sex"),
    *("iati_identifier", "source"),
)


def _name_of_language(code: str) -> str:
    """Its name in the language of the page; the code where it has none."""
    return str(Locale.parse(_language()).languages.get(code, code))


def _language() -> str:
    return (get_language() or "en")[:2]


def _named(activity: Activity, plans: Sequence[Plan]) -> str:
    """Codes; with the plan before them where it is not the only one; plans served as a whole."""
    own = plans[0].pk if len(plans) == 1 else None
    lines = activity.provisions.select_related("plan").order_by("plan", "position", "pk")
    names = [
        line.code if line.plan_id == own else f"{line.plan.slug} {line.code}" for line in lines
    ]
    return ", ".join([*names, *activity.plans.order_by("slug").values_list("slug", flat=True)])


def _written(hundredths: int | None) -> str:
    return "" if hundredths is None else _decimal_written(Decimal(hundredths) / 100)


def _decimal_written(number: Decimal | None) -> str:
    """A number as people write it in the language of the page, without groups."""
    if number is None:
        return ""
    plain = format(number.normalize(), "f")
    return plain.replace(".", get_decimal_symbol(_language()))
