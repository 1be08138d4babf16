"""Who may make an account, where does signing in lead, and what is mailed about an account?"""

import logging
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override

from suivi.people.middleware import note_beginning
from suivi.people.models import Person

logger = logging.getLogger(__name__)
# Said in a session, and on the way to it: the sign-in provider asked for a second factor itself.
SECOND_FACTOR: Final = "second_factor_asked_by_provider"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come by invitation: nobody signs up alone. Mails are ours, in one's own language."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: the coordinator invites."""
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """Signs in, by whatever means, and notes in which browser."""
        super().login(request, user)
        note_beginning(request)

    def post_login(self, request: HttpRequest, user: Any, **facts: Any) -> HttpResponse:
        """Notes what the provider, if one signed the person in, said of a second factor."""
        by_provider = (facts.get("signal_kwargs") or {}).get("sociallogin")
        if by_provider is not None and by_provider.state.get(SECOND_FACTOR):
            request.session[SECOND_FACTOR] = True
        answer: HttpResponse = super().post_login(request, user, **facts)
        return answer

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """People have no user name; their e-mail address signs them in."""

    def send_password_reset_mail(self, user: Person, email: str, context: dict[str, Any]) -> None:
        """The mail with the link, which leads to the page in the language of the mail.

        It begins with the site's own address, not with the one the request came to: that one is
        written by whoever sends the request.
        """
        with override(user.language):
            path = reverse(
                "account_reset_password_from_key",
                kwargs={"uidb36": context["uid"], "key": context["key"]},
            )
        facts = {**context, "password_reset_url": f"{settings.SITE_ADDRESS}{path}"}
        super().send_password_reset_mail(user, email, facts)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tells a person that something about their account changed."""
        facts = {**(context or {}), "user": user}
        super().send_notification_mail(template_prefix, user, facts, email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Writes and sends a mail in plain text, in the language of the person in `context`.

        A mail that cannot be sent is logged and stops nobody: what it tells of has happened, and
        an error page only for addresses that exist would tell a stranger who has an account.
        """
        person = context.get("user")
        with override(person.language if isinstance(person, Person) else get_language()):
            facts = {
                **context,
                "site_name": settings.SITE_NAME,
                "new_password_url": f"{settings.SITE_ADDRESS}{reverse('account_reset_password')}",
            }
            subject = render_to_string(f"{template_prefix}_subject.txt", facts).strip()
            text = render_to_string(f"{template_prefix}_message.txt", facts).strip()
        mail = EmailMessage(f"{settings.SITE_NAME}: {subject}", f"{text}\n", to=[email])
        try:
            mail.send()
        except OSError as error:
            logger.error("A mail could not be sent: %s.", type(error).__name__)
