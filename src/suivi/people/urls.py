"""Which addresses belong to signing in? Those of allauth that people by invitation need."""

from typing import Final

from allauth.account.urls import urlpatterns as account_patterns
from django.urls import URLPattern, URLResolver, include, path

from suivi.people import views

# Left out: pages to sign up and to add e-mail addresses. The address is the person's identity
# here, and whoever invited them has confirmed it.
OPEN: Final = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reauthenticate",
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    }
)

CODES: Final = "accounts/2fa/recovery-codes"

# Ours stand before those of the same name that allauth brings.
urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/signup/", views.accounts_come_by_invitation, name="account_signup"),
    path("accounts/", include([each for each in account_patterns if each.name in OPEN])),
    path("accounts/sessions/", views.sessions, name="account_sessions"),
    path(f"{CODES}/", views.recovery_codes, name="mfa_view_recovery_codes"),
    path(f"{CODES}/download/", views.recovery_codes_file, name="mfa_download_recovery_codes"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
]
