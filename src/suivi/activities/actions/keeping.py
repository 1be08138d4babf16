"""What is kept of an activity besides the activity: its versions, and the words that find it."""

from collections.abc import Iterable
from datetime import datetime

from suivi.activities.facts import kept
from suivi.activities.models import Activity, ActivityVersion, ActivityWords
from suivi.activities.words import place_of, text_of
from suivi.people.models import Person


def keep_version(*, by: Person | None, at: datetime, activity: Activity) -> ActivityVersion:
    """Keeps the activity as it stands now, under its next number, and its words."""
    newest = activity.versions.order_by("-number").values_list("number", flat=True).first()
    activity.version = (newest or 0) + 1
    activity.save(update_fields=["version"])
    keep_words(activity=activity)
    return ActivityVersion.objects.create(
        activity=activity, number=activity.version, facts=kept(activity), at=at, by=by
    )


def keep_words(*, activity: Activity) -> None:
    """Keeps the words by which the activity is found."""
    rebuild_words(activities=[activity])


def rebuild_words(*, activities: Iterable[Activity], batch: int = 2000) -> int:
    """Keeps the words of all these activities anew; gives how many there were.

    Lines and plans are read beforehand where there are many.
    """
    rows: list[ActivityWords] = []
    count = 0
    for activity in activities:
        rows.append(words_row(activity))
        count += 1
        if len(rows) == batch:
            _replace(rows)
            rows = []
    _replace(rows)
    return count


def words_row(activity: Activity) -> ActivityWords:
    """The words of an activity as they stand in the index."""
    place = place_of(activity.started_on, activity.pk)
    return ActivityWords(activity=activity, place=place, text=text_of(activity))


def _replace(rows: list[ActivityWords]) -> None:
    ActivityWords.objects.bulk_create(
        rows, update_conflicts=True, update_fields=["place", "text"], unique_fields=["activity"]
    )
