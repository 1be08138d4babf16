"""Who writes on the last evening, and is everything there that they were told is saved?

Run in the installation to be measured. `prepare N` gives N focal points a contribution each that
is still to be delivered, and prints where and with which session; `check` reads, from standard
input, what each was told, and prints a sentence for each word that is missing.
"""

import json
import os
import sys
from typing import Any

import django
from django.test import Client
from django.utils import timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "suivi.settings")
django.setup(set_prefix=False)

from django.urls import reverse  # noqa: E402

from suivi.audit.queries import breaks  # noqa: E402
from suivi.people.models import Person  # noqa: E402
from suivi.plans.models import Membership, Role  # noqa: E402
from suivi.reporting.models import Contribution, DraftVersion  # noqa: E402

PLAN = "be-wps-2013-2016"
YEAR = 2015


def prepare(people: int) -> list[dict[str, str]]:
    """Gives each of so many people a contribution; says its address and their session."""
    waiting = Contribution.objects.filter(period__plan__slug=PLAN, period__year=YEAR).outstanding()
    chosen = waiting.select_related("provision", "body", "period__plan").in_order()[:people]
    return [_seat(number, each) for number, each in enumerate(chosen)]


def _seat(number: int, contribution: Contribution) -> dict[str, str]:
    """A focal point of the body, signed in, before this contribution."""
    email = f"evening-{number}@example.org"
    person = Person.objects.create_user(email, name=f"Focal point {number}", is_sample=True)
    Membership.objects.create(
        plan=contribution.plan,
        person=person,
        body=contribution.body,
        role=Role.FOCAL_POINT,
        begun_on=timezone.localdate(),
    )
    browser = Client(SERVER_NAME="127.0.0.1")
    browser.force_login(person)
    place = (PLAN, YEAR, contribution.provision.code, contribution.body.code)
    return {
        "path": reverse("contribution", args=place),
        "session": browser.cookies["sessionid"].value,
        "name": person.name,
        "contribution": str(contribution.pk),
    }


def missing(told: list[dict[str, Any]]) -> list[str]:
    """A sentence for each that does not hold what somebody was told is saved."""
    found = []
    for each in told:
        versions = DraftVersion.objects.filter(contribution=each["contribution"])
        texts = [answers["account"] for answers in versions.values_list("answers", flat=True)]
        if each["acknowledged"].strip() not in [text.strip() for text in texts]:
            found.append(f"{each['path']}: what was acknowledged last is not there.")
        newest = versions.order_by("-number").values_list("answers", flat=True)[0]["account"]
        if newest.strip() not in {each["acknowledged"].strip(), each["last_typed"].strip()}:
            found.append(f"{each['path']}: the newest text is not the one typed last.")
    return found


def main(words: list[str]) -> None:
    """Prints JSON."""
    if words[0] == "prepare":
        print(json.dumps(prepare(int(words[1]))))
    else:
        print(json.dumps(missing(json.load(sys.stdin)) + list(breaks())))


if __name__ == "__main__":
    main(sys.argv[1:])
