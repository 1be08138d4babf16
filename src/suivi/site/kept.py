"""When may a page that was made once be shown again?

The page of a whole plan is the same for everyone who may read it, and takes most of its time to
make. It is kept, compressed, in the memory of the process under a name that tells all it depends
on: another revision of the plan, a period that opens, a report or contribution that is published
give another name. What changes without such a sign (the name of a body) shows after a minute.
"""

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from suivi.plans.models import Plan
from suivi.site.queries.progress import publication_marks

SECONDS: Final = 60


@dataclass(frozen=True)
class Content:
    """The content of a page, ready to be shown, and whether some of it was made up."""

    html: SafeString
    is_sample: bool


def kept_for(plan: Plan, make: Callable[[], Content]) -> Content:
    """The content of a plan's page, made now only if it is not at hand as it should be."""
    marks = repr((plan.slug, plan.revision, publication_marks(plan)))
    name = f"plan-{plan.pk}-{get_language()}-{hashlib.sha256(marks.encode()).hexdigest()}"
    packed: tuple[bytes, bool] | None = cache.get(name)
    if packed is not None:
        return Content(SafeString(zlib.decompress(packed[0]).decode()), packed[1])
    content = make()
    cache.set(name, (zlib.compress(content.html.encode()), content.is_sample), SECONDS)
    return content
