"""What would a person have typed of promises: of their own, and of those made before?"""

from collections.abc import Mapping
from typing import Any

from suivi.activities.models import Activity
from suivi.demo import content
from suivi.reporting.models import Contribution
from suivi.reporting.promise_fields import answer_name, promise_name
from suivi.reporting.queries.promises import awaited


def promises_typed(contribution: Contribution) -> dict[str, str]:
    """The fields of promises in a sample contribution; its activities were entered before.

    Raises ValueError when the sample answers a promise that does not come back there.
    """
    given = [each for each in content.promises()["given"] if _is_of(contribution, each)]
    typed = {}
    for number, each in enumerate(given, start=1):
        typed[promise_name(number, "words")] = each["words"]
        typed[promise_name(number, "due")] = each["due"]
    for each in content.promises()["answered"]:
        if _is_of(contribution, each):
            typed |= _answer(contribution, each)
    return typed


def _is_of(contribution: Contribution, sample: Mapping[str, Any]) -> bool:
    place = (contribution.provision.code, contribution.body.code, contribution.period.year)
    return place == (sample["line"], sample["body"], sample["year"])


def _answer(contribution: Contribution, sample: Mapping[str, Any]) -> dict[str, str]:
    coming = [each.promise for each in awaited(contribution)]
    found = [each for each in coming if each.contribution.period.year == sample["given"]]
    if len(found) != 1:
        raise ValueError(f"{sample['line']} has no promise of {sample['given']} to answer")
    proof = ""
    if sample["proof"]:
        proof = str(Activity.objects.get(contributions=contribution, title=sample["proof"]).pk)
    typed = {**{part: sample[part] for part in ("verdict", "day", "words")}, "proof": proof}
    return {answer_name(found[0].pk, part): text for part, text in typed.items() if text}
