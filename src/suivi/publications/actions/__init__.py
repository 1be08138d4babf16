"""The verbs of telling: whatever changes a report, and nothing else does."""

from suivi.publications.actions.publishing import order_missing_files, publish_report
from suivi.publications.actions.rendering import make_report_file
from suivi.publications.actions.texts import (
    Page,
    ReportTexts,
    StaleTexts,
    join_report_texts,
    keep_texts_aside,
    texts_of,
    write_report_texts,
)

__all__ = [
    "Page",
    "ReportTexts",
    "StaleTexts",
    "join_report_texts",
    "keep_texts_aside",
    "make_report_file",
    "order_missing_files",
    "publish_report",
    "texts_of",
    "write_report_texts",
]
