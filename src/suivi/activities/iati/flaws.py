"""What can be wrong with an IATI file, and in which words is it said?

A flaw is kept as a code with its line and facts, and put into words when somebody reads it: the
person who looks at a preview may read another language than the one who uploaded the file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The whole file cannot be taken.
OF_THE_FILE: Final = {
    "empty": gettext_lazy("The file is empty."),
    "packed": gettext_lazy("The file is compressed; unpack it and hand in the XML itself."),
    "broken": gettext_lazy("Column %(column)d: the XML is broken here (%(reason)s)."),
    "document_type": gettext_lazy(
        "The file declares a document type (DTD), through which entities and other files could be "
        "brought in; that is refused. Take the declaration out."
    ),
    "other_root": gettext_lazy(
        "The file begins with <%(found)s>; a file of IATI activities begins with <iati-activities>."
    ),
    "other_version": gettext_lazy(
        "The file says it is written in IATI version “%(found)s”; versions 2.01, 2.02 and 2.03 are "
        "read here. Ask its publisher for a newer file."
    ),
    "no_version": gettext_lazy(
        'The file does not say in which IATI version it is written (version="2.03").'
    ),
    "too_large": gettext_lazy(
        "One activity, or one text in it, is larger than %(limit)s MB; that cannot be meant."
    ),
    "too_deep": gettext_lazy("Elements stand within each other more than %(limit)d deep."),
    "too_many": gettext_lazy("More than %(limit)d activities stand in one file; split it."),
    "stale": gettext_lazy(
        "The register changed after the file was read, so nothing was entered and the file was "
        "read again. Look at the differences once more."
    ),
    "no_activities": gettext_lazy("There is no activity in the file."),
}
# This activity cannot be taken; the others can.
OF_AN_ACTIVITY: Final = {
    "no_identifier": gettext_lazy("It has no identifier (iati-identifier)."),
    "long_identifier": gettext_lazy("Its identifier is longer than 200 characters."),
    "repeated": gettext_lazy("Its identifier stands in the file already, on line %(first)d."),
    "no_title": gettext_lazy("It has no title."),
    "no_start": gettext_lazy("It has neither a planned nor an actual start date."),
    "no_date": gettext_lazy("The %(element)s has no date."),
    "bad_date": gettext_lazy("“%(found)s” (%(element)s) is not a date like 2014-05-06."),
    "two_dates": gettext_lazy("It has two different dates of type %(type)s."),
    "date_type": gettext_lazy("“%(found)s” is no type of date; types are 1 to 4."),
    "ends_before": gettext_lazy("It ends on %(end)s, before it begins on %(start)s."),
    "bad_percentage": gettext_lazy("“%(found)s” (%(element)s) is not a percentage from 0 to 100."),
    "percentages": gettext_lazy("The percentages of %(element)s add up to %(sum)s, not to 100."),
    "some_percentages": gettext_lazy(
        "Some %(element)s elements have a percentage and others none; either all have one or none."
    ),
    "country": gettext_lazy("“%(found)s” is no country code of ISO 3166."),
    "countries_twice": gettext_lazy(
        "Its countries stand on the activity and on transactions; one of the two is allowed."
    ),
    "countries_partly": gettext_lazy(
        "Some of its transactions have a country or region and others none; either all or none."
    ),
    "no_code": gettext_lazy("The %(element)s has no code."),
    "unknown_code": gettext_lazy("“%(found)s” is no code of the IATI list for %(element)s."),
    "no_value": gettext_lazy("The %(element)s has no value."),
    "bad_value": gettext_lazy("“%(found)s” (%(element)s) is not an amount like 1250.50."),
    "no_currency": gettext_lazy(
        "The value of a %(element)s has no currency, and the activity has no default one."
    ),
    "significance": gettext_lazy(
        "The gender marker has significance “%(found)s”; 0, 1 and 2 exist."
    ),
    "two_significances": gettext_lazy(
        "The gender marker is given twice, as %(one)s and %(other)s."
    ),
}
# The activity is taken; this is said beside it.
NOTES: Final = {
    "empty_marker": gettext_lazy("A policy marker without code is left out."),
    "empty_tag": gettext_lazy("A tag without code is left out."),
    "no_significance": gettext_lazy(
        "The gender marker has no significance: it stays unknown, which is not 0."
    ),
    "no_status": gettext_lazy("It has no status."),
    "unlisted_code": gettext_lazy("“%(found)s” is not in the list for %(element)s; it is kept."),
    "withdrawn_code": gettext_lazy("Sector %(found)s was withdrawn on %(day)s; it is kept."),
    "no_shares": gettext_lazy(
        "It has several countries or regions without percentages: amounts per country stay unknown."
    ),
    "late_start": gettext_lazy(
        "Its planned end (%(end)s) lies before its actual start (%(start)s) and is not taken as "
        "the end."
    ),
    "rounded": gettext_lazy("The value %(found)s was rounded to the hundredth."),
    "valued_on": gettext_lazy("A value without date is taken as of the day %(day)s."),
    "shortened": gettext_lazy("The title is longer than 300 characters and is shortened in lists."),
    "bad_update": gettext_lazy("“%(found)s” does not say when it was last updated; left out."),
}
_SENTENCES: Final[Mapping[str, Any]] = {**OF_THE_FILE, **OF_AN_ACTIVITY, **NOTES}


@dataclass(frozen=True)
class Flaw:
    """One thing that is wrong or worth saying: which, on which line of the file, and its facts."""

    code: str
    line: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        sentence = str(_SENTENCES[self.code]) % dict(self.facts)
        if not self.line:
            return sentence
        return _("Line %(line)d: %(sentence)s") % {"line": self.line, "sentence": sentence}

    def plain(self) -> list[Any]:
        """The flaw as JSON holds it."""
        return [self.code, self.line, dict(self.facts)]


class Unreadable(Exception):
    """The file as a whole cannot be taken."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.code)
        self.flaw = flaw


def flaws_of(told: Sequence[Sequence[Any]]) -> list[Flaw]:
    """The flaws that `plain` gave."""
    return [Flaw(code, line, facts) for code, line, facts in told]
