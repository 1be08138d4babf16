"""How is one PDF set, in a process that ends with it?

The typesetter keeps its memory for as long as its process lives, so it gets one of its own:
`python -m suivi.publications.pdf_worker TIMESTAMP` reads the report as JSON and writes the PDF to
its output. Nothing lies on a disk meanwhile, so nothing is left there by a process that was killed.
What cannot be set is said on stderr, status 2.
"""

import sys
from pathlib import Path
from typing import Final

import typst

from suivi.publications import letters

_TEMPLATES: Final = Path(__file__).resolve().parent / "typst"


def set_report(data: str, timestamp: int) -> bytes:
    """The PDF of a report given as JSON text; raises typst.TypstError.

    `timestamp` counts seconds since 1970; the same one, the same bytes. When one letter has no
    shape in any typeface, all such letters are looked up at once and written as their numbers.
    """
    try:
        return _compiled(data, timestamp)
    except typst.TypstError as error:
        if not letters.is_about_letters(error):
            raise
    return _in_spite_of_neighbours(letters.printable(data), timestamp)


def _in_spite_of_neighbours(data: str, timestamp: int) -> bytes:
    """Should a letter still have no shape beside others, it is named; then the marks are."""
    while True:
        try:
            return _compiled(data, timestamp)
        except typst.TypstError as error:
            if not letters.is_about_letters(error):
                raise
            found = letters.complained_of(error) or letters.marks(data)
            replaced = letters.named(data, found)
            if replaced == data:
                raise
            data = replaced


def _compiled(data: str, timestamp: int) -> bytes:
    content = typst.compile(
        str(_TEMPLATES / "report.typ"),
        root=str(_TEMPLATES),
        font_paths=letters.typefaces(),
        sys_inputs={"report": data},
        pdf_standards=list(letters.STANDARDS),
        timestamp=timestamp,
    )
    assert isinstance(content, bytes)
    return content


def main(words: list[str]) -> int:
    """The status to end with."""
    (timestamp,) = words
    data = sys.stdin.buffer.read().decode("utf-8")
    try:
        content = set_report(data, int(timestamp))
    except typst.TypstError as error:
        sys.stderr.buffer.write(f"{error}\n".encode())
        return 2
    sys.stdout.buffer.write(content)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
