"""How does somebody see the whole system within a minute?

The real Belgian plan and sample content, marked as such, in this installation's data directory;
then the pages and the worker. Running it again changes nothing that is there.
"""

import os
import sys

from django.conf import settings
from django.core.management import call_command

from suivi.command_line import installation, processes
from suivi.command_line.stopping import Arguments, Stop
from suivi.demo import content
from suivi.people.models import Person
from suivi.plans.models import Membership

HOST = "127.0.0.1"


def run(words: list[str]) -> None:
    """Fills the installation, says how to sign in, and serves it until it is stopped."""
    arguments = Arguments("demo")
    arguments.add_argument("--port", type=int, default=8000)
    arguments.add_argument("--no-serve", action="store_true", help="fill the installation only")
    chosen = arguments.parse_args(words)
    if not chosen.no_serve:
        processes.refuse_a_port_in_use(HOST, chosen.port, "demo")
    fill()
    if not chosen.no_serve:
        # Links in mails lead to where this demo is.
        os.environ.setdefault("SUIVI_ADDRESS", f"http://{HOST}:{chosen.port}")
        serve(chosen.port)


def fill() -> None:
    """The plans and the sample content, in a database that holds no real people."""
    print(f"Preparing the demo in {settings.DATA_DIR} …", flush=True)
    installation.prepare()
    if installation.holds_people(sample=False):
        raise Stop(
            "This installation holds real people, and a demo must not stand beside them. "
            "Set SUIVI_DATA to a directory of its own."
        )
    for path in plan_files():
        call_command("plan_load", path, verbosity=0)
    call_command("frameworks_load", verbosity=0)
    call_command("demo_fill")


def plan_files() -> list[str]:
    """The plans that come with the program, each after its predecessor."""
    return [
        str(path) for path in sorted((settings.PACKAGE_DIR / "plans" / "data").glob("be-*.json"))
    ]


def serve(port: int) -> None:
    """Serves the demo on this machine alone until it is stopped."""
    running = processes.start([processes.server(HOST, port, 2), processes.worker()])
    try:
        processes.wait_for(HOST, port, running.programs[0])
        print(signs(port), flush=True)
    except BaseException:
        processes.stop(running)
        raise
    sys.exit(processes.stay(running))


def signs(port: int) -> str:
    """Where to go, as whom, and with which password."""
    people = Person.objects.filter(is_sample=True).order_by("pk")
    roles: dict[int, list[str]] = {}
    for held in Membership.objects.current().select_related("body").order_by("pk"):
        roles.setdefault(held.person_id, []).append(f"{held.get_role_display()}, {held.body}")
    width = max((len(person.email) for person in people), default=0)
    lines = [f"Suivi answers on http://{HOST}:{port}/", ""]
    lines.append(f"Sample people sign in with the password: {content.people().password}")
    for person in people:
        role = "; ".join(roles.get(person.pk, [])) or "administrator"
        lines.append(f"  {person.email:<{width}}  {role}")
    return "\n".join([*lines, "", "Stop with Ctrl-C."])
