"""How is one PDF set, in a process that ends with it?

The typesetter keeps its memory for as long as its process lives, so it gets one of its own:
`python -m suivi.publications.pdf_worker FOLDER FONTS TIMESTAMP`. FOLDER holds the templates and
report.json; report.pdf is written beside them. What cannot be set is said on stderr, status 2.
"""

import sys
from pathlib import Path
from typing import Final, Literal

import typst

# Accessible (UA) and to be archived (A-2a): the typesetter refuses what breaks either.
STANDARDS: Final[tuple[Literal["a-2a"], Literal["ua-1"]]] = ("a-2a", "ua-1")


def set_report(folder: Path, fonts: Path, timestamp: int) -> None:
    """Sets FOLDER/report.typ. `timestamp`: seconds since 1970; the same one, the same bytes."""
    content = typst.compile(
        str(folder / "report.typ"),
        root=str(folder),
        font_paths=[str(fonts)],
        ignore_system_fonts=True,
        pdf_standards=list(STANDARDS),
        timestamp=timestamp,
    )
    assert isinstance(content, bytes)
    (folder / "report.pdf").write_bytes(content)


def main(words: list[str]) -> int:
    """The status to end with."""
    folder, fonts, timestamp = words
    try:
        set_report(Path(folder), Path(fonts), int(timestamp))
    except typst.TypstError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
