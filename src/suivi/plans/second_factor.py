"""Who needs an app or a key beside the password, because of a role, and has none yet?"""

from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.conf import settings

from suivi.environment import SettingMissing
from suivi.people.models import Person
from suivi.people.sign_in import SECOND_FACTOR
from suivi.plans.models import Membership, Role

_COUNT: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def owes_second_factor(person: Any, session: Any) -> bool:
    """Whether this person must set one up first: two queries, none where no role asks for it."""
    if not settings.MFA_ROLES or not isinstance(person, Person) or session.get(SECOND_FACTOR):
        return False
    held = Membership.objects.held_by(person).filter(role__in=settings.MFA_ROLES)
    factors = Authenticator.objects.filter(user=person.pk, type__in=_COUNT)
    return held.exists() and not factors.exists()


def check_roles() -> None:
    """Stops with a sentence when the setting names what is no role."""
    for name in settings.MFA_ROLES:
        if name not in Role.values:
            known = ", ".join(Role.values)
            raise SettingMissing(f"SUIVI_MFA_ROLES names {name!r}; the roles are: {known}.")
