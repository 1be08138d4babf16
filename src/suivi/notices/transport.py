"""How is a mail handed to the mail server, and what went wrong if it was not?

One connection serves a whole pass. What a server refuses for good is told apart from what may work
later, and what concerns one mail from what concerns all.
"""

import contextlib
import smtplib
import ssl
from types import TracebackType
from typing import Final, Self

from django.core.mail import EmailMultiAlternatives, get_connection

from suivi.notices.models import Hitch

_FOR_GOOD: Final = 500


class NotTaken(Exception):
    """The server did not take a mail: why, with which code, for good or not, for all or not."""

    def __init__(
        self,
        hitch: Hitch,
        code: int | None = None,
        *,
        is_final: bool = False,
        concerns_all: bool = False,
    ) -> None:
        super().__init__(hitch)
        self.hitch, self.code = hitch, code
        self.is_final, self.concerns_all = is_final, concerns_all


class Postman:
    """Holds the connection to the mail server while mails are handed over."""

    def __init__(self) -> None:
        self._connection = get_connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._let_go()

    def hand_over(self, message: EmailMultiAlternatives) -> None:
        """Gives a mail to the server, which has taken it when this returns; raises NotTaken."""
        self._reach()
        try:
            self._connection.send_messages([message])
        except OSError as error:
            found = _of_one_mail(error)
            if not isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused):
                self._let_go()
            raise found from None
        except ValueError:  # an address that no mail can be sent to
            raise NotTaken(Hitch.UNWRITTEN, is_final=True) from None

    def _reach(self) -> None:
        try:
            self._connection.open()
        except OSError as error:
            self._let_go()
            raise _of_the_server(error) from None

    def _let_go(self) -> None:
        with contextlib.suppress(OSError):  # it was gone already
            self._connection.close()
        self._connection = get_connection()


def _of_the_server(error: OSError) -> NotTaken:
    """What went wrong before a mail was shown to the server."""
    code = getattr(error, "smtp_code", None)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return NotTaken(Hitch.SIGN_IN, code, concerns_all=True)
    if isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return NotTaken(Hitch.NOT_SECURE, code, concerns_all=True)
    if _ran_out_of_time(error):
        return NotTaken(Hitch.TOO_SLOW, code, concerns_all=True)
    return NotTaken(Hitch.UNREACHABLE, code, concerns_all=True)


def _of_one_mail(error: OSError) -> NotTaken:
    """What went wrong with this mail."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = max(number for number, _text in error.recipients.values())
        return NotTaken(Hitch.RECIPIENT, said, is_final=said >= _FOR_GOOD)
    code = getattr(error, "smtp_code", None)
    if isinstance(error, smtplib.SMTPSenderRefused):
        return NotTaken(Hitch.SENDER, code, concerns_all=True)
    if isinstance(error, smtplib.SMTPDataError):
        return NotTaken(Hitch.CONTENT, code, is_final=(code or 0) >= _FOR_GOOD)
    if _ran_out_of_time(error):
        return NotTaken(Hitch.TOO_SLOW, code)
    return NotTaken(Hitch.BROKEN_OFF, code)


def _ran_out_of_time(error: OSError) -> bool:
    """Whether nothing was heard in time; smtplib says so behind an error of its own."""
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
