"""How does a command stop with a sentence?"""

import re
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NoReturn

from django.core.management.base import CommandError, SystemCheckError
from django.db import DatabaseError, OperationalError, ProgrammingError

from suivi.command_line.table import COMMANDS
from suivi.errors import Faults, Refused

_PLAINLY: Final = (
    (r"argument (\S+): invalid int value: '(.*)'", "{0} is a whole number, not “{1}”."),
    (
        r"argument (\S+): invalid choice: '(.*)' \(choose from (.*)\)",
        "{0} is one of {2}, not “{1}”.",
    ),
    (r"argument (\S+): expected one argument", "After {0} something must follow."),
    (r"the following arguments are required: (.*)", "Something is missing: {0}."),
    (r"unrecognized arguments: (.*)", "“{0}” is not understood."),
)


class Stop(SystemExit):
    """Ends the command: the sentence goes to the error stream, the status is 1."""


class Arguments(ArgumentParser):
    """Reads the arguments of one command; what is wrong with them is said in a sentence."""

    def __init__(self, name: str, **facts: Any) -> None:
        command = next(command for command in COMMANDS if command.name == name)
        super().__init__(
            prog=f"./suivi {name}", description=command.sentence, allow_abbrev=False, **facts
        )
        self.usage_line = f"./suivi {command.name} {command.arguments}".rstrip()

    def error(self, message: str) -> NoReturn:
        """Says what is wrong and how the command is written."""
        raise Stop(f"{_as_a_person_says(message)} Write: {self.usage_line}")


def _as_a_person_says(message: str) -> str:
    """What the library says about an argument, in a sentence."""
    for pattern, sentence in _PLAINLY:
        if found := re.fullmatch(pattern, message):
            return sentence.format(*found.groups())
    return f"{message[:1].upper()}{message[1:]}."


@contextmanager
def as_sentences() -> Iterator[None]:
    """Turns what stops a command for a reason outside the program into sentences."""
    try:
        yield
    except Faults as faults:
        raise Stop("\n".join(str(fault) for fault in faults.faults)) from None
    except Refused as refusal:
        raise Stop(refusal.sentence) from None
    except SystemCheckError as problems:
        raise Stop(str(problems)) from None
    except CommandError as problem:
        raise Stop(_said(str(problem))) from None
    except (OperationalError, ProgrammingError) as problem:
        raise Stop(_about_the_database(problem)) from None
    except FileNotFoundError as problem:
        raise Stop(f"There is no file {problem.filename}.") from None
    except IsADirectoryError as problem:
        raise Stop(f"{problem.filename} is a directory, not a file.") from None
    except PermissionError as problem:
        raise Stop(f"{problem.filename} may not be read or written by this user.") from None


def _said(message: str) -> str:
    """Django's own messages about arguments begin with "Error: "."""
    return message.removeprefix("Error: ").strip()


def _about_the_database(problem: DatabaseError) -> str:
    """What a person can do about a database that does not answer as expected."""
    text = str(problem).strip().splitlines()[0]
    if "no such table" in text or "does not exist" in text or "no such column" in text:
        return "The database is not prepared for this version. Run: ./suivi migrate"
    if "locked" in text:
        return "The database is busy with another command; try again in a moment."
    return f"The database cannot be used: {text}"
