"""A real mail server on this machine, in a thread: it takes, refuses, dawdles, covers itself."""

import asyncio
import email
import email.policy
import os
import signal
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from django.conf import LazySettings

from suivi.command_line.processes import free_port


@dataclass
class Office:
    """What the server was given and how it behaves. Recipients in `refused` are answered 550."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    answer: str = "250 taken"
    seconds: float = 0.0
    senders_pid: int = 0
    was_covered: bool = False

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Takes a recipient or not."""
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Takes the mail, after a while; kills whoever sent it before saying so, if told to."""
        await asyncio.sleep(self.seconds)
        self.was_covered = session.ssl is not None
        if self.answer.startswith("250"):
            parsed = email.message_from_bytes(envelope.content, policy=email.policy.default)
            assert isinstance(parsed, EmailMessage)
            self.mails.append(parsed)
            self.recipients += envelope.rcpt_tos
        if self.senders_pid:
            os.kill(self.senders_pid, signal.SIGKILL)
            await asyncio.sleep(0.2)
        return self.answer

    def to(self, address: str) -> list[EmailMessage]:
        """The mails that went to an address."""
        return [mail for mail, to in zip(self.mails, self.recipients, strict=True) if to == address]


@contextmanager
def mail_server(
    *, port: int = 0, cover: ssl.SSLContext | None = None, **behaviour: Any
) -> Iterator[Office]:
    """A server that listens for the length of a test; under `cover` it insists on STARTTLS."""
    office = Office(port or free_port(), **behaviour)
    under_cover: dict[str, Any] = {"tls_context": cover, "require_starttls": True} if cover else {}
    server = Controller(office, hostname="127.0.0.1", port=office.port, **under_cover)
    server.start()
    try:
        yield office
    finally:
        server.stop()


def send_to(settings: LazySettings, port: int, *, timeout: float = 5, tls: bool = False) -> None:
    """Lets this installation hand its mails to that server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", port
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = tls, False
    settings.EMAIL_TIMEOUT = timeout
    settings.DEFAULT_FROM_EMAIL = "Suivi <suivi@example.org>"


def body(mail: EmailMessage, kind: str = "plain") -> str:
    """The text of a mail, or its HTML."""
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())
