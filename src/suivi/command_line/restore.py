"""How does a backup become an installation again: all of it, or nothing?

It is unpacked beside the data directory and checked there: every member against the manifest, every
table's number of rows, the chain of audit events. Only then does it take the place of the (empty)
data directory, by one rename.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from suivi import databases, environment
from suivi.command_line import archive, engines
from suivi.command_line.stopping import Arguments, Stop

PROJECT_DIR = Path(__file__).resolve().parents[3]


def run(words: list[str]) -> None:
    """Restores into the installation named by SUIVI_DATA and DATABASE_URL, which must be empty."""
    arguments = Arguments("restore")
    arguments.add_argument("file", type=Path)
    source: Path = arguments.parse_args(words).file.absolute()
    data = environment.path("SUIVI_DATA", PROJECT_DIR / "var")
    if not source.is_file():
        raise Stop(f"There is no file {source}.")
    if data.exists() and not data.is_dir():
        raise Stop(f"SUIVI_DATA names {data}, which is not a directory.")
    if data.exists() and any(data.iterdir()):
        raise Stop(
            f"{data} is not empty, and a backup is restored into an empty installation only. "
            "Move it away, or set SUIVI_DATA to another directory."
        )
    data.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(dir=data.parent, prefix=f".{data.name}-restoring-"))
    try:
        manifest = archive.unpack(source, unfinished)
        load(manifest, unfinished)
        unfinished.rename(data)  # onto nothing, or onto an empty directory
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    print(f"Restored into {data}: {manifest.summary()}, as of {manifest.made_at}.")
    print("Now run: ./suivi migrate")


def load(manifest: archive.Manifest, unpacked: Path) -> None:
    """Checks the database of the backup, on PostgreSQL after loading it; raises Stop."""
    url = environment.text("DATABASE_URL", "")
    facts = databases.from_url(url) if url else databases.sqlite(unpacked / "suivi.sqlite3")
    here = "postgresql" if facts["ENGINE"].endswith("postgresql") else "sqlite"
    if manifest.database != here:
        raise Stop(
            f"The backup holds a {manifest.database} database and this installation uses {here}. "
            + (
                "Leave DATABASE_URL out."
                if manifest.database == "sqlite"
                else "Set DATABASE_URL to an empty database: postgres://user:password@host/name"
            )
        )
    if here == "sqlite" and url:
        raise Stop("A SQLite database is restored into SUIVI_DATA: leave DATABASE_URL out.")
    if not manifest.has_key and not environment.text("SUIVI_SECRET_KEY", ""):
        raise Stop("The key of this installation is not in the backup: set SUIVI_SECRET_KEY.")
    if here == "sqlite":
        refuse_other_counts(manifest, engines.count_sqlite(unpacked / archive.DATABASES[here]))
        refuse_a_broken_chain(unpacked)
        return
    dump = unpacked / archive.DATABASES[here]
    counts = engines.load_postgresql(facts, dump)
    try:
        refuse_other_counts(manifest, counts)
        refuse_a_broken_chain(unpacked)
    except BaseException:
        engines.empty_postgresql(facts)
        raise
    dump.unlink()


def refuse_other_counts(manifest: archive.Manifest, counts: engines.Counts) -> None:
    """Raises Stop when a table does not hold the rows that were counted when it was copied."""
    for name in sorted(manifest.tables.keys() | counts.keys()):
        if manifest.tables.get(name) != counts.get(name):
            raise Stop(
                f"Nothing was restored: {name} holds {counts.get(name)} rows, "
                f"and the backup was made with {manifest.tables.get(name)}."
            )


def refuse_a_broken_chain(unpacked: Path) -> None:
    """Raises Stop when the audit events, read with the key they have here, are not whole."""
    told = {**os.environ, "SUIVI_DATA": str(unpacked), "DJANGO_SETTINGS_MODULE": "suivi.settings"}
    command = [sys.executable, "-m", "suivi.command_line", "check-audit"]
    done = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stdout or done.stderr).strip().splitlines()
        raise Stop(f"Nothing was restored: {said[0] if said else 'the audit chain is not whole.'}")
