"""Where do the tests' mails arrive? At a mail server on this machine that keeps what it is sent."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Counter(socketserver.StreamRequestHandler):
    """Takes mails from one client, as RFC 5321 asks for, without questions."""

    server: "PostOffice"

    def handle(self) -> None:
        """Answers each command until the client leaves."""
        self._say("220 ready")
        while line := self.rfile.readline():
            command = line.split()[0].upper() if line.strip() else b""
            if command == b"DATA":
                self._say("354 go on")
                self.server.mails.append(self._letter())
            if command == b"MAIL":
                self.server.senders.append(line.decode().strip())
            self._say("221 bye" if command == b"QUIT" else "250 ok")
            if command == b"QUIT":
                return

    def _letter(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)

    def _say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


class PostOffice(socketserver.ThreadingTCPServer):
    """A mail server; `mails` holds what it took, `senders` who it said sent them."""

    daemon_threads = True

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.senders: list[str] = []
        super().__init__(("127.0.0.1", 0), _Counter)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """A mail server that is open for the length of a test."""
    with PostOffice() as office:
        thread = threading.Thread(target=office.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield office
        finally:
            office.shutdown()
            thread.join()
