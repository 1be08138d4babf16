"""How do the focal points of the last evening work, each in a browser of their own?

They read a contribution, type while it saves by itself, and hand it over. Whoever gets no answer
sends the same again, as the page does, and remembers what was acknowledged last.
"""

import http.client
import random
import re
import statistics
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urlencode

SECONDS_BETWEEN_SAVES: Final = (1.5, 3.5)
SAVES_BETWEEN_READS: Final = 6
PATIENCE_SECONDS: Final = 60.0
_BASE: Final = re.compile(r'name="base" value="(\d+)"')
_COOKIE: Final = re.compile(r"csrftoken=([^;]+)")


class FormReader(HTMLParser):
    """The fields of the form with the account: name to what stands in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.choices: dict[str, list[str]] = {}
        self._select = self._text = ""
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes fields of the form, and of nothing around it."""
        facts = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = facts.get("id") == "contribution-form"
        name = facts.get("name", "")
        if tag == "option" and self._select:
            self.choices[self._select].append(facts.get("value", ""))
            if "selected" in facts:
                self.fields[self._select] = facts.get("value", "")
        elif self._inside and name:
            self._field(tag, name, facts)

    def _field(self, tag: str, name: str, facts: Mapping[str, str]) -> None:
        if tag == "textarea":
            self._text, self.fields[name] = name, ""
        elif tag == "select":
            self._select, self.choices[name] = name, []
        elif tag == "input":
            kind = facts.get("type", "text")
            if kind in {"radio", "checkbox"}:
                self.choices.setdefault(name, []).append(facts.get("value", ""))
            if kind not in {"radio", "checkbox"} or "checked" in facts:
                self.fields[name] = facts.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """Ends what was begun."""
        self._text = "" if tag == "textarea" else self._text
        self._select = "" if tag == "select" else self._select
        self._inside = self._inside and tag != "form"

    def handle_data(self, data: str) -> None:
        """What stands in a text field."""
        if self._text:
            self.fields[self._text] += data


@dataclass
class Writer:
    """One focal point at one contribution; `taken` holds milliseconds by kind of request."""

    port: int
    path: str
    session: str
    name: str
    taken: dict[str, list[float]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    unanswered: int = 0
    acknowledged: str = ""
    last_typed: str = ""
    _fields: dict[str, str] = field(default_factory=dict)
    _token: str = ""

    def open(self) -> None:
        """Reads the page and what stands in its form."""
        answer = self._ask("open", "GET", self.path)
        form = FormReader(answer)
        if "account" not in form.fields:
            self.refused.append(f"{self.path} cannot be written in")
            return
        self._fields = form.fields
        for name, values in form.choices.items():
            if name == "progress" and not form.fields.get(name):
                self._fields[name] = next(value for value in values if value)

    def type(self, number: int) -> None:
        """Types some more words; the page saves them by itself."""
        self.last_typed = f"{self.name}, save {number}: " + "what was done this year. " * 40
        self._fields |= {"account": self.last_typed, "moment": str(time.time_ns() // 1_000_000)}
        answer = self._ask("save", "POST", f"{self.path}autosave/")
        base = _BASE.search(answer)
        if base is None or "Saved at" not in answer:
            self.refused.append(f"{self.path} was not saved")
            return
        self._fields["base"], self.acknowledged = base[1], self.last_typed

    def submit(self) -> None:
        """Hands the contribution over."""
        self._fields["moment"] = str(time.time_ns() // 1_000_000)
        self._ask("submit", "POST", self.path, submit="anyway")

    def _ask(self, kind: str, method: str, path: str, **more: str) -> str:
        """The answer, asked for again and again until there is one."""
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            began = time.perf_counter()
            try:
                status, answer = self._once(method, path, more)
            except (OSError, http.client.HTTPException):
                self.unanswered += 1
                if time.monotonic() > until:
                    raise
                time.sleep(0.5)
                continue
            self.taken.setdefault(kind, []).append((time.perf_counter() - began) * 1000)
            if status >= 400:
                self.refused.append(f"{kind} {path}: {status}")
            return answer

    def _once(self, method: str, path: str, more: Mapping[str, str]) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={self._token}"}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode({**self._fields, **more}) if method == "POST" else None
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        given = _COOKIE.search(answer.headers.get("Set-Cookie", ""))
        self._token = given[1] if given else self._token
        connection.close()
        return answer.status, text


def evening(writers: list[Writer], seconds: float, each: Callable[[Writer, int], None]) -> None:
    """All at once, each at their own pace, for so many seconds."""

    def work(writer: Writer) -> None:
        pace = random.Random(writer.name)  # noqa: S311
        until = time.monotonic() + seconds
        time.sleep(pace.uniform(0, SECONDS_BETWEEN_SAVES[1]))
        number = 0
        while time.monotonic() < until:
            each(writer, number)
            number += 1
            time.sleep(pace.uniform(*SECONDS_BETWEEN_SAVES))

    with ThreadPoolExecutor(len(writers)) as people:
        list(people.map(work, writers))


def together(writers: list[Writer], each: Callable[[Writer], None]) -> None:
    """All at once, one thing each."""
    with ThreadPoolExecutor(len(writers)) as people:
        list(people.map(each, writers))


def read_and_save(writer: Writer, number: int) -> None:
    """What a person does in some seconds: open the page now and then, else type."""
    if number % SAVES_BETWEEN_READS == 0:
        writer.open()
    writer.type(number)


def waits(writers: list[Writer], kind: str) -> tuple[int, float, float, float]:
    """How many requests of that kind; median, 95th percentile and longest, in milliseconds."""
    taken = sorted(wait for writer in writers for wait in writer.taken.get(kind, []))
    if not taken:
        return 0, 0.0, 0.0, 0.0
    pair = taken if len(taken) > 1 else taken * 2
    late = statistics.quantiles(pair, n=20, method="inclusive")[-1]
    return len(taken), statistics.median(taken), late, taken[-1]
