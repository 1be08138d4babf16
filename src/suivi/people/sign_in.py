"""Who may make an account, and where does signing in lead?"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come by invitation: nobody signs up alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: the coordinator invites."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """People have no user name; their e-mail address signs them in."""
