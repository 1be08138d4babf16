"""What is shown when something is wrong, and where can all components be seen together?"""

from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from suivi.errors import Refused
from suivi.ui.gallery import gallery
from suivi.ui.signed_in import typed_words

NOT_FOUND: Final = 404
REFUSED: Final = 403
BAD: Final = 400
TOO_BIG: Final = 413
CHUNK: Final = 1024 * 1024
LET_GO_AT_MOST: Final = 100 * 1024 * 1024
FAILED: Final = 500


@login_not_required
def components(request: HttpRequest) -> HttpResponse:
    """Every component in each of its states."""
    return render(request, "ui/components.html", {"sample": True, **gallery()})


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request cannot be read, or is longer than is taken."""
    if isinstance(exception, RequestDataTooBig):
        _read_to_the_end(request)
        return render(request, "400.html", {"too_big": True}, status=TOO_BIG)
    return render(request, "400.html", {"too_big": False}, status=BAD)


def _read_to_the_end(request: HttpRequest) -> None:
    """A browser shows an answer only when all that it sends was taken; what is read is let go."""
    for _chunk in range(LET_GO_AT_MOST // CHUNK):
        if not request.read(CHUNK):
            return


@login_not_required
def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not allowed; the sentence of a `Refused` says why, other reasons stay inside."""
    sentence = exception.sentence if isinstance(exception, Refused) else ""
    return render(request, "403.html", {"sentence": sentence}, status=REFUSED)


@login_not_required
def refused_forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the secret of this session; what was typed into it is handed back."""
    return render(request, "403_csrf.html", {"typed": typed_words(request)}, status=REFUSED)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing here, or nothing this reader may know of."""
    return render(request, "404.html", {"is_missing": True}, status=NOT_FOUND)


@login_not_required
def failed(request: HttpRequest) -> HttpResponse:
    """A mistake of ours; the page asks nothing of the database, which may be what failed."""
    return HttpResponse(render_to_string("500.html"), status=FAILED)
