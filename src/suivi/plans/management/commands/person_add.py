"""How do the first people come in? `./suivi person add EMAIL --name NAME …` comes here."""

from argparse import ArgumentParser
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from suivi.people.actions import add_person
from suivi.people.models import Body, Person
from suivi.plans.actions.memberships import give_role
from suivi.plans.models import Plan, Role


class Command(BaseCommand):
    """Adds somebody (or gives a role to somebody who is there), and says how to sign in."""

    help = "Adds a person, or gives one a role, and prints the address for choosing a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, in which language, and the role: plan, body and role together."""
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument("--language", default="en", choices=sorted(dict(settings.LANGUAGES)))
        parser.add_argument("--administrator", action="store_true")
        parser.add_argument("--plan", default="")
        parser.add_argument("--body", default="")
        parser.add_argument("--role", default="", choices=["", *Role.values])

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Adds and prints; raises `CommandError` with a sentence."""
        wanted = [options[name] for name in ("plan", "body", "role")]
        if any(wanted) and not all(wanted):
            raise CommandError("A role needs --plan, --body and --role together.")
        try:
            person = self._person(options)
            if all(wanted):
                self._role(person, *wanted)
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from None
        self.stdout.write(f"{person.name} chooses a password here, within three days:")
        self.stdout.write(f"  {settings.SITE_ADDRESS}{self._way_in(person)}")

    def _person(self, options: dict[str, Any]) -> Person:
        there = Person.objects.filter(email__iexact=options["email"]).first()
        if there is not None:
            return there
        if not options["name"]:
            raise CommandError("Say who it is: --name 'Given name and family name'.")
        return add_person(
            by=None,
            at=timezone.now(),
            email=options["email"],
            name=options["name"],
            language=options["language"],
            is_administrator=options["administrator"],
        )

    def _role(self, person: Person, plan: str, body: str, role: str) -> None:
        found = Plan.objects.filter(slug=plan).first()
        if found is None:
            raise CommandError(f"There is no plan {plan!r}; load it first.")
        department = Body.objects.filter(code=body).first()
        if department is None:
            codes = ", ".join(Body.objects.in_order().values_list("code", flat=True))
            raise CommandError(f"There is no body {body!r}. There are: {codes}.")
        give_role(
            by=None,
            at=timezone.now(),
            plan=found,
            person=person,
            body=department,
            role=Role(role),
        )

    def _way_in(self, person: Person) -> str:
        key = default_token_generator.make_token(person)
        with translation.override(person.language):
            return reverse(
                "account_reset_password_from_key",
                kwargs={"uidb36": user_pk_to_url_str(person), "key": key},
            )
