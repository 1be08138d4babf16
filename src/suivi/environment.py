"""What does the environment say? Every setting is read here, and nowhere else.

A secret may be given as NAME, or as NAME_FILE naming a file that holds it. A value that is
missing or wrong stops the program with one sentence that says what to set.
"""

import os
import tempfile
import zoneinfo
from pathlib import Path
from typing import Final

_DIGITS_AT_MOST: Final = 9


class SettingMissing(SystemExit):
    """A setting is missing or wrong; the message says which, and what to write."""


def text(name: str, default: str | None = None) -> str:
    """The value of NAME, or the content of the file NAME_FILE; stops when both are missing."""
    file_name = os.environ.get(f"{name}_FILE")
    if file_name:
        try:
            return Path(file_name).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingMissing(
                f"{name}_FILE names {file_name}, which cannot be read: {error.strerror}."
            ) from None
        except UnicodeDecodeError:
            raise SettingMissing(f"{name}_FILE names {file_name}, which is not text.") from None
    value = os.environ.get(name, default)
    if value is None:
        raise SettingMissing(
            f"{name} is not set. Set {name}, or {name}_FILE to a file that holds it."
        )
    return value


def flag(name: str, default: bool = False) -> bool:
    """Whether NAME is switched on: 1, true, yes or on; 0, false, no, off or nothing is off."""
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise SettingMissing(f"{name} is {value!r}; write 1 or 0.")


def number(name: str, default: int) -> int:
    """The whole number in NAME."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and len(value) <= _DIGITS_AT_MOST):
        raise SettingMissing(f"{name} is {value!r}; write a whole number.")
    return int(value)


def time_zone(name: str, default: str) -> str:
    """The name of a time zone as the IANA database has it."""
    value = text(name, default)
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingMissing(
            f"{name} is {value!r}, which is no time zone; write one such as Europe/Brussels."
        ) from None
    return value


def path(name: str, default: Path) -> Path:
    """The place that NAME names; the default when it says nothing."""
    return Path(text(name, "") or default).resolve()


def directory(name: str, default: Path) -> Path:
    """The directory that NAME names, made when it is not there; stops when it cannot be used."""
    place = path(name, default)
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place):
            return place
    except (FileExistsError, NotADirectoryError):
        raise SettingMissing(f"{name} names {place}, which is not a directory.") from None
    except OSError as error:
        raise SettingMissing(
            f"{name} names {place}, where nothing can be written: {error.strerror}."
        ) from None


def words(name: str, default: str = "") -> list[str]:
    """The comma-separated words in NAME, without blanks."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
