"""Does a backup bring everything back, on either database, or nothing?"""

import hashlib
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from pytest_django import Settings

from suivi.activities.models import Evidence
from suivi.audit.actions import record
from suivi.command_line import archive, backup, restore
from suivi.command_line.stopping import Stop
from suivi.files.actions import store_file
from tests.cast import Cast, assemble
from tests.databases import address, of_this_process, own_database
from tests.factories import NOON, make_activity
from tests.files import samples

RESTORED = of_this_process("restored")

Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def lived_in(transactional_db: None, settings: Settings, tmp_path: Path) -> Cast:
    """An installation with people, contributions, a file and events, committed."""
    settings.FILES_DIR = tmp_path / "files"
    cast = assemble()
    for number in range(20):
        record(by=cast.focal_point, at=NOON, verb="try", object=f"thing:{number}", count=number)
    stored = store_file(by=cast.focal_point, at=NOON, upload=samples.upload("a.pdf", samples.PDF))
    Evidence.objects.create(activity=make_activity(cast.body), title="Proof", file=stored)
    return cast


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Another, empty installation on the same kind of database, named by the environment."""
    data = tmp_path / "elsewhere"
    monkeypatch.setenv("SUIVI_DATA", str(data))
    with own_database("restored") as url:
        monkeypatch.setenv("DATABASE_URL", url)
        yield data


def all_rows(cursor: Any) -> Rows:
    """Everything in the tables, in an order of its own."""
    names = (name for name in connection.introspection.table_names() if name != "people_session")
    rows: Rows = {}
    for name in names:
        cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608
        rows[name] = sorted(cursor.fetchall(), key=repr)
    return rows


def restored_rows(data: Path) -> Rows:
    """Everything in the restored database."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(data / "suivi.sqlite3")) as database:
            return all_rows(database.cursor())
    with psycopg.connect(address(RESTORED)) as server:
        return all_rows(server.cursor())


def own_rows() -> Rows:
    """Everything in the database of this test, read past Django as the other is."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as database:
            return all_rows(database.cursor())
    with psycopg.connect(address(settings.DATABASES["default"]["NAME"])) as server:
        return all_rows(server.cursor())


def test_what_was_backed_up_is_restored_whole(
    lived_in: Cast, elsewhere: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "suivi.tar.gz"
    backup.run([str(target)])
    restore.run([str(target)])
    before, after = own_rows(), restored_rows(elsewhere)
    assert sum(map(len, before.values())) > 200
    assert before == after
    digest = hashlib.sha256(samples.PDF).hexdigest()
    assert (elsewhere / "files" / digest[:2] / digest).read_bytes() == samples.PDF
    assert (elsewhere / "secret-key").read_text() == settings.SECRET_KEY
    assert sorted(path.name for path in elsewhere.iterdir() if "sqlite" not in path.name) == [
        "files",
        "outbox",
        "secret-key",
    ]
    assert "20 audit events, 1 files" in capsys.readouterr().out


def test_only_the_owner_may_read_a_backup(lived_in: Cast, tmp_path: Path) -> None:
    backup.run([str(tmp_path / "suivi.tar.gz")])
    assert (tmp_path / "suivi.tar.gz").stat().st_mode & 0o077 == 0


def test_a_backup_never_replaces_another(lived_in: Cast, tmp_path: Path) -> None:
    (tmp_path / "suivi.tar.gz").write_text("precious")
    with pytest.raises(Stop, match="exists already"):
        backup.run([str(tmp_path / "suivi.tar.gz")])
    assert (tmp_path / "suivi.tar.gz").read_text() == "precious"


def test_an_installation_that_is_not_empty_is_left_alone(
    lived_in: Cast, elsewhere: Path, tmp_path: Path
) -> None:
    backup.run([str(tmp_path / "suivi.tar.gz")])
    elsewhere.mkdir()
    (elsewhere / "secret-key").write_text("another")
    with pytest.raises(Stop, match="is not empty"):
        restore.run([str(tmp_path / "suivi.tar.gz")])
    assert [path.name for path in elsewhere.iterdir()] == ["secret-key"]


def rewritten(source: Path, target: Path, **changed: bytes | None) -> Path:
    """The archive with some members changed (by the start of their name) or, if None, left out."""
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        for entry in old:
            content = old.extractfile(entry).read()  # type: ignore[union-attr]
            for start, other in changed.items():
                if entry.name.startswith(start):
                    content = other if other is not None else b""
            if content:
                target.with_name("member").write_bytes(content)
                new.add(target.with_name("member"), arcname=entry.name)
    return target


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"files": b"other content"}, "is not what was written"),
        ({"files": None}, "is incomplete: files/"),
        ({"secret": None}, "secret-key"),
        ({"manifest": b'{"format": "suivi-backup/9"}'}, "not a backup of Suivi, or of a later"),
        ({"manifest": b'{"format": "suivi-backup/1", "made_at": 1}'}, "not a backup of Suivi"),
        (
            {
                "manifest": b'{"format": "suivi-backup/1", "made_at": "x", "database": ["a"],'
                b' "tables": [], "members": {}}'
            },
            "not a backup of Suivi",
        ),
        ({"manifest": b"[" * 100_000}, "not a backup of Suivi"),
        ({"manifest": None}, "does not begin with a manifest"),
    ],
)
def test_a_backup_with_something_changed_or_missing_restores_nothing(
    lived_in: Cast,
    elsewhere: Path,
    tmp_path: Path,
    changed: dict[str, bytes | None],
    sentence: str,
) -> None:
    backup.run([str(tmp_path / "suivi.tar.gz")])
    other = rewritten(tmp_path / "suivi.tar.gz", tmp_path / "other.tar.gz", **changed)
    with pytest.raises(Stop, match=sentence):
        restore.run([str(other)])
    assert not elsewhere.exists()
    assert not list(tmp_path.glob(".elsewhere-*"))


def test_a_backup_that_was_cut_short_restores_nothing(
    lived_in: Cast, elsewhere: Path, tmp_path: Path
) -> None:
    backup.run([str(tmp_path / "suivi.tar.gz")])
    whole = (tmp_path / "suivi.tar.gz").read_bytes()
    (tmp_path / "cut.tar.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Stop, match="damaged or cut short"):
        restore.run([str(tmp_path / "cut.tar.gz")])
    assert not elsewhere.exists()


def test_a_way_out_of_the_directory_is_refused(tmp_path: Path) -> None:
    evil = b"evil"
    digest = {"size": 4, "sha256": hashlib.sha256(evil).hexdigest()}
    manifest = archive.Manifest("now", "sqlite", {}, {"../evil": digest})
    (tmp_path / "manifest").write_text(manifest.as_text())
    (tmp_path / "content").write_bytes(evil)
    with tarfile.open(tmp_path / "evil.tar.gz", "w:gz") as written:
        written.add(tmp_path / "manifest", arcname="manifest.json")
        written.add(tmp_path / "content", arcname="../evil")
    (tmp_path / "into").mkdir()
    with pytest.raises(Stop, match="does not announce"):
        archive.unpack(tmp_path / "evil.tar.gz", tmp_path / "into")
    assert not (tmp_path / "evil").exists()


def test_a_broken_chain_of_events_restores_nothing(
    lived_in: Cast, elsewhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The key of the backup is another: no seal fits any more.
    target = tmp_path / "suivi.tar.gz"
    backup.run([str(target)])
    monkeypatch.setenv("SUIVI_AUDIT_KEY", "another key")
    with pytest.raises(Stop, match=r"Nothing was restored: This is not the key"):
        restore.run([str(target)])
    assert not elsewhere.exists()
    monkeypatch.delenv("SUIVI_AUDIT_KEY")
    restore.run([str(target)])
    assert elsewhere.exists()


def test_a_backup_of_the_other_kind_of_database_is_refused(
    lived_in: Cast, elsewhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.run([str(tmp_path / "suivi.tar.gz")])
    other = "postgres://x@127.0.0.1/x" if connection.vendor == "sqlite" else ""
    monkeypatch.setenv("DATABASE_URL", other)
    with pytest.raises(Stop, match="The backup holds a"):
        restore.run([str(tmp_path / "suivi.tar.gz")])
    assert not elsewhere.exists()


def test_a_sqlite_backup_needs_no_address_of_a_database(
    lived_in: Cast, elsewhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.run([str(tmp_path / "suivi.tar.gz")])
    if connection.vendor != "sqlite":
        monkeypatch.setenv("DATABASE_URL", "")
        sentence = "Set DATABASE_URL to an empty database: postgres://"
    else:
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/other.sqlite3")
        sentence = "leave DATABASE_URL out"
    with pytest.raises(Stop, match=sentence):
        restore.run([str(tmp_path / "suivi.tar.gz")])
    assert not elsewhere.exists()
