"""How do the promises on a line read in a report, and all of them in one sentence?"""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from suivi.publications.reading.context import Context
from suivi.publications.reading.parts import DatedPromisePart, PromiseAnswerPart, Sign
from suivi.publications.reading.words import foreign_words, passage
from suivi.publications.snapshot.document import lines
from suivi.publications.snapshot.shape import DatedPromise, PromiseAnswer, Provision
from suivi.reporting.models import PromiseAnswer as Answered
from suivi.reporting.promise_days import due_in
from suivi.reporting.promise_states import PromiseState
from suivi.reporting.queries.promises.ledger import AWAITING, Tally
from suivi.reporting.queries.promises.telling import CELLS
from suivi.ui.cells import SIGNS


def promises_on(line: Provision, anchor: str, known: Context) -> tuple[DatedPromisePart, ...]:
    """The promises on a line, the newest given first; none in reports from before there were."""
    found = sorted(line.get("promises", ()), key=lambda one: (-one["year"], one["number"]))
    return tuple(_part(one, f"{anchor}-promise-{one['number']}", known) for one in found)


def promises_sentence(known: Context) -> str:
    """How many promises stand how, in one sentence; "" when none was made."""
    promised = [
        one for line in lines(known.snapshot["provisions"]) for one in line.get("promises", ())
    ]
    return _tally(promised).sentence if promised else ""


def _tally(promised: Iterable[DatedPromise]) -> Tally:
    counted = Counter[str]()
    for one in promised:
        counted[one["state"]] += 1
        counted[AWAITING] += one["awaits"]
    return Tally(**{name: counted[name] for name in (*PromiseState.values, AWAITING)})


def _part(promise: DatedPromise, anchor: str, known: Context) -> DatedPromisePart:
    state = PromiseState(promise["state"])
    code = CELLS[state]
    facts = {
        "body": known.body(promise["body"]).text,
        "year": known.year_words(promise["year"]),
        "due": due_in(promise["due"]),
    }
    return DatedPromisePart(
        anchor=anchor,
        facts=_("%(body)s, %(year)s, for %(due)s") % facts,
        sign=Sign(code, SIGNS[code], str(state.label)),
        words=passage(promise["words"], promise["language"], anchor),
        answers=tuple(
            _answer(one, promise, f"{anchor}-{one['year']}", known) for one in promise["answers"]
        ),
        awaits=_("awaiting an answer") if promise["awaits"] else "",
    )


def _answer(
    answer: PromiseAnswer, promise: DatedPromise, anchor: str, known: Context
) -> PromiseAnswerPart:
    said = [known.year_words(answer["year"])]
    if answer["body"] != promise["body"]:
        said.append(known.body(answer["body"]).text)
    said.append(str(Answered.Verdict(answer["verdict"]).label))
    day = due_in(answer.get("due", "") or answer.get("done_on", ""))
    if day is not None:
        said.append(str(day))
    activity = known.snapshot["activities"].get(answer.get("activity", ""))
    return PromiseAnswerPart(
        facts=", ".join(said),
        words=passage(answer["words"], answer["language"], anchor),
        proof=foreign_words(activity["title"], activity["language"]) if activity else None,
    )
