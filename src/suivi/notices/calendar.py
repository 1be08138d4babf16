"""How are days written so that every calendar reads them? (RFC 5545)"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

_LONGEST_LINE: Final = 75  # octets, without the line break
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True)
class Day:
    """A day in somebody's calendar: the whole day, and it keeps nobody busy.

    `key` stays the same when words or day change. `alarms` are days before, none once all is done.
    """

    key: str
    on: date
    title: str
    text: str
    address: str
    alarms: tuple[int, ...] = ()


def calendar(name: str, days: Sequence[Day], at: datetime, host: str) -> bytes:
    """A calendar file of these days, as it stands at that moment."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Suivi//Round//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        *(line for day in days for line in _event(day, at, host)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(lines))


def _event(day: Day, at: datetime, host: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(day.key)}@{host}"
    yield f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(day.title)}"
    yield f"DESCRIPTION:{_text(day.text)}"
    yield f"URL:{day.address}"
    yield "TRANSP:TRANSPARENT"
    for before in day.alarms:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{_text(day.title)}"
        # At nine in the morning of that day: the day itself begins at midnight.
        yield f"TRIGGER:-P{before - 1}DT15H" if before > 1 else "TRIGGER:-PT15H"
        yield "END:VALARM"
    yield "END:VEVENT"


def _text(words: str) -> str:
    """Text as a value: no control characters, and what separates values is escaped."""
    kept = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in kept if sign == "\n" or sign.isprintable()).translate(_ESCAPED)


def _folded(lines: Iterable[str]) -> Iterator[bytes]:
    """Lines of 75 octets at most, cut between letters; what follows begins with a blank."""
    for line in lines:
        room, part = _LONGEST_LINE, b""
        for sign in line:
            octets = sign.encode()
            if len(part) + len(octets) > room:
                yield part + b"\r\n"
                part = b" "
                room = _LONGEST_LINE
            part += octets
        yield part + b"\r\n"
