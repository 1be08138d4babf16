"""How is a command of ./suivi found and run, and what does a person read when it cannot be?

A refusal, a fault in a file, a missing argument or a database that is not there is one sentence
and a status other than zero, never a traceback. A programming mistake does show its traceback.
"""

import importlib
import os
import sys

import django

from suivi.command_line.stopping import Stop, as_sentences
from suivi.command_line.table import find, group, listing


def main(words: list[str]) -> None:
    """Runs the command that `words` name, with the arguments that follow its name."""
    command = find(words)
    if command is None:
        if len(words) == 1 and group(words):
            raise Stop(group(words))
        raise Stop(f"There is no such command.\n\n{listing()}" if words else listing())
    os.environ.update(command.environment)
    if command.needs_settings:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "suivi.settings")
        django.setup(set_prefix=False)
    with as_sentences():
        module = importlib.import_module(f"suivi.command_line.{command.module}")
        module.run(words[len(command.name.split()) :])


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output (head, less) has read enough.
        sys.stderr.close()
        sys.exit(141)
