"""How is an XML file of any size read, activity by activity, safely and in bounded memory?

By expat, a block at a time: one activity is in memory at once, without those of its elements that
nobody keeps. A document type declaration is refused before anything in it can act, so there are no
entities, no other files and no bombs. Every element knows its line.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import IO, Final
from xml.parsers import expat

from suivi.activities.iati.flaws import Flaw, Unreadable

BLOCK: Final = 256 * 1024
# One activity of a real publisher has some hundred kilobytes at most.
LARGEST: Final = 16 * 1024 * 1024
DEEPEST: Final = 64
ROOT, ACTIVITY = "iati-activities", "iati-activity"
LANG: Final = "http://www.w3.org/XML/1998/namespace lang"
_PACKED: Final = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ")


class Node:
    """An element: name, attributes, line, text directly in it, and the elements in it."""

    __slots__ = ("attributes", "children", "line", "name", "text")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.text = ""
        self.children: list[Node] = []

    def get(self, name: str) -> str:
        """An attribute without blanks around it; "" where there is none."""
        return self.attributes.get(name, "").strip()

    def all(self, name: str) -> list["Node"]:
        """The elements of that name in it."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> "Node | None":
        """The first element of that name in it."""
        return next((child for child in self.children if child.name == name), None)


class ActivityStream:
    """The activities of a file, one after the other.

    Elements directly in an activity are read when they are in `top`, those deeper when they are in
    `within`; `left_out` counts the others. `read` says how many bytes are behind us.
    """

    def __init__(self, stream: IO[bytes], top: Collection[str], within: Collection[str]) -> None:
        self.read = 0
        self.left_out: Counter[str] = Counter()
        self._stream = stream
        self._top = frozenset(top)
        self._within = frozenset(within)
        self._open: list[Node] = []
        self._ready: list[Node] = []
        self._depth = 0
        self._skipping = 0
        self._begun_at = 0
        self._parser = self._made()

    def __iter__(self) -> Iterator[Node]:
        """Gives every activity. Raises Unreadable with the line when the file cannot be taken."""
        block = self._stream.read(BLOCK)
        self._refuse_what_is_no_xml(block)
        while block:
            self.read += len(block)
            self._parse(block, False)
            self._refuse_what_is_too_large()
            yield from self._taken()
            block = self._stream.read(BLOCK)
        self._parse(b"", True)
        yield from self._taken()

    def _made(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse_document_type
        return parser

    def _parse(self, block: bytes, last: bool) -> None:
        try:
            self._parser.Parse(block, last)
        except expat.ExpatError as broken:
            reason = expat.ErrorString(broken.code)
            facts = {"column": broken.offset + 1, "reason": reason}
            raise Unreadable(Flaw("broken", broken.lineno, facts)) from None
        except (ValueError, LookupError) as broken:  # an encoding that expat does not know
            facts = {"column": 1, "reason": str(broken)}
            raise Unreadable(Flaw("broken", self._line, facts)) from None

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def _refuse_what_is_no_xml(self, start: bytes) -> None:
        if not start.strip():
            raise Unreadable(Flaw("empty"))
        if start.startswith(_PACKED):
            raise Unreadable(Flaw("packed"))

    def _refuse_what_is_too_large(self) -> None:
        """An activity under way, or a single text or tag that expat still waits to end."""
        waiting_for = self._begun_at if self._open else self._parser.CurrentByteIndex
        if self.read - max(waiting_for, 0) > LARGEST + BLOCK:
            facts = {"limit": LARGEST // 1024 // 1024}
            raise Unreadable(Flaw("too_large", self._line, facts))

    def _taken(self) -> list[Node]:
        ready, self._ready = self._ready, []
        return ready

    def _refuse_document_type(self, *_facts: object) -> None:
        raise Unreadable(Flaw("document_type", self._line))

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            return _refuse_other_root(name, attributes, self._line)
        if self._depth > DEEPEST:
            raise Unreadable(Flaw("too_deep", self._line, {"limit": DEEPEST}))
        if self._skipping or (self._depth == 2 and name != ACTIVITY):
            self._skipping += 1
            return None
        if self._open and name not in (self._top if len(self._open) == 1 else self._within):
            self.left_out[name.rpartition(" ")[2]] += 1
            self._skipping = 1
            return None
        return self._add(Node(name, attributes, self._line))

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1].children.append(node)
        else:
            self._begun_at = self._parser.CurrentByteIndex
        self._open.append(node)

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if self._skipping:
            self._skipping -= 1
        elif self._open:
            done = self._open.pop()
            if not self._open:
                self._ready.append(done)

    def _text(self, text: str) -> None:
        if self._open and not self._skipping:
            self._open[-1].text += text


def _refuse_other_root(name: str, attributes: dict[str, str], line: int) -> None:
    if name != ROOT:
        raise Unreadable(Flaw("other_root", line, {"found": name.rpartition(" ")[2][:60]}))
    version = attributes.get("version", "").strip()
    if not version:
        raise Unreadable(Flaw("no_version", line))
    if version not in {"2.01", "2.02", "2.03"}:
        raise Unreadable(Flaw("other_version", line, {"found": version[:20]}))
