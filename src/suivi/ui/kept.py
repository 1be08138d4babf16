"""When may a piece of a page that was made once be shown again?

What is the same for every visitor and takes most of its time to make is kept, compressed, in the
memory of the process, under a name that tells all it depends on. Who keeps something says in
`marks` what makes it another; what changes without such a mark shows after a minute. Signed-in
people never get what was kept: they see at once what they have just done.
"""

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.utils.safestring import SafeString
from django.utils.translation import get_language

SECONDS: Final = 60


@dataclass(frozen=True)
class Content:
    """The content of a page, ready to be shown, whether some of it was made up, and its title."""

    html: SafeString
    is_sample: bool
    title: str = ""


def kept(
    what: str, marks: object, make: Callable[[], Content], seconds: int | None = SECONDS
) -> Content:
    """The content called `what` in the language of the page, made now if it is not at hand.

    `marks` is all that its text depends on; None for `seconds` keeps what never changes.
    """
    sign = hashlib.sha256(repr(marks).encode()).hexdigest()
    name = f"{what}-{get_language()}-{sign}"
    packed: tuple[bytes, bool, str] | None = cache.get(name)
    if packed is not None:
        html, is_sample, title = packed
        return Content(SafeString(zlib.decompress(html).decode()), is_sample, title)
    content = make()
    packed = (zlib.compress(content.html.encode()), content.is_sample, content.title)
    cache.set(name, packed, seconds)
    return content
