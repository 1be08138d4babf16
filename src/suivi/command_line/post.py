"""When does the worker send mails? While it runs, beside its other work, so that neither waits.

Every few seconds what is to be told at once; once in a quarter of an hour what became due by
itself, and the digests.
"""

import logging
import threading
import time
from typing import Final

from django.db import close_old_connections
from django.template import engines
from django.urls import get_resolver
from django.utils import timezone

from suivi.notices.actions import send_due

logger = logging.getLogger(__name__)

PAUSE_SECONDS: Final = 10.0
LOOK_SECONDS: Final = 15 * 60.0
_PATIENCE_SECONDS: Final = 20.0


class Post:
    """Sends mails in a thread of its own from `open` to `close`."""

    def __init__(self) -> None:
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._go_round, name="post", daemon=True)

    def open(self) -> None:
        """Begins to send.

        What mails are written with is loaded before: two threads that import the same modules at
        once may each find one half made.
        """
        assert get_resolver().url_patterns
        assert engines.all()
        self._thread.start()

    def close(self) -> None:
        """Ends after the mail that is being handed over; who does not wait for it loses nothing."""
        self._closed.set()
        self._thread.join(timeout=_PATIENCE_SECONDS)

    def _go_round(self) -> None:
        looked = -LOOK_SECONDS
        while not self._closed.is_set():
            look = time.monotonic() - looked >= LOOK_SECONDS
            if self._send(look) and look:
                looked = time.monotonic()
            self._closed.wait(PAUSE_SECONDS)

    def _send(self, look: bool) -> bool:
        """One round. What goes wrong in it (a database that is away) must not end the post."""
        close_old_connections()
        try:
            send_due(clock=timezone.now, look=look)
        except Exception:
            logger.exception("Mails could not be sent; it is tried again.")
            return False
        finally:
            close_old_connections()
        return True
