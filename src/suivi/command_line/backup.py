"""How is everything an installation holds written into one file while it runs?

The database is copied by its own means at one moment (SQLite's backup, pg_dump in a snapshot). The
files are copied after it: they are never changed and are there before the row that names them, so
every file of that moment is among them.
"""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from suivi.command_line import archive, engines, installation
from suivi.command_line.stopping import Arguments, Stop


def run(words: list[str]) -> None:
    """Writes the backup and says what is in it."""
    arguments = Arguments("backup")
    arguments.add_argument("file", type=Path)
    target: Path = arguments.parse_args(words).file.absolute()
    if target.exists():
        raise Stop(f"{target} exists already; a backup never replaces another.")
    if not target.parent.is_dir():
        raise Stop(f"There is no directory {target.parent}.")
    if installation.pending_migrations():
        raise Stop("The database is not that of this version. Run: ./suivi migrate")
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix=".backup-") as name:
        manifest = write(target, Path(name))
    print(f"{target}: {manifest.summary()}, {target.stat().st_size} bytes.")
    if not manifest.has_key:
        print(
            "The secret key is set by the environment and is not in the backup; "
            "keep it too, without it the audit chain cannot be checked.",
            file=sys.stderr,
        )


def write(target: Path, workspace: Path) -> archive.Manifest:
    """Copies the database into `workspace`, then everything into `target`."""
    facts = settings.DATABASES["default"]
    copy = workspace / archive.DATABASES[connection.vendor]
    copied = engines.dump_postgresql if connection.vendor == "postgresql" else engines.copy_sqlite
    tables = copied(facts, copy)
    members = {copy.name: copy, **handed_in()}
    key = settings.DATA_DIR / archive.KEY
    if key.exists() and key.read_text(encoding="utf-8").strip() == settings.SECRET_KEY:
        members[archive.KEY] = key
    manifest = archive.Manifest(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        database=connection.vendor,
        tables=tables,
        members={name: archive.digest(path) for name, path in members.items()},
    )
    archive.write(target, manifest, members)
    return manifest


def handed_in() -> dict[str, Path]:
    """The files that people handed in, by their name in the archive; none half-written."""
    found = (path for path in sorted(settings.FILES_DIR.rglob("*")) if path.is_file())
    return {
        f"{archive.FILES}/{path.relative_to(settings.FILES_DIR).as_posix()}": path
        for path in found
        if not path.name.startswith(".")
    }
