"""Which rules does every answer obey, whatever the page?"""

from collections.abc import Callable
from typing import Any, Final

from django.db import connection
from django.http import HttpRequest, HttpResponse

from suivi.languages.letters import has_turns, without_turns

Answer = Callable[[HttpRequest], HttpResponse]

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
WRITING_WORDS: Final = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER")
# A visitor's own session (a challenge of a passkey, the end of a session) is not content.
OWN_TABLES: Final = ("people_session",)
# A sign-in provider sends people back by GET: the one address that signs in so.
SIGNS_IN_BY_GET: Final = frozenset({"provider-back"})

CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


class WroteOnGet(RuntimeError):
    """A page that only shows something tried to write: a programming mistake."""


def _refuse_writes(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Lets reading statements pass, and those on the visitor's own session."""
    words = sql.lstrip("( \n").upper()
    if words.startswith(WRITING_WORDS) and not any(table in sql for table in OWN_TABLES):
        raise WroteOnGet(sql.split("(", maxsplit=1)[0][:120])
    return execute(sql, params, many, context)


def _guard_of(request: HttpRequest) -> Callable[..., Any]:
    """What stands before the database while this request is answered."""

    def guard(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        match = request.resolver_match
        if match is not None and match.url_name in SIGNS_IN_BY_GET:
            return execute(sql, *rest)
        return _refuse_writes(execute, sql, *rest)

    return guard


class SafeMethodsDoNotWrite:
    """GET, HEAD and OPTIONS never change anything; the database refuses them."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE_METHODS:
            return self.answer(request)
        with connection.execute_wrapper(_guard_of(request)):
            return self.answer(request)


class NothingTypedTurnsRound:
    """What turns the direction of writing is left out of everything that is typed into a form.

    Done once, here, after the form was read for its token; passwords stay as they are.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Changes the form only when something in it turns."""
        if request.method == "POST" and any(
            has_turns(text) for name in request.POST for text in request.POST.getlist(name)
        ):
            plain = request.POST.copy()
            for name in plain:
                if "password" not in name:
                    plain.setlist(name, [without_turns(text) for text in plain.getlist(name)])
            plain._mutable = False
            request.POST = plain  # type: ignore[assignment]


class SecurityHeaders:
    """Strict content policy; what signed-in people see is kept by no cache."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()"
        )
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response
