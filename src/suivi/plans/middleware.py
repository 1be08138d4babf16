"""What is held at the door, for every address alike? Second factors, and looks as others."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from suivi.plans import policies
from suivi.plans.looking import look_of
from suivi.plans.second_factor import owes_second_factor
from suivi.ui.signed_in import typed_words

Answer = Callable[[HttpRequest], HttpResponse]
# What ends a look may always be done.
ENDS_A_LOOK: Final = frozenset({"look-stop", "account_logout"})
# Signing in and out, and the pages on which a second factor is set up.
OF_THE_ACCOUNT: Final = ("account_", "mfa_")


class SecondFactorsAreThere:
    """Whose role asks for a second factor sets one up before anything else."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _facts: Any
    ) -> HttpResponse | None:
        """The page that says what to do; what was typed meanwhile is handed back on it."""
        match = request.resolver_match
        if match and (match.url_name or "").startswith(OF_THE_ACCOUNT):
            return None
        if not owes_second_factor(request.user, request.session):
            return None
        facts = {"typed": typed_words(request)}
        return render(request, "plans/second_factor.html", facts, status=403)


class LooksAsOthers:
    """While a coordinator looks as a member: the plan alone, as that member, by GET alone."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: Any) -> HttpResponse:
        request.look = look_of(request.session, request.user)
        return self.answer(request)

    def process_view(self, request: Any, _view: Any, _args: Any, facts: dict[str, Any]) -> None:
        """Refuses what a look does not show; for the rest, the person is the one looked at."""
        address = request.resolver_match.url_name
        if request.look is None or address in ENDS_A_LOOK:
            return
        policies.only_looks(request.method)
        policies.stays_in_the_plan(request.look, address, facts)
        request.user = request.look.person
