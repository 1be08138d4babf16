"""How does a file come into the installation?"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path, PurePath
from typing import Final

from django.conf import settings
from django.core.files import File

from suivi.files.kinds import kind_of, plain_name, refuse_size
from suivi.files.models import StoredFile
from suivi.people.models import Person

_NAME_LENGTH: Final = 200


def store_file(*, by: Person | None, at: datetime, upload: "File[bytes]") -> StoredFile:
    """Keeps a file that somebody handed in; raises Faults with a sentence when it is not taken.

    The action that it is part of writes the audit event. The bytes are on the disk before the row
    is: a row never names bytes that a power cut took away.
    """
    kind = kind_of(upload)
    return _keep(by, at, plain_name(upload.name), kind.media_type, upload.chunks())


def store_large(
    *, by: Person | None, at: datetime, upload: "File[bytes]", media_type: str, limit: int
) -> StoredFile:
    """Keeps a file that its reader judges by itself, block by block, up to `limit` bytes.

    Raises Faults when it is empty or larger.
    """
    refuse_size(plain_name(upload.name), upload.size, limit)
    upload.seek(0)
    return _keep(by, at, plain_name(upload.name), media_type, upload.chunks())


def store_made(
    *, by: Person | None, at: datetime, name: str, media_type: str, content: bytes
) -> StoredFile:
    """Keeps a file that the program itself made, such as a report."""
    return _keep(by, at, name, media_type, [content])


def _keep(
    by: Person | None, at: datetime, name: str, media_type: str, chunks: Iterable[bytes]
) -> StoredFile:
    sha256, size = _write(chunks)
    return StoredFile.objects.create(
        name=_bounded(name),
        media_type=media_type,
        size=size,
        sha256=sha256,
        stored_at=at,
        stored_by=by,
    )


def _bounded(name: str) -> str:
    """The name, short enough, with its ending."""
    path = PurePath(plain_name(name))
    return f"{path.stem[: _NAME_LENGTH - len(path.suffix)]}{path.suffix}"


def _write(chunks: Iterable[bytes]) -> tuple[str, int]:
    """Writes bytes under their own SHA-256, by way of a temporary file; gives hash and size."""
    folder = Path(settings.FILES_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(dir=folder, prefix=".incoming-")
    incoming = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            for chunk in chunks:
                digest.update(chunk)
                size += stream.write(chunk)
            stream.flush()
            os.fsync(stream.fileno())
        final = folder / digest.hexdigest()[:2] / digest.hexdigest()
        final.parent.mkdir(exist_ok=True)
        incoming.replace(final)
        for changed in (final.parent, folder):
            _settle(changed)
    finally:
        incoming.unlink(missing_ok=True)
    return digest.hexdigest(), size


def _settle(folder: Path) -> None:
    """Makes sure that the folder itself remembers its new entry after a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
