"""Which fixed words does a report need, in the reader's language?"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suivi.languages import punctuation

LABELS: Final[dict[str, Promise]] = {
    "sample": _("Sample content: the figures and accounts in this report are invented."),
    "sample_short": _("Sample"),
    "draft": _("Draft: this report is not published yet."),
    "draft_short": _("Draft"),
    "contents": _("Contents"),
    "introduction": _("Introduction"),
    "achievements": _("Main achievements"),
    "glance": _("Progress at a glance"),
    "glance_note": _("Number of lines on each step of the plan’s scale in this year."),
    "lines": _("Lines"),
    "part": _("Part of the plan"),
    "promised": _("Promised"),
    "done": _("Done"),
    "told": _("Told"),
    "next": _("Next"),
    "answering": _("Responsible"),
    "rests_on": _("Rests on"),
    "instruments": _("Monitoring instruments"),
    "instrument": _("Monitoring instrument"),
    "progress": _("Progress"),
    "reason": _("Reason"),
    "common": _("In common"),
    "made_of": _("The departments’ own texts, from which it was made"),
    "obstacles": _("Obstacles"),
    "next_steps": _("Next steps"),
    "promises": _("Promises and what became of them"),
    "proof": _("Shown by"),
    "activities": _("Activities"),
    "evidence": _("Evidence"),
    "file": _("File"),
    "also_on": _("Also on"),
    "told_on": _("Told on line"),
    "note": _("Note"),
    "remark": _("How this was read"),
    "details": _("Details"),
    "nothing": _("Nothing was reported on this line."),
    "figures_of": _("Figures"),
    "body": _("Body"),
    "countries": _("Focus countries"),
    "countries_none": _("The plan names no focus countries."),
    "country_none": _("No activity was told for this country."),
    "frameworks": _("Indicators of others, and what answers them"),
    "gaps": _("No instrument of the plan answers"),
    "frameworks_note": _(
        "Confirmed means checked against the source. A wording that is not confirmed is not "
        "quoted; a pairing of a line with an indicator that is not confirmed is a proposal."
    ),
    "legal_bases": _("Texts on which the plan rests"),
    "symbol": _("Symbol or kind"),
    "notes": _("Notes of the plan"),
    "abbreviations": _("Abbreviations"),
    "abbreviation": _("Abbreviation"),
    "meaning": _("Meaning"),
    "bodies": _("Bodies"),
    "method": _("Method"),
    "left_out": _("What was left out, and why"),
    "whole": _("The whole report"),
    "left_out_none": _("Nothing that was entered was left out."),
    "left_out_note": _("Everything entered for this report stands in it, except what follows."),
    "source": _("Source of the plan"),
    "frozen": _("Fingerprint of the content (SHA-256)"),
    "published": _("Published on"),
    "page": _("Page"),
    "line": _("Line"),
}

ORDINALS: Final[tuple[Promise, ...]] = (
    _("First report to parliament"),
    _("Second report to parliament"),
    _("Third report to parliament"),
    _("Fourth report to parliament"),
    _("Fifth report to parliament"),
    _("Sixth report to parliament"),
    _("Seventh report to parliament"),
    _("Eighth report to parliament"),
)

WHAT: Final[dict[str, Promise]] = {
    "contribution": _("Contributions"),
    "common_text": _("Common texts"),
    "value": _("Figures"),
    "promise": _("Promises"),
    "promise_answer": _("Answers to promises"),
    "activity": _("Activities"),
    "evidence_file": _("Evidence files"),
}

REASONS: Final[dict[str, Promise]] = {
    "not_accepted": _("not accepted by the coordinator"),
    "not_ready": _("still written, or without an accepted contribution"),
    "not_public": _("not public"),
    "confidential": _("shown as “cannot be disclosed”"),
    "not_attached": _("not attached; their names and hashes are printed"),
    "told_before": _("told in an earlier report in the same words, and not repeated"),
}


def labels() -> dict[str, str]:
    """All fixed words in the language of the page being made, and its colon and semicolon."""
    words = {key: str(message) for key, message in LABELS.items()}
    return {**words, "colon": punctuation.colon(), "semicolon": punctuation.semicolon()}


def report_title(number: int) -> str:
    """ "First report to parliament"; a number in digits after the eighth."""
    if 1 <= number <= len(ORDINALS):
        return str(ORDINALS[number - 1])
    return str(_("Report no. %(number)s to parliament")) % {"number": number}
