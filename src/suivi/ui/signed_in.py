"""Who is signed in? Asked only on pages that are closed to visitors."""

from django.http import Http404, HttpRequest

from suivi.people.models import Person


def person(request: HttpRequest) -> Person:
    """The person behind a request on a closed page; Http404 should a visitor ever get there."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user
