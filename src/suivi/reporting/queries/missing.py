"""At which field does somebody go on who opens a contribution?"""

from collections.abc import Sequence

from suivi.reporting.answers import missing, questions
from suivi.reporting.models import Contribution, DraftVersion
from suivi.reporting.queries.promises.awaiting import first_unanswered


def first_missing(contributions: Sequence[Contribution]) -> dict[int, str]:
    """The anchor of the first field that wants an answer, by number; "" when none does.

    Eight queries at most for the contributions of one plan, however many. They must hold their
    period with its plan, and their provision.
    """
    answers = _newest_answers(contributions)
    found = {}
    plans = {each.period.plan_id: each.period.plan for each in contributions}
    for plan in plans.values():
        mine = [each for each in contributions if each.period.plan_id == plan.pk]
        asked = questions(plan, [each.provision for each in mine])
        for each in mine:
            wanted = missing(asked[each.provision_id], answers.get(each.pk, {}))
            found[each.pk] = f"id_{wanted[0].place}" if wanted else ""
    for number, field in first_unanswered(contributions).items():
        found[number] = found[number] or f"id_{field}_0"
    return found


def _newest_answers(contributions: Sequence[Contribution]) -> dict[int, dict[str, str]]:
    newest = {each.pk: each.version for each in contributions if each.version}
    rows = DraftVersion.objects.filter(contribution__in=newest, number__in=set(newest.values()))
    found = rows.values_list("contribution", "number", "answers")
    return {pk: answers for pk, number, answers in found if newest[pk] == number}
