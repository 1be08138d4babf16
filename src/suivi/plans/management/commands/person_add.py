"""How do the first people come in? `./suivi person add EMAIL --name NAME …` comes here."""

from argparse import ArgumentParser
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from suivi.people.actions import add_person
from suivi.people.models import Body, Person
from suivi.people.way_in import way_in
from suivi.plans.actions.memberships import give_role
from suivi.plans.models import Plan, Role

LANGUAGE: Final = "en"


class Command(BaseCommand):
    """Adds somebody (or gives a role to somebody who is there), and says how to sign in."""

    help = "Adds a person, or gives one a role, and prints the address for choosing a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, in which language, and the role: plan, body and role together."""
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument(
            "--language", default="", choices=["", *sorted(dict(settings.LANGUAGES))]
        )
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
        self.stdout.write("\n".join(self._told(person)))

    def _person(self, options: dict[str, Any]) -> Person:
        there = Person.objects.filter(email__iexact=options["email"]).first()
        if there is not None:
            _refuse_other_facts(there, options)
            self.stdout.write(f"{there.name} is here already.")
            return there
        if not options["name"]:
            raise CommandError("Say who it is: --name 'Given name and family name'.")
        return add_person(
            by=None,
            at=timezone.now(),
            email=options["email"],
            name=_name(options["name"]),
            language=options["language"] or LANGUAGE,
            is_administrator=options["administrator"],
        )

    def _told(self, person: Person) -> list[str]:
        """How the person signs in: with the password that is there, or by choosing one."""
        if person.has_usable_password():
            return ["A password is chosen already; whoever forgot it asks for another on the page."]
        return [
            f"{person.name} chooses a password here, within three days:",
            f"  {way_in(person)}",
        ]

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


def _name(given: str) -> str:
    """The name, on one line; raises `CommandError` for what cannot be seen in it."""
    if not given.isprintable() or not given.strip():
        raise CommandError("A name stands on one line and holds no control characters.")
    return given.strip()


def _refuse_other_facts(there: Person, options: dict[str, Any]) -> None:
    """Somebody who is here is only given a role: what contradicts is refused, never ignored."""
    other = [
        f"the name is {there.name}" if options["name"] not in ("", there.name) else "",
        f"the language is {there.language}"
        if options["language"] not in ("", there.language)
        else "",
        "no administrator" if options["administrator"] and not there.is_administrator else "",
    ]
    if any(other):
        said = ", ".join(filter(None, other))
        raise CommandError(
            f"{there.email} is here already ({said}); this command changes nobody, "
            "it only gives a role."
        )
    if not options["role"] and there.has_usable_password():
        raise CommandError(f"{there.email} is here already and has a password; nothing to do.")
