"""Is every file and function small enough to be read at once?

Files: aim at 100 lines, a package from 400 on, never above 600. Functions: aim at 10 lines, never
above 80.
"""

import ast
from pathlib import Path
from typing import Final

from suivi.settings import PROJECT_DIR

FILE_LINES: Final = 600
FUNCTION_LINES: Final = 80
_WRITTEN = (".py", ".html", ".scss", ".css", ".js", ".typ", ".toml", ".sh")
# Written by programs: styles compiled, migrations made from models.
_COMPILED = ("/static/", "/node_modules/", "/locale/", "/migrations/")


def _sources(*endings: str) -> list[Path]:
    """Our own files with these endings."""
    found = [
        path
        for folder in ("src/suivi", "tests")
        for path in sorted((PROJECT_DIR / folder).rglob("*"))
        if path.suffix in endings and path.is_file()
    ]
    kept = [path for path in found if not any(part in str(path) for part in _COMPILED)]
    assert kept
    return kept


def test_no_file_is_longer_than_600_lines() -> None:
    lengths = {
        str(path.relative_to(PROJECT_DIR)): len(path.read_text(encoding="utf-8").splitlines())
        for path in [*_sources(*_WRITTEN), PROJECT_DIR / "suivi"]
    }
    assert {name: lines for name, lines in lengths.items() if lines > FILE_LINES} == {}


def test_no_function_is_longer_than_80_lines() -> None:
    long: dict[str, int] = {}
    for path in _sources(".py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    long[f"{path.relative_to(PROJECT_DIR)}:{node.name}"] = lines
    assert long == {}


def test_a_module_opens_with_the_question_it_answers() -> None:
    silent = [
        str(path.relative_to(PROJECT_DIR))
        for path in _sources(".py")
        if (code := path.read_text(encoding="utf-8")).strip()
        and not ast.get_docstring(ast.parse(code))
    ]
    assert silent == []
