"""Do the subjects import in one direction only?"""

from importlinter import cli


def test_the_contracts_on_imports_hold(capsys: object) -> None:
    assert cli.lint_imports(no_logo=True) == cli.EXIT_STATUS_SUCCESS
