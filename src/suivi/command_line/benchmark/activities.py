"""How does a throw-away installation come to hold a million activities, quickly?

`python -m suivi.command_line.benchmark.activities COUNT` adds so many to the plans that are loaded:
titles in four languages out of words that plans use, ten years of dates, lines, countries, amounts.
Rows are written in bulk, past the actions, and then copied within the database: nobody will ever
work with them.
"""

import os
import random
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

import django
from django.db import connection
from django.db.models import prefetch_related_objects

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "suivi.settings")
django.setup(set_prefix=False)

from suivi.activities.actions.keeping import words_row  # noqa: E402
from suivi.activities.models import Activity, ActivityWords  # noqa: E402
from suivi.people.models import Body  # noqa: E402
from suivi.plans.models import Provision  # noqa: E402

BATCH: Final = 5000
SEED: Final = 20_000
NOON: Final = datetime(2022, 1, 1, 12, tzinfo=UTC)
FIRST: Final = date(2012, 1, 1)
DAYS: Final = 3650
LASTING: Final = 0.1  # the share of those that take more than a day
COUNTRIES: Final = ("CD", "ML", "AF", "BF", "RW", "BI", "UG", "NE", "SN", "TN", "PS", "UA")
TITLES: Final = {
    "en": "training officers mission conference women peace security resolution violence victims "
    "report protection children refugees asylum police justice support network hearing",
    "fr": "formation officiers mission conférence femmes paix sécurité résolution violences "
    "victimes identifiées rapport protection enfants réfugiées asile police justice réseau",
    "nl": "opleiding officieren zending conferentie vrouwen vrede veiligheid resolutie geweld "
    "slachtoffers verslag bescherming kinderen vluchtelingen asiel politie justitie netwerk",
    "de": "Schulung Offiziere Mission Konferenz Frauen Frieden Sicherheit Resolution Gewalt "
    "Opfer Bericht Schutz Kinder Flüchtlinge Asyl Polizei Justiz Netzwerk",
}


def made(count: int, bodies: list[int], dice: random.Random) -> Iterator[Activity]:
    """So many activities, the same on every machine."""
    kinds, forums = list(Activity.Kind.values), list(Activity.Forum.values)
    for number in range(count):
        language = dice.choice(list(TITLES))
        words = dice.sample(TITLES[language].split(), 4)
        amount = dice.randrange(10**8) if dice.random() < 0.3 else None
        began = FIRST + timedelta(days=dice.randrange(DAYS))
        lasts = timedelta(days=dice.randrange(1, 700)) if dice.random() < LASTING else None
        yield Activity(
            kind=dice.choice(kinds),
            title=f"{' '.join(words)} {number % 5000}".capitalize(),
            language=language,
            body_id=dice.choice(bodies),
            started_on=began,
            ended_on=began + lasts if lasts else None,
            countries=dice.sample(COUNTRIES, dice.choice((0, 1, 1, 2))),
            forum=dice.choice(forums) if dice.random() < 0.3 else "",
            amount=amount,
            currency="" if amount is None else "EUR",
            gender_marker=dice.choice((None, 0, 1, 2)),
            source="generated",
            is_sample=True,
            entered_at=NOON,
        )


def fill(count: int) -> int:
    """Writes the activities, their lines and their words; gives the number of the first."""
    dice = random.Random(1325)  # noqa: S311 (sample content)
    bodies = list(Body.objects.values_list("pk", flat=True).order_by("pk"))
    lines = list(Provision.objects.anchors().values_list("pk", flat=True).order_by("pk"))
    serves = Activity.provisions.through
    batch: list[Activity] = []
    first = 0
    for number, activity in enumerate(made(count, bodies, dice), start=1):
        batch.append(activity)
        if len(batch) == BATCH or number == count:
            stored = Activity.objects.bulk_create(batch)
            first = first or stored[0].pk
            serves.objects.bulk_create(
                serves(activity_id=each.pk, provision_id=dice.choice(lines)) for each in stored
            )
            prefetch_related_objects(stored, "provisions", "plans")
            ActivityWords.objects.bulk_create(words_row(each) for each in stored)
            batch = []
    return first


# How each database copies rows: an identifier of their own, a later day, the number of a day.
OWN: Final = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}
LATER: Final = {
    "sqlite": "date(started_on, '+' || ({shift}) || ' days')",
    "postgresql": "started_on + ({shift})::integer",
}
ORDINAL: Final = {
    "sqlite": "CAST(julianday(a.started_on) - 1721424.5 AS INTEGER)",
    "postgresql": "(a.started_on - DATE '0001-01-01' + 1)::bigint",
}


def multiply(first: int, size: int, copies: int) -> None:
    """Copies the rows from number `first` on, within the database: other numbers, other days.

    What lasts stays on its days, so that the words for its years stay right.
    """
    vendor = connection.vendor
    columns = [field.column for field in Activity._meta.local_concrete_fields]
    plain = [name for name in columns if name not in {"id", "uid", "started_on"}]
    names = ", ".join(f'"{name}"' for name in plain)
    with connection.cursor() as cursor:
        for copy in range(1, copies + 1):
            rows, shift = f"BETWEEN {first} AND {first + size - 1}", copy * size
            later = LATER[vendor].format(shift=f"(id * {copy}) % 61")
            # Numbers of our own making, no text of anybody.
            cursor.execute(
                f"INSERT INTO activities_activity (id, uid, started_on, {names}) "  # noqa: S608
                f"SELECT id + {shift}, {OWN[vendor]}, "
                f"CASE WHEN ended_on IS NULL THEN {later} ELSE started_on END, {names} "
                f"FROM activities_activity WHERE id {rows}"
            )
            cursor.execute(
                "INSERT INTO activities_activity_provisions (activity_id, provision_id) "  # noqa: S608
                f"SELECT activity_id + {shift}, provision_id "
                f"FROM activities_activity_provisions WHERE activity_id {rows}"
            )
            cursor.execute(
                "INSERT INTO activities_activitywords (activity_id, place, text) "  # noqa: S608
                f"SELECT a.id, {ORDINAL[vendor]} * 4294967296 + a.id, w.text "
                "FROM activities_activity a JOIN activities_activitywords w "
                f"ON w.activity_id = a.id - {shift} "
                f"WHERE a.id BETWEEN {first + shift} AND {first + shift + size - 1}"
            )
        if vendor == "postgresql":
            numbered = "pg_get_serial_sequence('activities_activity', 'id')"
            cursor.execute(f"SELECT setval({numbered}, MAX(id)) FROM activities_activity")  # noqa: S608
        cursor.execute("ANALYZE")


def main(count: int) -> None:
    """The first of them one by one, the rest as copies of those."""
    size = min(count, SEED)
    multiply(fill(size), size, count // size - 1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
