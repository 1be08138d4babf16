"""How is a look as somebody else held to looking? At the door, for every address alike."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from suivi.plans import policies
from suivi.plans.looking import look_of

Answer = Callable[[HttpRequest], HttpResponse]
# What ends a look may always be done.
ENDS_A_LOOK: Final = frozenset({"look-stop", "account_logout"})


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
