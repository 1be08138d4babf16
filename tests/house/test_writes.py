"""Does anything write besides the actions?"""

import ast
from pathlib import Path

from tests.house import code

# Where records may be written: in actions, and in what writes row by row for one of them.
_HANDS = {"actions", "actions.py", "imports", "imports.py"}
# What stands for a person at the keyboard, and programs that draw.
_NOT_SUBJECTS = {"demo", "command_line", "styles"}
# What stands at the door tells the time to those behind.
_READ_THE_CLOCK = {"views", "middleware", "management", "command_line", "demo"}
_WORDS = {"bulk_update", "bulk_create", "delete", "update_or_create", "get_or_create"}


def writes_in(tree: ast.Module) -> list[int]:
    """The lines on which a module writes records past an action, as far as words show it."""
    found = []
    for call in code.calls(tree):
        if not isinstance(call.func, ast.Attribute):
            continue
        updates = call.func.attr == "update" and call.keywords and not call.args
        if updates or call.func.attr in _WORDS or _creates(call.func):
            found.append(call.lineno)
    return found


def _creates(called: ast.Attribute) -> bool:
    """objects.create(…) or related_set.create(…)."""
    return called.attr in {"create", "save"} and not _is_file(called.value)


def _is_file(value: ast.expr) -> bool:
    """workbook.save(stream) writes no record."""
    return isinstance(value, ast.Name) and value.id in {"workbook", "book", "document"}


def test_only_actions_write_records() -> None:
    outside = {
        str(path): lines
        for path, tree in code.modules().items()
        if not (_HANDS | _NOT_SUBJECTS) & set(path.parts)
        if (lines := writes_in(tree))
    }
    # A manager makes the record that its action asked for; Django asks for it by this name.
    outside.pop(str(Path("people/models.py")), None)
    assert outside == {}


def test_nothing_listens_to_signals() -> None:
    listeners = [
        str(path)
        for path, tree in code.modules().items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.ImportFrom) and "signals" in (node.module or "").split("."))
        or (isinstance(node, ast.ImportFrom) and (node.module or "") == "django.dispatch")
    ]
    assert listeners == []


def test_no_model_hides_a_rule_in_save() -> None:
    hidden = [
        f"{path}:{node.name}.{each.name}"
        for path, tree in code.modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for each in node.body
        if isinstance(each, ast.FunctionDef) and each.name in {"save", "delete"}
        if "forms" not in str(path)
    ]
    assert hidden == []


def test_the_clock_is_read_by_views_and_commands_alone() -> None:
    readers = {
        str(path)
        for path, tree in code.modules().items()
        for call in code.calls(tree)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in {"now", "today", "localdate", "utcnow"}
        and not _READ_THE_CLOCK & set(path.with_suffix("").parts)
    }
    assert readers == set()
