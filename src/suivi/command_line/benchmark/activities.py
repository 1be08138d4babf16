"""How does a throw-away installation come to hold a million activities, quickly?

`python -m suivi.command_line.benchmark.activities COUNT` adds so many to the plans that are loaded:
titles in four languages out of words that plans use, ten years of dates, lines, countries, amounts.
Rows are written in bulk, past the actions: nobody will ever work with them.
"""

import os
import random
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "suivi.settings")
django.setup(set_prefix=False)

from suivi.activities.models import Activity, ActivityWords  # noqa: E402
from suivi.activities.words import text_of  # noqa: E402
from suivi.people.models import Body  # noqa: E402
from suivi.plans.models import Provision  # noqa: E402

BATCH: Final = 5000
NOON: Final = datetime(2022, 1, 1, 12, tzinfo=UTC)
FIRST: Final = date(2012, 1, 1)
DAYS: Final = 3650
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
        yield Activity(
            kind=dice.choice(kinds),
            title=f"{' '.join(words)} {number % 5000}".capitalize(),
            language=language,
            body_id=dice.choice(bodies),
            started_on=FIRST + timedelta(days=dice.randrange(DAYS)),
            countries=dice.sample(COUNTRIES, dice.choice((0, 1, 1, 2))),
            forum=dice.choice(forums) if dice.random() < 0.3 else "",
            amount=dice.randrange(10**8) if dice.random() < 0.3 else None,
            gender_marker=dice.choice((None, 0, 1, 2)),
            source="generated",
            is_sample=True,
            entered_at=NOON,
        )


def fill(count: int) -> None:
    """Writes the activities, their lines and their words, batch by batch."""
    dice = random.Random(1325)  # noqa: S311 (sample content)
    bodies = list(Body.objects.values_list("pk", flat=True).order_by("pk"))
    lines = list(Provision.objects.anchors().values_list("pk", flat=True).order_by("pk"))
    serves = Activity.provisions.through
    batch: list[Activity] = []
    for number, activity in enumerate(made(count, bodies, dice), start=1):
        batch.append(activity)
        if len(batch) == BATCH or number == count:
            for each in batch:
                each.amount, each.currency = each.amount, "EUR" if each.amount is not None else ""
            stored = Activity.objects.bulk_create(batch)
            serves.objects.bulk_create(
                serves(activity_id=each.pk, provision_id=dice.choice(lines)) for each in stored
            )
            ActivityWords.objects.bulk_create(
                ActivityWords(activity=each, text=text_of(each)) for each in stored
            )
            batch = []


if __name__ == "__main__":
    fill(int(sys.argv[1]))
