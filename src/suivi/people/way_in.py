"""By which address does somebody new choose a password?"""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from suivi.people.models import Person


def way_in(person: Person) -> str:
    """The address, in the person's language; it works once, within three days."""
    key = default_token_generator.make_token(person)
    with translation.override(person.language):
        path = reverse(
            "account_reset_password_from_key",
            kwargs={"uidb36": user_pk_to_url_str(person), "key": key},
        )
    return f"{settings.SITE_ADDRESS}{path}"
