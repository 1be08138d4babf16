"""How do the lists of fragile contexts that come with the program get loaded?"""

from django.utils import timezone

from suivi.activities.fragile.actions import load_shipped
from suivi.command_line.stopping import Arguments


def run(words: list[str]) -> None:
    """Loads the editions that are not here yet; what coordinators loaded stays."""
    Arguments("fragile load").parse_args(words)
    loaded = load_shipped(at=timezone.now())
    for edition in loaded:
        print(f"Fragile contexts, edition {edition.year}: {edition.contexts.count()}.")
    if not loaded:
        print("Fragile contexts: nothing to load.")
