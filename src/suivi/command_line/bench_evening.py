"""Does the last evening go well, when forty focal points write at once and a machine fails?

In a throw-away installation of the demonstration, on SQLite and, where DATABASE_URL names a
PostgreSQL on which databases may be made, there as well: first measured undisturbed, then with
every program of the installation killed in the middle, then all hand over at once.
"""

import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from suivi.command_line import processes
from suivi.command_line.bench import call, say
from suivi.command_line.bench_activities import throw_away
from suivi.command_line.benchmark import writers
from suivi.command_line.benchmark.writers import Writer
from suivi.command_line.stopping import Arguments, Stop

_MODULE: Final = "suivi.command_line.benchmark.evening"
_WORDS: Final = {"open": "opens the page", "save": "is saved while typing", "submit": "hands over"}


def run(words: list[str]) -> None:
    """Fills, measures, prints Markdown, and leaves nothing behind."""
    arguments = Arguments("bench evening")
    arguments.add_argument("--people", type=int, default=40)
    arguments.add_argument("--seconds", type=int, default=60)
    chosen = arguments.parse_args(words)
    if chosen.people < 1 or chosen.seconds < 5:
        raise Stop("At least one person writes, for at least five seconds.")
    url = os.environ.pop("DATABASE_URL", "")
    os.environ |= {"SUIVI_DEMO": "1", "DJANGO_SETTINGS_MODULE": "suivi.settings"}
    python = f"Python {platform.python_version()}"
    print(f"# The last evening on {os.cpu_count()} cores ({platform.machine()}), {python}\n")
    with tempfile.TemporaryDirectory(prefix="suivi-bench-") as name:
        measure("SQLite", Path(name) / "sqlite", chosen.people, chosen.seconds)
        if url:
            with throw_away(url) as own:
                os.environ["DATABASE_URL"] = own
                measure("PostgreSQL", Path(name) / "postgresql", chosen.people, chosen.seconds)


def measure(database: str, data: Path, people: int, seconds: int) -> None:
    """One database: an evening, an evening with a failure, the rush at its end."""
    data.mkdir()
    os.environ["SUIVI_DATA"] = str(data)
    say(f"{database}: filling the demonstration")
    call("suivi.command_line", "demo", "--no-serve")
    seats: list[dict[str, str]] = json.loads(call(_MODULE, "prepare", str(people))[0])
    house = House(processes.free_port())
    house.open()
    try:
        writers.together([_writer(house.port, seat) for seat in seats], Writer.open)  # warm
        calm = [_writer(house.port, seat) for seat in seats]
        say(f"{database}: {len(calm)} people write for {seconds} seconds")
        writers.evening(calm, seconds, writers.read_and_save)
        say(f"{database}: the same, and everything is killed in the middle")
        rough = [_writer(house.port, seat) for seat in seats]
        threading.Timer(seconds / 4, house.fail).start()
        writers.evening(rough, seconds / 2, writers.read_and_save)
        lost = check(seats, rough)
        say(f"{database}: all hand over")
        writers.together(rough, Writer.submit)
    finally:
        house.close()
    report(database, calm, rough, lost)


def _writer(port: int, seat: dict[str, str]) -> Writer:
    return Writer(port, seat["path"], seat["session"], seat["name"])


@dataclass
class House:
    """The programs of an installation, which may fail and come back."""

    port: int
    _running: processes.Running | None = None

    def open(self) -> None:
        """Two server processes and the worker."""
        commands = [processes.server("127.0.0.1", self.port, 2), processes.worker()]
        self._running = processes.start(commands)
        processes.wait_for("127.0.0.1", self.port, self._running.programs[0])

    def fail(self) -> None:
        """Every program is killed without warning, and started again after two seconds."""
        assert self._running is not None
        for program in self._running.programs:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()
        self._running.minder.communicate()
        time.sleep(2)
        self.open()

    def close(self) -> None:
        """Ends all of them."""
        if self._running is not None:
            processes.stop(self._running)


def check(seats: list[dict[str, str]], people: list[Writer]) -> list[str]:
    """What is missing of what each was told is saved, and breaks in the chain of events."""
    told = [
        {**seat, "acknowledged": person.acknowledged, "last_typed": person.last_typed}
        for seat, person in zip(seats, people, strict=True)
    ]
    done = subprocess.run(
        [sys.executable, "-m", _MODULE, "check"],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[str] = json.loads(done.stdout)
    return found


def report(database: str, calm: list[Writer], rough: list[Writer], lost: list[str]) -> None:
    """The table of one database, and what went wrong."""
    print(f"## {database}, {len(calm)} people, load {os.getloadavg()[0]:.1f}\n")
    print("| a focal point | requests | median, ms | 95th percentile, ms | longest, ms |")
    print("|---|---:|---:|---:|---:|")
    for kind, group in (("open", calm), ("save", calm), ("submit", rough)):
        count, *waited = writers.waits(group, kind)
        print(f"| {_WORDS[kind]} | {count} | {' | '.join(f'{wait:.0f}' for wait in waited)} |")
    refused = [sentence for person in [*calm, *rough] for sentence in person.refused]
    unanswered = sum(person.unanswered for person in rough)
    print(f"\nFailed while undisturbed: {sum(person.unanswered for person in calm)}.")
    print(f"Refused: {len(refused)}. Sent again after everything was killed: {unanswered}.")
    print(f"Lost of what was acknowledged: {len(lost)}.\n", flush=True)
    for sentence in [*sorted(set(refused)), *lost]:
        print(f"- {sentence}", flush=True)
