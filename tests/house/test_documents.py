"""Do the documents say what the code does?"""

import re
import tomllib

from suivi.command_line import diagrams
from suivi.command_line.table import COMMANDS
from suivi.settings import PROJECT_DIR
from tests.house import code


def test_the_diagrams_are_drawn_from_the_code_of_today() -> None:
    assert diagrams.outdated() == []


def test_every_dependency_says_why_it_is_there() -> None:
    text = code.document("pyproject.toml")
    facts = tomllib.loads(text)
    named = [*facts["project"]["dependencies"]]
    groups = facts["dependency-groups"].values()
    named += [name for group in groups for name in group if isinstance(name, str)]
    for name in named:
        line = next(line for line in text.splitlines() if f'"{name}"' in line)
        assert re.search(r"#\s\w.{9,}", line), f"{name} has no reason beside it"


def test_the_readme_names_every_command() -> None:
    readme = code.document("README.md")
    assert [each.name for each in COMMANDS if f"./suivi {each.name}" not in readme] == []


def test_every_file_that_a_document_points_to_is_there() -> None:
    documents = [*PROJECT_DIR.glob("*.md"), *(PROJECT_DIR / "docs").rglob("*.md")]
    broken = [
        f"{path.relative_to(PROJECT_DIR)}: {target}"
        for path in documents
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert broken == []
