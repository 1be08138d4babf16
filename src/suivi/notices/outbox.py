"""What stands in the outbox of a demo? The files into which mails are written without a server."""

import email
import email.policy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final

from django.conf import settings

# What Django writes after each mail in such a file.
_END: Final = b"\n" + b"-" * 79 + b"\n"
SHOWN: Final = 200


@dataclass(frozen=True)
class KeptMail:
    """A mail that lies in the outbox."""

    name: str
    subject: str
    to: str
    at: datetime | None
    text: str
    html: str
    headers: Sequence[tuple[str, str]]


def kept_mails() -> list[KeptMail]:
    """All mails in the outbox, the newest first."""
    files = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), reverse=True)
    return [mail for path in files for mail in reversed(list(_mails(path)))][:SHOWN]


def kept_mail(name: str) -> KeptMail | None:
    """The mail of that name; None when there is none. A name is looked for, never opened."""
    return next((mail for mail in kept_mails() if mail.name == name), None)


def _mails(path: Path) -> Iterator[KeptMail]:
    for number, raw in enumerate(path.read_bytes().split(_END)):
        if raw.strip():
            parsed = email.message_from_bytes(raw.lstrip(b"\n"), policy=email.policy.default)
            assert isinstance(parsed, EmailMessage)
            yield _kept(f"{path.stem}-{number}", parsed)


def _kept(name: str, mail: EmailMessage) -> KeptMail:
    return KeptMail(
        name=name,
        subject=str(mail["Subject"]),
        to=str(mail["To"]),
        at=_moment(mail),
        text=_body(mail, "plain"),
        html=_body(mail, "html"),
        headers=[(key, str(value)) for key, value in mail.items()],
    )


def _moment(mail: EmailMessage) -> datetime | None:
    """When it was written; a mail tells that in UTC, of which Python makes no time zone."""
    if not mail["Date"]:
        return None
    written = parsedate_to_datetime(mail["Date"])
    return written if written.tzinfo else written.replace(tzinfo=UTC)


def _body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    return "" if part is None else str(part.get_content())
