"""What stands around the form while a contribution is written?

Read from what is typed, not from what was handed over: the same for the page and for each save.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from suivi.activities.models import Activity
from suivi.reporting.answers import Question
from suivi.reporting.lengths import Length, length_of
from suivi.reporting.models import Contribution
from suivi.reporting.queries.checklist import Checklist, Written, checklist
from suivi.reporting.queries.comparison import Comparison, comparison
from suivi.reporting.queries.offered import Offered, offered
from suivi.reporting.queries.page import activities_of
from suivi.reporting.queries.past import before
from suivi.reporting.queries.promises.wrong import wrong_in_promises
from suivi.reporting.queries.readers import Readers, readers

Answers = Mapping[str, str]


@dataclass(frozen=True)
class WritingDesk:
    """The list of what is missing, what the register offers, the comparison when it is asked for.

    `has_before` says whether there is a year to compare with.
    """

    checklist: Checklist
    offered: Offered
    comparison: Comparison | None
    has_before: bool
    length: Length
    readers: Readers | None = None


def writing_desk(
    contribution: Contribution,
    asked: Question,
    answers: Answers,
    activities: Sequence[Activity],
    earlier: Contribution | None,
    *,
    compares: bool,
) -> WritingDesk:
    """Everything around the form of the page."""
    offers = offered(contribution)
    promised = wrong_in_promises(contribution, answers)
    return WritingDesk(
        checklist(Written(contribution, asked, answers, activities, offers, promised)),
        offers,
        comparison(earlier, asked, answers) if compares else None,
        earlier is not None,
        length_of(answers.get("account", ""), contribution.period),
        readers(contribution),
    )


def after_a_save(
    contribution: Contribution, asked: Question, answers: Answers, *, compares: bool
) -> WritingDesk:
    """What of it changes with each save."""
    earlier = before(contribution) if compares else None
    offers = offered(contribution)
    promised = wrong_in_promises(contribution, answers)
    told = activities_of(contribution)
    return WritingDesk(
        checklist(Written(contribution, asked, answers, told, offers, promised)),
        offers,
        comparison(earlier, asked, answers),
        earlier is not None,
        length_of(answers.get("account", ""), contribution.period),
    )
