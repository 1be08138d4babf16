"""How do the programs of an installation end when the command that started them is killed?

A command that is killed outright (kill -9, the machine out of memory) cannot stop its children. So
it starts this process first, and tells it by a pipe which programs it starts. The pipe closes when
the command ends, however it ends; what is still there then is stopped.
"""

import os
import signal
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

PATIENCE_SECONDS: Final = 10.0


def main(told: Iterable[str]) -> None:
    """Reads the number of a group of processes from each line; stops all once no line can come."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups = [int(line) for line in told]
    for group in groups:
        _tell(group, signal.SIGTERM)
    until = time.monotonic() + PATIENCE_SECONDS
    while any(_is_there(group) for group in groups) and time.monotonic() < until:
        time.sleep(0.1)
    for group in groups:
        _tell(group, signal.SIGKILL)


def _tell(group: int, what: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, what)


def _is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # macOS says so of a group of which only the dead are left
        return False
    return True


if __name__ == "__main__":
    main(sys.stdin)
