"""Signing in with a government's own provider (OpenID Connect): the way there and back.

The protocol is allauth's: discovery, state, PKCE, the exchange of the code. Beyond it, the answer
is held to its signature, its audience, its time and the nonce of this browser; and nobody gets an
account because a provider knows them, only because they were invited or a rule says so.
"""

import logging
import secrets
from typing import Any, Final

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from requests import RequestException

from suivi.errors import Refused
from suivi.people.actions import add_person, note_provider_linked
from suivi.people.models import Person
from suivi.people.sign_in import SECOND_FACTOR
from suivi.plans.actions.claims import follow_claims
from suivi.plans.claims import Claims, asked_second_factor, fitting

logger = logging.getLogger(__name__)
# Signed with a key that only the provider has; never with the secret that both share.
ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384")
CLOCKS_DIFFER: Final = 30  # seconds
REQUIRED: Final = ("iss", "sub", "aud", "exp", "iat")


class NotSignedIn(Refused):
    """The provider's answer lets nobody in."""


class Provider(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """One provider, as allauth speaks with it; its answers are verified whatever their way."""

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """One address to come back to, the same in every language: the provider knows only one."""
        with override(settings.LANGUAGE_CODE):
            return f"{settings.SITE_ADDRESS}{reverse('provider-back')}"

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **facts: Any) -> Any:
        """Who came back, by the provider's signed word; of what it tells, nothing is kept."""
        claims = self._verified(app, facts["response"].get("id_token") or "")
        told = self._told_besides(token.token)
        if told and told.get("sub") != claims["sub"]:
            raise NotSignedIn(_("The sign-in provider speaks of two people at once."))
        claims = {**told, **claims}
        login = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        login.claims = claims
        login.account.extra_data = {}
        return login

    def _told_besides(self, token: str) -> dict[str, Any]:
        if "userinfo_endpoint" not in self.openid_config:
            return {}
        found: dict[str, Any] = self._fetch_user_info(token)
        return found

    def _verified(self, app: SocialApp, written: str) -> dict[str, Any]:
        """The claims of an ID token, held to signature, issuer, audience and time."""
        try:
            claims: dict[str, Any] = jwt.decode(
                written,
                self._key(written),
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=CLOCKS_DIFFER,
                options={"require": list(REQUIRED)},
            )
        except jwt.ExpiredSignatureError:
            raise NotSignedIn(_("The answer of the sign-in provider came too late.")) from None
        except jwt.InvalidAudienceError:
            raise NotSignedIn(_("The sign-in provider answered for another site.")) from None
        except (jwt.PyJWTError, KeyError) as wrong:
            logger.warning(
                "An answer of the sign-in provider is refused: %s.", type(wrong).__name__
            )
            sentence = _("The answer of the sign-in provider could not be verified.")
            raise NotSignedIn(sentence) from None
        if claims.get("azp", app.client_id) != app.client_id:
            raise NotSignedIn(_("The sign-in provider answered for another site."))
        return claims

    def _key(self, written: str) -> jwt.PyJWK:
        """The key with which an ID token says it was signed, of those the provider publishes."""
        with ProviderAdapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = jwt.PyJWKSet.from_dict(answer.json())
        name = jwt.get_unverified_header(written).get("kid")
        return keys.keys[0] if name is None and len(keys.keys) == 1 else keys[name or ""]


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Who is let in with what a provider says."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Finds or makes the person, and lets their roles follow; raises with a page otherwise."""
        try:
            claims: Claims = sociallogin.claims
            _is_answer_to_this_browser(claims, sociallogin.state)
            _let_in(request, sociallogin, claims)
            sociallogin.state[SECOND_FACTOR] = asked_second_factor(claims)
        except Refused as refusal:
            raise ImmediateHttpResponse(_page(request, refusal.sentence)) from None

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> None:
        """Always ends with our page, which says what was wrong in a sentence."""
        raise ImmediateHttpResponse(_page(request, _sentence(error, exception)))


@transaction.atomic
def _let_in(request: HttpRequest, sociallogin: Any, claims: Claims) -> None:
    """Ties the provider's number of somebody to the person, once; their roles follow each time."""
    now = timezone.now()
    if not sociallogin.is_existing:
        person = _person(claims, sociallogin.state)
        sociallogin.connect(request, person)
        note_provider_linked(by=person, at=now)
    if sociallogin.user.is_active and settings.OIDC_CLAIMS:
        follow_claims(at=now, person=sociallogin.user, rules=list(fitting(claims)))


def _sentence(error: Any, exception: Exception | None) -> str:
    if isinstance(exception, Refused):
        return exception.sentence
    if error == AuthError.CANCELLED:
        return _("You stopped signing in.")
    if exception is None:
        return _("This sign-in was begun in another browser, or too long ago.")
    logger.warning("A sign-in with the provider failed: %s.", type(exception).__name__)
    return _("The sign-in provider does not answer as it should. Try again later.")


def _is_answer_to_this_browser(claims: Claims, state: dict[str, Any]) -> None:
    if not constant_time_compare(str(claims.get("nonce", "")), str(state.get("nonce") or "-")):
        raise NotSignedIn(_("This sign-in was begun in another browser, or too long ago."))


def _person(claims: Claims, state: dict[str, Any]) -> Person:
    """Whoever has the verified address, or somebody new whom a rule lets in; refused otherwise."""
    email = str(claims.get("email") or "").strip()
    if not email or claims.get("email_verified") not in (True, "true"):
        raise NotSignedIn(
            _("The sign-in provider does not say that your e-mail address was verified.")
        )
    found = Person.objects.filter(email__iexact=email).first()
    if found is not None:
        return found
    if not any(fitting(claims)):
        sentence = _(
            "Nobody has an account here with the address %(email)s. Ask the coordinator of the "
            "plan to invite you."
        )
        raise NotSignedIn(sentence % {"email": email})
    names = (claims.get("given_name"), claims.get("family_name"))
    name = str(claims.get("name") or " ".join(filter(None, names)) or email)
    language = state.get("language") or "en"
    return add_person(by=None, at=timezone.now(), email=email, name=name[:120], language=language)


def _page(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "plans/not_signed_in.html", {"sentence": sentence}, status=403)


@login_not_required
@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """To the provider, with a nonce of this browser."""
    provider = _spoken_with(request).get_provider()
    provider.oauth2_adapter_class = Provider
    nonce = secrets.token_urlsafe(24)
    language = get_language() or "en"
    try:
        answer: HttpResponse = provider.redirect(
            request,
            process=AuthProcess.LOGIN,
            next_url=reverse("my-work"),
            auth_params={"nonce": nonce},
            nonce=nonce,
            language=language,
        )
    except (RequestException, KeyError) as wrong:
        return _page(request, _sentence(None, wrong))
    return answer


@login_not_required
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """From the provider, with its answer."""
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(_spoken_with(request))(request)
    except (RequestException, KeyError) as wrong:
        return _page(request, _sentence(None, wrong))
    return answer


def _spoken_with(request: HttpRequest) -> Provider:
    """The provider of this installation; Http404 where there is none."""
    if not settings.OIDC_SERVER:
        raise Http404
    return Provider(request, settings.OIDC_ID)
