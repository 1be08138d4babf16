"""How long does each page take, and how many questions does it put to the database?

Run in the installation to be measured; prints JSON. Also opens a session for the coordinator, whose
key the load of several clients uses.
"""

import json
import os
import statistics
import sys
import time

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "suivi.settings")
django.setup(set_prefix=False)

from suivi.people.models import Person  # noqa: E402
from suivi.plans.models import Membership, Role  # noqa: E402

PLAN = "be-wps-2013-2016"
WIDE = "copy-wide"  # 102 lines, 20 bodies on each (see `wide`)
PUBLIC = {
    "front page": "/",
    "plans": "/plans/",
    "whole plan": f"/plans/{PLAN}/",
    "line 1.a": f"/plans/{PLAN}/1.a/",
    "body": "/bodies/defence/",
    "search": "/search/?q=women",
    "reports": "/reports/",
    "report 2014": f"/reports/{PLAN}/2014/",
    "report 2014, JSON": f"/reports/{PLAN}/2014/report.json",
}
SIGNED_IN = {
    "my work": "/my-work/",
    "board 2015": f"/board/{PLAN}/2015/",
    "board, 102 lines × 20 bodies": f"/board/{WIDE}/2015/",
    "the same with subtotals": f"/board/{WIDE}/2015/?by=group&bodies=owed",
    "review 2015": f"/review/{PLAN}/2015/",
    "contribution": f"/board/{PLAN}/2015/1.a/defence/",
    "desk of the report": f"/reports/{PLAN}/2015/desk/",
}


def coordinator() -> Person:
    """Somebody who coordinates the plan."""
    held = Membership.objects.current().filter(plan__slug=PLAN, role=Role.COORDINATOR)
    return held.order_by("pk").select_related("person")[0].person


def measured(client: Client, path: str, times: int) -> dict[str, str | float]:
    """Status, queries, kilobytes and median milliseconds of a page, after one call to warm up.

    `cpu` are those in which the process computed: a machine that others use does not change them.
    """
    client.get(path)
    taken, computed = [], []
    for _ in range(times):
        began, busy = time.perf_counter(), time.process_time()
        answer = client.get(path)
        taken.append((time.perf_counter() - began) * 1000)
        computed.append((time.process_time() - busy) * 1000)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    return {
        "path": path,
        "status": answer.status_code,
        "ms": statistics.median(taken),
        "cpu": statistics.median(computed),
        "queries": len(queries),
        "kb": len(answer.content) / 1024,
    }


def main(times: int) -> None:
    """Prints what was measured, and the key of a session."""
    visitor, desk = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    desk.force_login(coordinator())
    found = {name: measured(visitor, path, times) for name, path in PUBLIC.items()}
    found |= {name: measured(desk, path, times) for name, path in SIGNED_IN.items()}
    print(json.dumps({"pages": found, "session": desk.cookies["sessionid"].value}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
