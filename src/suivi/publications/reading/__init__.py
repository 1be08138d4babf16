"""How does a frozen report read in one language, on the page and in the PDF alike?"""

from suivi.publications.reading.report import read_frozen, read_report

__all__ = ["read_frozen", "read_report"]
