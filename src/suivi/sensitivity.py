"""How sensitive is each field of each model?

Every model declares `SENSITIVITY`: one class for every concrete field. Exports, search, scrubbed
copies, retention and erasure read this one declaration; `tests/house/test_sensitivity.py` refuses
a field without a class.
"""

from enum import StrEnum


class Sensitivity(StrEnum):
    """The four classes, from open to closed."""

    PUBLIC = "public"
    OFFICIAL = "official"
    PERSONAL = "personal"
    SEALED = "sealed"


PUBLIC = Sensitivity.PUBLIC
OFFICIAL = Sensitivity.OFFICIAL
PERSONAL = Sensitivity.PERSONAL
SEALED = Sensitivity.SEALED
