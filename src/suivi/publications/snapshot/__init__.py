"""What does a report say, all of it, frozen in one text?"""

from suivi.publications.snapshot.document import (
    build_snapshot,
    canonical,
    lines,
    read,
    sha256_of,
)

__all__ = ["build_snapshot", "canonical", "lines", "read", "sha256_of"]
