"""Which addresses belong to signing in? Those of allauth, without a page to sign up."""

from allauth.urls import urlpatterns as sign_in_patterns
from django.urls import URLPattern, URLResolver, include, path

from suivi.people import views

urlpatterns: list[URLPattern | URLResolver] = [
    # Before allauth's own: accounts come by invitation.
    path("accounts/signup/", views.accounts_come_by_invitation, name="account_signup"),
    path("accounts/", include(sign_in_patterns)),
]
