"""How is a report handed out as one file: HTML that needs nothing else, PDF, or its very data?"""

from functools import cache
from pathlib import Path
from typing import Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from suivi.publications.pdf import render_pdf
from suivi.publications.reading.parts import ReportPart
from suivi.publications.reading.report import read_report
from suivi.publications.snapshot import read, sha256_of

_DATA: Final = Path(__file__).resolve().parent / "data"
# Our own, and that of the charts, compiled in ui/styles.
_STYLES: Final = ("report.css", "charts.css")
FORMATS: Final = ("html", "pdf", "json")


def export(snapshot: str, form: str, language: str) -> bytes:
    """A report in one of FORMATS, from the text it was frozen in (or would be, for a draft)."""
    if form == "json":
        return snapshot.encode("utf-8")
    said = read(snapshot)
    fingerprint = sha256_of(snapshot) if "published_at" in said["report"] else ""
    if form == "pdf":
        return render_pdf(said, language, sha256=fingerprint)
    assert form == "html", form
    return standalone(read_report(said, language, sha256=fingerprint)).encode("utf-8")


def standalone(report: ReportPart) -> str:
    """The whole report as one HTML file, with its small style inside."""
    with override(report.language):
        return render_to_string(
            "publications/standalone.html",
            {"report": report, "style": _style(), "home": "", "is_alone": True},
        )


@cache
def _style() -> SafeString:
    """Our own style sheets: this file stands alone, away from the site and its rules."""
    style = "".join((_DATA / name).read_text(encoding="utf-8") for name in _STYLES)
    return mark_safe(f"<style>{style}</style>")  # noqa: S308
