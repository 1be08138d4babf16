"""How are the words by which activities are found made anew? Only a new version asks for it."""

from suivi.activities.actions.keeping import rebuild_words
from suivi.activities.models import Activity
from suivi.command_line.stopping import Arguments


def run(words: list[str]) -> None:
    """Makes them anew, all of them."""
    Arguments("activities index").parse_args(words)
    rows = Activity.with_removed.order_by("pk").prefetch_related("provisions", "plans")
    count = rebuild_words(activities=rows.iterator(chunk_size=2000))
    print(f"{count} activities can be found.")
