"""What may a line of the log say? Identifiers, never content.

The message of an exception can quote what somebody wrote (a database tells the whole row that it
refused), so an exception is its type and the lines of our own code that it passed.
"""

import logging
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any, Final

_OURS: Final = Path(__file__).resolve().parent
_SERVER_ERROR: Final = 500
_BEING_MADE: Final = 503


class Line(logging.Formatter):
    """One line for each event; below an error, where it happened."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def formatException(self, ei: Any) -> str:
        """The type of the exception, of those it came from, and our own lines."""
        lines: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None and len(lines) < 100:
            lines += [f"  {type(error).__module__}.{type(error).__qualname__}"]
            lines += [f"    {place}" for place in _places(error.__traceback__)]
            hidden = error.__suppress_context__
            error = error.__cause__ or (None if hidden else error.__context__)
        return "\n".join(lines)


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f"{Path(frame.filename).relative_to(_OURS.parent)}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace)
        if Path(frame.filename).is_relative_to(_OURS)
    ]


class Refusals(logging.Filter):
    """What a visitor is refused is one line; a page that is still being made is no error."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Takes the traceback from refusals; lets every record pass."""
        status = getattr(record, "status_code", None)
        if isinstance(status, int) and (status < _SERVER_ERROR or status == _BEING_MADE):
            record.exc_info = record.exc_text = None
            if status == _BEING_MADE:
                record.levelno, record.levelname = logging.INFO, "INFO"
        return True
