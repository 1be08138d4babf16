"""Where can the reader go from every page?

The subjects above may add their own entries: `navigation.offer(function)` in their AppConfig; the
function gets the request of a signed-in person and gives entries.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """One link of the service navigation."""

    text: str | Promise
    href: str
    is_current: bool = False


Offer = Callable[[HttpRequest], Iterable[Entry]]
_offers: Final[list[Offer]] = []


def offer(entries: Offer) -> None:
    """Lets a subject add entries for people who are signed in; twice the same counts once."""
    if entries not in _offers:
        _offers.append(entries)


def entry(request: HttpRequest, text: str | Promise, name: str, *arguments: Any) -> list[Entry]:
    """The entry for a named address, as a list; empty while there is no such address."""
    try:
        href = reverse(name, args=arguments)
    except NoReverseMatch:
        return []
    return [Entry(text, href, request.path.startswith(href))]


def entries(request: HttpRequest) -> list[Entry]:
    """What this reader is offered: the public pages, and the workspace when signed in."""
    public = [
        *entry(request, _("Plans"), "plans"),
        *entry(request, _("Activities"), "activities"),
        *entry(request, _("Reports"), "reports"),
        *entry(request, _("Frameworks"), "frameworks"),
    ]
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return public
    own = entry(request, _("My work"), "my-work")
    offered = [each for one in _offers for each in one(request)]
    return [*own, *offered, *public]
