"""Under which name does this installation publish? The settings say."""

from django.conf import settings

from suivi.activities.iati.recorded import Publisher


def publisher() -> Publisher:
    """The publisher of this installation; without reference where none is set."""
    return Publisher(settings.IATI_PUBLISHER, settings.IATI_PUBLISHER_NAME)
