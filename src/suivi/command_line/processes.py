"""Which programs make up a running installation, and how do they start and stop together?

The web server (granian) answers; one worker (django-tasks-db) does what waits. They are children
of the command: when it is stopped, when one of them ends, or when it is killed, all are stopped.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Final

from suivi.command_line.minder import PATIENCE_SECONDS
from suivi.command_line.stopping import Stop

_MINDER: Final = [sys.executable, "-m", "suivi.command_line.minder"]


def server(host: str, port: int, workers: int) -> list[str]:
    """The command line of the web server."""
    return [
        sys.executable,
        *("-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "4", "--backpressure", "64"),
        *("--no-ws", "--log-level", "warning"),
        *("--respawn-failed-workers", "suivi.wsgi:application"),
    ]


def worker() -> list[str]:
    """The command line of the worker."""
    return [sys.executable, "-m", "suivi.command_line", "worker"]


def refuse_a_port_in_use(host: str, port: int, command: str) -> None:
    """Raises Stop when somebody else listens there, or nobody may."""
    if not 0 < port < 65536:
        raise Stop(f"{port} is not a port; write a number from 1 to 65535.")
    try:
        family, _kind, _protocol, _name, address = socket.getaddrinfo(host, port)[0]
    except OSError:
        raise Stop(f"{host} is not an address of this machine.") from None
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(address)
        except PermissionError:
            raise Stop(f"Port {port} is for the system; choose one above 1023.") from None
        except OSError:
            raise Stop(
                f"Port {port} is in use or not free on {host}. "
                f"Choose another, for example: ./suivi {command} --port {port + 1}"
            ) from None


def free_port() -> int:
    """A port on which nobody listens on this machine now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def wait_for(host: str, port: int, child: "subprocess.Popen[bytes]", seconds: float = 30) -> None:
    """Returns when the server answers; raises Stop when it ended or is silent for so long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if child.poll() is not None:
            raise Stop("The web server ended at once; what it said stands above.")
        try:
            with socket.create_connection((host, port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise Stop(f"The web server did not answer within {seconds:.0f} seconds.")


@dataclass(frozen=True)
class Running:
    """The programs of an installation, and the process that minds them."""

    programs: "tuple[subprocess.Popen[bytes], ...]"
    minder: "subprocess.Popen[bytes]"


def start(commands: Sequence[list[str]]) -> Running:
    """Starts the programs, out of reach of the terminal's own Ctrl-C, and first what minds them."""
    minder = subprocess.Popen(_MINDER, stdin=subprocess.PIPE, start_new_session=True)
    assert minder.stdin is not None
    programs = []
    for command in commands:
        programs.append(subprocess.Popen(command, start_new_session=True))
        minder.stdin.write(b"%d\n" % programs[-1].pid)
        minder.stdin.flush()
    return Running(tuple(programs), minder)


def stay(running: Running) -> int:
    """Waits until one ends or this process is told to stop; stops all; gives the status."""
    told: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        told.append(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, note)
    while not told and all(child.poll() is None for child in running.programs):
        time.sleep(0.2)
    ended = [child.returncode for child in running.programs if child.returncode is not None]
    stop(running)
    return 0 if told else next((status for status in ended if status), 0)


def stop(running: Running) -> None:
    """Asks all to end, and ends those that have not after some seconds."""
    for child in running.programs:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + PATIENCE_SECONDS
    for child in running.programs:
        try:
            child.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
    running.minder.communicate()  # nobody is left to be minded: its pipe closes, and it ends
