"""What is mailed to people about their roles? In plain text, each in their own language."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from suivi.people.models import Person
from suivi.people.way_in import way_in
from suivi.plans.models import Membership, Role
from suivi.plans.roles import SENTENCES


def send_role_given(membership: Membership, by: Person) -> None:
    """Says which role was given, by whom, and how to get in."""
    _send("plans/email/role_given", membership.person, membership=membership, by=by)


def send_handed_over(ended: Membership, begun: Membership) -> None:
    """Tells the successor what is theirs now, and the leaver to whom it went."""
    _send("plans/email/role_given", begun.person, membership=begun, by=ended.person)
    _send("plans/email/role_handed_over", ended.person, membership=ended, successor=begun.person)


def _send(name: str, to: Person, *, membership: Membership, **facts: Any) -> None:
    with override(to.language):
        first_page = f"{settings.SITE_ADDRESS}{reverse('my-work')}"
    get_adapter().send_mail(
        name,
        to.email,
        {
            "user": to,
            "membership": membership,
            "sentence": SENTENCES[Role(membership.role)],
            "way_in": "" if to.has_usable_password() else way_in(to),
            "first_page": first_page,
            **facts,
        },
    )
