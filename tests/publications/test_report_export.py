"""Is a report written to a file, and whatever stands in the way said in a sentence?"""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.cast import Cast
from tests.publications import year


def run(output: Path, *words: str) -> None:
    """The command on the cast's plan."""
    call_command("report_export", "small-plan", *words, "-o", str(output), verbosity=0)


@pytest.mark.parametrize(
    ("form", "beginning"),
    [("json", b'{"abbreviations"'), ("html", b"<!doctype html>"), ("pdf", b"%PDF-1.7")],
)
def test_it_writes_each_format(cast: Cast, tmp_path: Path, form: str, beginning: bytes) -> None:
    report = year.published(cast)
    run(tmp_path / "report", "2014", "--format", form)
    written = (tmp_path / "report").read_bytes()
    assert written.startswith(beginning)
    if form == "json":
        assert written == report.snapshot.encode()


def test_it_writes_in_the_language_asked_for(cast: Cast, tmp_path: Path) -> None:
    year.published(cast)
    run(tmp_path / "report", "2014", "--format", "html", "--lang", "fr")
    assert '<html lang="fr">' in (tmp_path / "report").read_text(encoding="utf-8")


def test_a_draft_is_written_only_when_asked_for(cast: Cast, tmp_path: Path) -> None:
    year.full_year(cast)
    with pytest.raises(CommandError, match="Add --draft"):
        run(tmp_path / "report", "2014", "--format", "html")
    run(tmp_path / "report", "2014", "--format", "html", "--draft")
    assert "Draft: this report" in (tmp_path / "report").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("2031",), "There is no plan small-plan that reports on 2031."),
        (("2014", "--lang", "xx"), "There is no language 'xx'"),
    ],
)
def test_what_is_wrong_is_said(
    cast: Cast, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(tmp_path / "report", *words)


def test_a_file_that_cannot_be_written_is_said(cast: Cast, tmp_path: Path) -> None:
    year.published(cast)
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        run(tmp_path / "missing" / "report", "2014", "--format", "json")
