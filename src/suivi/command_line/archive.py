"""What is in a backup, and how is it told that nothing in it is missing or changed?

One .tar.gz: `manifest.json` first, then the database, the files and the key. The manifest names
every other member with its size and SHA-256, and how many rows each table holds.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Final

from suivi.command_line.stopping import Stop

FORMAT: Final = "suivi-backup/1"
MANIFEST: Final = "manifest.json"
KEY: Final = "secret-key"
FILES: Final = "files"
DATABASES: Final = {"sqlite": "suivi.sqlite3", "postgresql": "database.dump"}
_CHUNK: Final = 1024 * 1024
_MANIFEST_AT_MOST: Final = 64 * 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: when it was made, of which database, rows per table, members."""

    made_at: str
    database: str
    tables: dict[str, int]
    members: dict[str, dict[str, Any]]

    @property
    def has_key(self) -> bool:
        """Whether the secret key is in it; otherwise the environment sets the key."""
        return KEY in self.members

    def is_well_formed(self) -> bool:
        """Whether everything in it is of its type."""
        return (
            isinstance(self.made_at, str)
            and isinstance(self.database, str)
            and self.database in DATABASES
            and isinstance(self.tables, dict)
            and all(isinstance(count, int) for count in self.tables.values())
            and isinstance(self.members, dict)
            and all(isinstance(facts, dict) for facts in self.members.values())
        )

    def summary(self) -> str:
        """What is in it, in numbers."""
        files = sum(name.startswith(f"{FILES}/") for name in self.members)
        rows, events = sum(self.tables.values()), self.tables.get("audit_event", 0)
        return f"{rows} rows, {events} audit events, {files} files"

    def as_text(self) -> str:
        """As it stands in the archive."""
        return json.dumps({"format": FORMAT, **self.__dict__}, indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def from_text(cls, text: str) -> "Manifest":
        """Read back; raises Stop when it is not ours."""
        try:
            facts = json.loads(text)
            if facts.pop("format") != FORMAT:
                raise ValueError
            read = cls(**facts)
            if not read.is_well_formed():
                raise ValueError
            return read
        except (RecursionError, ValueError, TypeError, KeyError, AttributeError):
            raise Stop("This is not a backup of Suivi, or of a later version.") from None


def digest(path: Path) -> dict[str, Any]:
    """Size in bytes and SHA-256 of a file."""
    with path.open("rb") as stream:
        return {
            "size": path.stat().st_size,
            "sha256": hashlib.file_digest(stream, "sha256").hexdigest(),
        }


def write(target: Path, manifest: Manifest, members: dict[str, Path]) -> None:
    """Writes the archive beside its final name and moves it there when complete."""
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        with tarfile.open(unfinished, "w:gz", compresslevel=6) as archive:
            text = manifest.as_text().encode()
            entry = tarfile.TarInfo(MANIFEST)
            entry.size, entry.mode = len(text), 0o600
            archive.addfile(entry, io.BytesIO(text))
            for name, path in members.items():
                archive.add(path, arcname=name, recursive=False)
        unfinished.chmod(0o600)  # it holds the key
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def unpack(source: Path, into: Path) -> Manifest:
    """Unpacks an archive into an empty directory, checking each member against the manifest.

    Raises Stop at the first member that is missing, changed or not announced.
    """
    try:
        with tarfile.open(source, "r:gz") as archive:
            entries = iter(archive)
            manifest = _manifest(archive, next(entries, None))
            missing = set(manifest.members)
            for entry in entries:
                _unpack_member(archive, entry, manifest, into)
                missing.discard(entry.name)
    except (tarfile.TarError, EOFError, OSError) as problem:
        if isinstance(problem, FileNotFoundError | PermissionError | IsADirectoryError):
            raise
        raise Stop(f"{source} cannot be read as a backup; it is damaged or cut short.") from None
    if missing:
        raise Stop(f"The backup is incomplete: {min(missing)} is missing.")
    return manifest


def _manifest(archive: tarfile.TarFile, entry: tarfile.TarInfo | None) -> Manifest:
    stream = archive.extractfile(entry) if entry and entry.name == MANIFEST else None
    if stream is None:
        raise Stop("This is not a backup of Suivi: it does not begin with a manifest.")
    return Manifest.from_text(stream.read(_MANIFEST_AT_MOST).decode("utf-8", "replace"))


def _unpack_member(
    archive: tarfile.TarFile, entry: tarfile.TarInfo, manifest: Manifest, into: Path
) -> None:
    announced = manifest.members.get(entry.name)
    if announced is None or not _is_plain(entry):
        raise Stop(f"The backup holds {entry.name}, which its manifest does not announce.")
    stream = archive.extractfile(entry)
    assert stream is not None
    path = into / entry.name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as copy:
        path.chmod(0o600)
        for chunk in _chunks(stream):
            copy.write(chunk)
    if digest(path) != announced:
        raise Stop(f"The backup is damaged: {entry.name} is not what was written.")


def _is_plain(entry: tarfile.TarInfo) -> bool:
    """A regular file inside the directory, not a link and not a way out."""
    parts = PurePosixPath(entry.name).parts
    return entry.isfile() and ".." not in parts and not entry.name.startswith("/")


def _chunks(stream: "BinaryIO | Any") -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk
