"""How quick and how small is this version on this machine? Tables, no verdict.

Everything happens in a throw-away directory: the demonstration (1×), then the same beside many
copies of the plan with ten years each (50× unless said otherwise).
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from suivi.command_line import processes
from suivi.command_line.benchmark import clients
from suivi.command_line.stopping import Arguments, Stop

PLAN: Final = "be-wps-2013-2016"
TIMES: Final = 9
CALLS: Final = 25
ROOT: Final = Path(__file__).resolve().parents[3]
Page = dict[str, Any]


def run(words: list[str]) -> None:
    """Measures, and prints Markdown."""
    arguments = Arguments("bench")
    arguments.add_argument("--scale", type=int, default=50)
    scale = arguments.parse_args(words).scale
    if scale < 2:
        raise Stop("The scale is a number of plans from 2 on: --scale 50.")
    with tempfile.TemporaryDirectory(prefix="suivi-bench-") as name:
        data = Path(name) / "data"
        os.environ |= {"SUIVI_DATA": str(data), "SUIVI_DEMO": "1"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "suivi.settings"
        python = f"Python {platform.python_version()}"
        print(f"# Suivi on {os.cpu_count()} cores ({platform.machine()}), {python}\n")
        say("filling the demonstration")
        _output, taken = call("suivi.command_line", "demo", "--no-serve")
        print(f"The demonstration was filled in {taken:.1f} s.\n")
        call("suivi.command_line.benchmark.wide")
        report_table(Path(name))
        size_table()
        one = measured_pages("1×")
        say(f"filling {scale - 1} more plans of ten years")
        _output, taken = call("suivi.command_line.benchmark.filling", str(scale - 1))
        many = measured_pages(f"{scale}×")
        page_table(one, many, f"{scale}×")
        size = sum(path.stat().st_size for path in data.glob("suivi.sqlite3*")) / 1e6
        print(
            f"\nMedians of {TIMES} calls in one process; median and 95th percentile of "
            f"{clients.CLIENTS} clients at once, {CALLS} calls each, on two server processes. "
            f"{scale}× was filled in {taken:.0f} s and is {size:.0f} MB of SQLite."
        )


def say(what: str) -> None:
    """Progress, beside the tables."""
    print(f"… {what}", file=sys.stderr, flush=True)


def call(*words: str) -> tuple[str, float]:
    """Runs a module; gives its output and the seconds it took, raises Stop when it fails."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", *words], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Stop(f"{' '.join(words)} did not succeed: {done.stderr.strip()[-800:]}")
    return done.stdout, time.perf_counter() - began


def report_table(folder: Path) -> None:
    """Time and peak memory of the report on 2014, from the command line."""
    print("| report on 2014 | seconds | peak memory, MB | size, kB |")
    print("|---|---:|---:|---:|")
    for kind in ("pdf", "json", "html"):
        say(f"report as {kind}")
        target = folder / f"report.{kind}"
        arguments = [PLAN, "2014", "--format", kind, "--lang", "en", "-o", str(target)]
        runs = [peak("suivi.command_line", "report", *arguments) for _ in range(3)]
        seconds, memory = sorted(runs)[1]
        size = target.stat().st_size / 1024
        print(f"| {kind.upper()} | {seconds:.2f} | {memory:.0f} | {size:,.0f} |")
    print()


def peak(*words: str) -> tuple[float, float]:
    """Seconds, and megabytes of the largest process among a command and its children."""
    script = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)\n"
        "print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    began = time.perf_counter()
    command = [sys.executable, "-c", script, sys.executable, "-m", *words]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    if answer[0] != "0":
        raise Stop(f"{' '.join(words)} did not succeed.")
    return time.perf_counter() - began, int(answer[1]) / 1024


def size_table() -> None:
    """How long until the first page, how long the listing, how large the environment."""
    say("start")
    with served() as (_port, seconds):
        pass
    began = time.perf_counter()
    subprocess.run([str(ROOT / "suivi")], stdout=subprocess.DEVNULL, check=True)
    listing = time.perf_counter() - began
    print("| | |\n|---|---:|")
    print(f"| from start to the first page, two processes | {seconds:.2f} s |")
    print(f"| `./suivi` alone | {listing:.2f} s |")
    besides = f", with packages to {' and '.join(groups())}" if groups() else ""
    print(f"| environment{besides} | {megabytes():.0f} MB |")
    print()


def groups() -> list[str]:
    """The groups of packages that are installed beyond running."""
    stamp = Path(sys.prefix) / "suivi-installed.json"
    found: list[str] = json.loads(stamp.read_text())["groups"] if stamp.exists() else []
    return found


def megabytes() -> float:
    """The size of the environment on the disk."""
    files = (path for path in Path(sys.prefix).rglob("*") if path.is_file())
    return sum(path.lstat().st_size for path in files if not path.is_symlink()) / 1e6


@contextmanager
def served() -> Iterator[tuple[int, float]]:
    """The installation on two server processes; its port, and the seconds to the first page."""
    port = processes.free_port()
    began = time.perf_counter()
    running = processes.start([processes.server("127.0.0.1", port, 2)])
    try:
        processes.wait_for("127.0.0.1", port, running.programs[0])
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60).close()
        yield port, time.perf_counter() - began
    finally:
        processes.stop(running)


def measured_pages(size: str) -> dict[str, Page]:
    """Each page alone, then with four clients at once."""
    say(f"pages at {size}")
    output, _taken = call("suivi.command_line.benchmark.pages", str(TIMES))
    found = json.loads(output)
    pages: dict[str, Page] = found["pages"]
    with served() as (port, _seconds):
        for page in pages.values():
            wait = clients.waits(port, page["path"], found["session"], CALLS)
            page["median"], page["p95"] = wait
    return pages


def page_table(one: dict[str, Page], many: dict[str, Page], size: str) -> None:
    """Both sizes side by side."""
    print(
        f"| page | queries 1× | queries {size} | ms 1× | ms {size} | of them computing, {size} "
        f"| four clients 1×, ms (p95) | four clients {size}, ms (p95) | kB {size} |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for name, small in one.items():
        large = many[name]
        status = "" if small["status"] == large["status"] == 200 else f" ({large['status']})"
        print(
            f"| {name}{status} | {small['queries']} | {large['queries']} "
            f"| {small['ms']:.0f} | {large['ms']:.0f} | {large['cpu']:.0f} "
            f"| {small['median']:.0f} ({small['p95']:.0f}) "
            f"| {large['median']:.0f} ({large['p95']:.0f}) | {large['kb']:.0f} |"
        )
