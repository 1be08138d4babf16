"""How long does the register take to answer, at the size at which it stands?

`python -m suivi.command_line.benchmark.register [TIMES]` prints a table: for each question, median
and 95th percentile in one process, and how many queries it put.
"""

import os
import statistics
import sys
import time
from typing import Final

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "suivi.settings")
django.setup(set_prefix=False)

from suivi.people.models import Person  # noqa: E402
from suivi.plans.models import Membership, Role  # noqa: E402

PLAN: Final = "be-wps-2013-2016"
QUESTIONS: Final = {
    "newest": "",
    "by title": "order=title",
    "last entered": "order=entered",
    "of a plan": f"plan={PLAN}",
    "of a line": f"plan={PLAN}&line=23.a",
    "of a body": "body=defence",
    "of a kind": "kind=training",
    "at a forum": "forum=csw",
    "in a country": "country=ML",
    "not screened": "marker=none",
    "of a year": "first=2014-01-01&last=2014-12-31",
    "one word": "words=identifiees",
    "two words": "words=formations+officiers",
    "rare word": "words=4711",
    "no such word": "words=xyzzy",
    "word, country and year": "words=training&country=ML&first=2014-01-01&last=2014-12-31",
    "word, kind and body": "words=police&kind=event&body=justice",
    "deep in the list": "after=500000~2014-06-01",
}


def line(client: Client, address: str, times: int) -> str:
    """The cells of one question."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    put = len(queries)
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        answer = client.get(address)
        taken.append((time.perf_counter() - began) * 1000)
    p95 = statistics.quantiles(taken, n=20)[-1]
    status = "" if answer.status_code == 200 else f" ({answer.status_code})"
    return f"{statistics.median(taken):.0f} ({p95:.0f}){status} | {put}"


def main(times: int) -> None:
    """For a visitor, and for a focal point."""
    held = Membership.objects.current().filter(role=Role.FOCAL_POINT, plan__slug=PLAN)
    person = held.order_by("pk").select_related("person")[0].person
    visitor, member = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    member.force_login(Person.objects.get(pk=person.pk))
    print("| question | visitor, ms (p95) | queries | member, ms (p95) | queries |")
    print("|---|---:|---:|---:|---:|")
    for name, query in QUESTIONS.items():
        address = f"/activities/?{query}"
        print(
            f"| {name} | {line(visitor, address, times)} | {line(member, address, times)} |",
            flush=True,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
