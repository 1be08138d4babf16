"""How long does the register take to answer, at the size at which it stands?

`python -m suivi.command_line.benchmark.register [TIMES]` prints a table: for each question, median
and 95th percentile of what a reader waits, how long the processors worked for it (the program and
its database together), and how many queries it put.
"""

import gc
import os
import re
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path
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
AIM: Final = 150  # milliseconds within which 95 of 100 answers are to come
QUESTIONS: Final = {
    "newest": "",
    "oldest": "order=oldest",
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
    "of a day": "first=2014-06-01&last=2014-06-01",
    "since a day": "first=2020-01-01",
    "one word": "words=identifiees",
    "two words": "words=formations+officiers",
    "rare word": "words=4711",
    "no such word": "words=xyzzy",
    "word, country and year": "words=training&country=ML&first=2014-01-01&last=2014-12-31",
    "word, kind and body": "words=police&kind=event&body=justice",
    "line and year": f"plan={PLAN}&line=23.a&first=2014-01-01&last=2014-12-31",
    "kind, forum, country, marker": "kind=event&forum=csw&country=ML&marker=2",
    "word, by title": "words=police&order=title",
    "country, by title": "country=ML&order=title",
    "word, oldest": "words=training&order=oldest",
    "deep in the list": "after=500000~2014-06-01",
    "deep, of a kind": "kind=training&after=500000~2014-06-01",
}


def seconds_worked() -> float:
    """What this process worked so far, and on this machine the PostgreSQL that it asks.

    However busy the machine is with other things: what is waited for grows with that, this hardly.
    """
    own = time.process_time()
    if connection.vendor != "postgresql":
        return own
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        servers = [Path(f"/proc/{pid}/stat") for (pid,) in cursor.fetchall()]
    ticks = 0
    for server in servers:
        if server.exists():
            told = server.read_text().rpartition(")")[2].split()
            ticks += int(told[11]) + int(told[12])
    return own + ticks / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Measured:
    """Of one question: milliseconds of each call, those worked for it, queries put."""

    waited: tuple[float, ...]
    worked: float
    queries: int

    @property
    def late(self) -> float:
        """The 95th percentile."""
        return statistics.quantiles(self.waited, n=20)[-1]

    def __str__(self) -> str:
        return (
            f"{statistics.median(self.waited):.0f} ({self.late:.0f}) | {self.worked:.0f} "
            f"| {self.queries}"
        )


def measured(client: Client, address: str, times: int) -> Measured:
    """One question, after a call to warm up. Raises ValueError when it is not answered."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    if answer.status_code != 200:
        raise ValueError(f"{address}: {answer.status_code}")
    put = len(queries)
    waited, worked = [], seconds_worked()
    for _ in range(times):
        began = time.perf_counter()
        client.get(address)
        waited.append((time.perf_counter() - began) * 1000)
    worked = (seconds_worked() - worked) * 1000 / times
    return Measured(tuple(waited), worked, put)


def entered(client: Client, times: int) -> str:
    """How long a focal point waits for a new activity. Raises ValueError when it is refused."""
    facts = {"kind": "training", "started_on": "2015-03-03", "language": "en", "anyway": "1"}
    page = client.get("/activities/enter/").content.decode()
    code = re.findall(r'<select name="body".*?<option value="([\w-]+)"', page, re.DOTALL)[0]
    waited, worked = [], seconds_worked()
    for number in range(times):
        title = {"title": f"Course number {number} {number * 7}", "body": code}
        began = time.perf_counter()
        answer = client.post("/activities/enter/", {**facts, **title, "lines": f"{PLAN} 23.a"})
        waited.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 302:
            raise ValueError(f"Entering: {answer.status_code}")
    worked = (seconds_worked() - worked) * 1000 / times
    late = statistics.quantiles(waited, n=20)[-1]
    return f"{statistics.median(waited):.0f} ({late:.0f}), {worked:.0f}"


def main(times: int) -> None:
    """For a visitor, and for a focal point."""
    held = Membership.objects.current().filter(role=Role.FOCAL_POINT, plan__slug=PLAN)
    person = held.order_by("pk").select_related("person")[0].person
    visitor, member = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    member.force_login(Person.objects.get(pk=person.pk))
    for client in (visitor, member):
        client.get("/activities/")
    gc.freeze()  # as the server does, once it is loaded
    print(
        "| question | visitor, ms (p95) | worked, ms | queries "
        "| member, ms (p95) | worked, ms | queries |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|")
    late = []
    for name, query in QUESTIONS.items():
        address = f"/activities/?{query}"
        found = [measured(client, address, times) for client in (visitor, member)]
        print(f"| {name} | {found[0]} | {found[1]} |", flush=True)
        late += [name] if max(each.late for each in found) > AIM else []
    print(f"\nAbove {AIM} ms (p95): {', '.join(late) or 'none'}.")
    print(f"\nEntering an activity, ms (p95) and ms worked: {entered(member, times)}.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
