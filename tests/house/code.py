"""How do the house tests read our own code?"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from suivi.settings import PACKAGE_DIR, PROJECT_DIR


@cache
def modules() -> dict[Path, ast.Module]:
    """Every module of the package but migrations, parsed, by its path within the package."""
    found = sorted(path for path in PACKAGE_DIR.rglob("*.py") if "node_modules" not in path.parts)
    return {
        path.relative_to(PACKAGE_DIR): ast.parse(path.read_text(encoding="utf-8"))
        for path in found
        if "migrations" not in path.parts
    }


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call in a module."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


@cache
def templates() -> dict[Path, str]:
    """Every template, by its path within the package."""
    found = sorted(
        path
        for path in PACKAGE_DIR.rglob("templates/**/*")
        if path.is_file() and "node_modules" not in path.parts
    )
    return {path.relative_to(PACKAGE_DIR): path.read_text(encoding="utf-8") for path in found}


def document(name: str) -> str:
    """A document of the project."""
    return (PROJECT_DIR / name).read_text(encoding="utf-8")
