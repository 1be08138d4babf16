"""Whose digest is due, and who takes which mails?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from suivi.notices.kinds import DIGEST, Declined, kinds
from suivi.notices.models import DigestDay, MailPreference
from suivi.people.models import Person


@dataclass(frozen=True)
class DigestDue:
    """A person, what they want, and the day whose digest is to be decided."""

    person: Person
    preference: MailPreference
    day: date

    @property
    def key(self) -> str:
        """What makes this day's digest be sent once."""
        return f"{DIGEST}/{self.person.pk}/{self.day}"

    @property
    def repeats(self) -> bool:
        """Whether what only still waits is told again: once a week, also to who reads daily."""
        return self.preference.digest != DigestDay.DAILY or self.day.weekday() == 0


def preferences(people: Iterable[Person]) -> dict[int, MailPreference]:
    """What each of these people wants, by number of the person: one query."""
    people = list(people)
    stored = {each.person_id: each for each in MailPreference.objects.filter(person__in=people)}
    return {p.pk: stored.get(p.pk) or MailPreference(person=p) for p in people}


def preference_of(person: Person) -> MailPreference:
    """What one person wants."""
    return preferences([person])[person.pk]


def declined(wanted: Mapping[int, MailPreference]) -> Declined:
    """The kinds that each declines, by number of the person."""
    return {pk: frozenset(preference.declined) for pk, preference in wanted.items()}


def digests_due(today: date) -> list[DigestDue]:
    """Everybody whose digest is to be decided today: two queries."""
    people = list(Person.objects.filter(is_active=True).order_by("pk"))
    wanted = preferences(people)
    days = ((p, wanted[p.pk], wanted[p.pk].digest_due_on(today)) for p in people)
    return [DigestDue(person, preference, day) for person, preference, day in days if day]


def may_be_stopped(what: str) -> bool:
    """Whether the digest or a kind can be declined."""
    return what == DIGEST or any(kind.code == what and not kind.why for kind in kinds())
