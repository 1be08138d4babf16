"""Why does a body say nothing on a line in a year?

The four answers that are no account. Each needs a reason in words, and stands for every figure that
is left empty beside it: the codes are those of figures.
"""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from suivi.languages.punctuation import colon


class WholeAbsence(models.TextChoices):
    """Why there is no account; a blank contribution is none of these."""

    NOTHING_TO_REPORT = "nothing_to_report", _("nothing to report")
    NOT_APPLICABLE = "not_applicable", _("not applicable")
    NOT_KNOWN = "not_available", _("not known")
    CONFIDENTIAL = "confidential", _("cannot be disclosed")


def absence_in(answers: Mapping[str, str]) -> str:
    """The answer that stands for the whole contribution; empty where there is none."""
    chosen = answers.get("no_account", "")
    return chosen if chosen in WholeAbsence.values else ""


def told(account: str, absence: str, reason: str, language: str) -> str:
    """The account as everybody reads it; before it, in its own language, why there is none."""
    if not absence:
        return account
    with override(language):
        label = str(WholeAbsence(absence).label)
        said = f"{label[:1].upper()}{label[1:]}{colon()} {reason}"
    return "\n\n".join(filter(None, (said, account)))
