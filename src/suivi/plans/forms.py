"""What is asked when people are looked for, invited, changed and replaced?"""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from suivi.people.models import Body, Person
from suivi.plans.actions.memberships import Newcomer
from suivi.plans.models import Membership, Role
from suivi.plans.permissions import Care
from suivi.plans.queries.people import CURRENT, ENDED, ORDERS, PeopleAsked
from suivi.plans.roles import SENTENCES

ALL: Final = ("", _("All"))
STATES: Final = ((CURRENT, _("current roles")), (ENDED, _("ended roles")))


class PeopleFilter(forms.Form):
    """Which people are shown, by GET; what is faulty asks for nothing."""

    words = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def __init__(self, asked: Any, bodies: Sequence[Body]) -> None:
        super().__init__(asked, auto_id="filter-%s")
        named = [(each.code, str(each)) for each in bodies]
        self.fields["body"] = forms.ChoiceField(
            label=_("Body"), choices=[ALL, *named], required=False
        )
        self.fields["role"] = forms.ChoiceField(
            label=_("Role"), choices=[ALL, *Role.choices], required=False
        )
        self.fields["state"] = forms.ChoiceField(
            label=_("Which roles"), choices=STATES, required=False
        )

    def question(self) -> PeopleAsked:
        """What is asked, with the order that the headings set."""
        self.full_clean()
        told = getattr(self, "cleaned_data", {})
        facts = {name: told.get(name) or "" for name in ("words", "body", "role")}
        order = str(self.data.get("order", ""))
        known = order.removeprefix("-") in ORDERS
        return PeopleAsked(
            **facts, state=told.get("state") or CURRENT, order=order if known else "name"
        )


class RoleForm(forms.Form):
    """A role for a body, of those that the person at the keyboard may give."""

    def __init__(
        self, asked: Any, care: Care, bodies: Sequence[Body], membership: Membership | None = None
    ) -> None:
        super().__init__(asked)
        self._bodies = {each.code: each for each in bodies}
        body, role = (membership.body.code, membership.role) if membership else ("", "")
        self.fields["body"] = forms.ChoiceField(
            label=_("Body"),
            choices=[("", "–"), *((code, str(each)) for code, each in self._bodies.items())],
            initial=body,
        )
        self.fields["role"] = forms.ChoiceField(
            label=_("Role"),
            choices=[(each.value, f"{each.label}: {SENTENCES[each]}") for each in care.roles],
            widget=forms.RadioSelect,
            initial=role,
        )

    def facts(self) -> dict[str, Any]:
        """The body and the role, for an action."""
        told = self.cleaned_data
        return {"body": self._bodies[told["body"]], "role": Role(told["role"])}


class NewcomerForm(forms.Form):
    """Somebody by address; the name is asked of those who are not here yet."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        help_text=_("Given name and family name, for somebody who has no account here yet."),
    )
    language = forms.ChoiceField(
        label=_("Language of the mail and of the first page"), choices=settings.LANGUAGES
    )

    def newcomer(self) -> Newcomer:
        """Who is meant."""
        told = self.cleaned_data
        return Newcomer(told["email"], told["name"], told["language"])


class InviteForm(NewcomerForm, RoleForm):
    """Somebody, and the role they get."""

    field_order = ("email", "name", "language", "body", "role")


class HandOverForm(NewcomerForm):
    """To whom a role goes: somebody of the plan, or anybody by address."""

    def __init__(self, asked: Any, colleagues: Sequence[Person]) -> None:
        super().__init__(asked)
        self._colleagues = {str(each.pk): each for each in colleagues}
        self.fields["person"] = forms.ChoiceField(
            label=_("Somebody who works on this plan"),
            choices=[("", "–"), *((pk, each.name) for pk, each in self._colleagues.items())],
            required=False,
        )
        self.fields["email"].required = False
        self.fields["email"].label = _("Or the e-mail address of somebody else")
        self.fields["language"].required = False
        self.order_fields(["person", "email", "name", "language"])

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        told = super().clean() or self.cleaned_data
        if bool(told.get("person")) == bool(told.get("email")) and "email" not in self.errors:
            sentence = _("Choose somebody of the plan, or write an address: one of the two.")
            self.add_error("person", sentence)
        return told

    def newcomer(self) -> Newcomer:
        """Who is meant."""
        told = self.cleaned_data
        if told["person"]:
            return Newcomer(self._colleagues[told["person"]].email)
        return Newcomer(told["email"], told["name"], told["language"] or "en")
