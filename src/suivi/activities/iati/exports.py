"""How do activities of the register leave as an IATI file?"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from django.utils.translation import gettext as _

from suivi.activities.iati.recorded import Publisher, recorded
from suivi.activities.iati.records import Record
from suivi.activities.models import Activity, ActivityQuerySet
from suivi.errors import Refused

BATCH = 250


def refuse_nameless(found: ActivityQuerySet, publisher: Publisher) -> None:
    """Refuses when an activity has no identifier and nobody is set who could give it one.

    `found` may not be cut yet.
    """
    nameless = 0 if publisher.ref else found.filter(iati_identifier="").count()
    if nameless:
        sentence = _(
            "%(count)d of these activities have no IATI identifier, and this installation has no "
            "publisher who could give them one. Ask its administrator to set SUIVI_IATI_PUBLISHER "
            "to the publisher’s identifier, or ask for projects with an identifier only."
        )
        raise Refused(sentence % {"count": nameless})


def records(activities: Iterable[Activity], *, publisher: Publisher, on: date) -> Iterator[Record]:
    """The record of each, in order, some hundred at a time; those without identifier are left out.

    Body and partners are read beforehand.
    """
    rest = iter(activities)
    while batch := list(islice(rest, BATCH)):
        found = recorded(batch, publisher=publisher, on=on)
        yield from (found[each.pk].now for each in batch if found[each.pk].now.identifier)
