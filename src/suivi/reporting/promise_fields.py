"""How does a promise, and the answer to one, stand among the flat answers of a form?

"promise:2:words", ":due", ":person" is what is promised in the second place of the form;
"answer:71:verdict", ":words", ":day", ":proof" is what became of promise 71. Sentences that a
person does not take for promises are remembered by their keys in "promise:ignored".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from suivi.errors import Fault
from suivi.reporting.models.promises import PromiseAnswer
from suivi.reporting.promise_days import Due, due_in
from suivi.reporting.promise_words import Sounding, sounds_like_promises

Answers = Mapping[str, str]
Verdict = PromiseAnswer.Verdict

IGNORED: Final = "promise:ignored"
PARTS: Final = ("words", "due", "person")
ANSWER_PARTS: Final = ("verdict", "words", "day", "proof")
LAST_PLACE: Final = 99
FARTHEST: Final = 20  # years after the one reported on
_PROMISE: Final = re.compile(rf"promise:([1-9]\d?):(?:{'|'.join(PARTS)})")
_ANSWER: Final = re.compile(rf"answer:([1-9]\d{{0,8}}):(?:{'|'.join(ANSWER_PARTS)})")
SOURCES: Final = ("account", "next_steps")


@dataclass(frozen=True)
class TypedPromise:
    """One promise as typed."""

    number: int
    words: str
    due: str
    person: str


@dataclass(frozen=True)
class TypedAnswer:
    """What was typed of a promise made before; `proof` is the number of an activity."""

    promise: int
    verdict: str
    words: str
    day: str
    proof: str


def promise_name(number: int, part: str) -> str:
    """The field of a promise."""
    return f"promise:{number}:{part}"


def answer_name(promise: int, part: str) -> str:
    """The field of an answer."""
    return f"answer:{promise}:{part}"


def names_in(names: Iterable[str]) -> list[str]:
    """Those of these names that are fields of promises."""
    return [
        name
        for name in names
        if name == IGNORED or _PROMISE.fullmatch(name) or _ANSWER.fullmatch(name)
    ]


def is_proof(name: str) -> bool:
    """Whether a field names the activity that shows how a promise was kept."""
    return name.startswith("answer:") and name.endswith(":proof")


def numbers_in(answers: Iterable[str]) -> list[int]:
    """The places in the form that are filled in, in order."""
    found = (_PROMISE.fullmatch(name) for name in answers)
    return sorted({int(each.group(1)) for each in found if each})


def promises_in(answers: Answers) -> list[TypedPromise]:
    """The promises that were typed; who looks after something is no promise by itself."""
    typed = [
        TypedPromise(number, *(answers.get(promise_name(number, part), "") for part in PARTS))
        for number in numbers_in(answers)
    ]
    return [each for each in typed if each.words or each.due]


def answers_in(answers: Answers, promises: Iterable[int]) -> list[TypedAnswer]:
    """What was typed of these promises."""
    typed = [
        TypedAnswer(pk, *(answers.get(answer_name(pk, part), "") for part in ANSWER_PARTS))
        for pk in promises
    ]
    return [each for each in typed if each.verdict or each.words or each.day or each.proof]


def promise_faults(answers: Answers, year: int) -> list[Fault]:
    """What in the promises of a contribution on `year` cannot be taken as it is, by field."""
    found = []
    for each in promises_in(answers):
        if not each.words:
            place = promise_name(each.number, "words")
            found.append(Fault(place, _("Say what is promised for that day.")))
        due = due_in(each.due)
        if due is None:
            sentence = _("Say by when: a year, such as %(year)d, or a day.")
            found.append(Fault(promise_name(each.number, "due"), sentence % {"year": year + 1}))
        elif not year < due.year <= year + FARTHEST:
            sentence = _("A promise is for a time to come: for %(year)d or later.")
            found.append(Fault(promise_name(each.number, "due"), sentence % {"year": year + 1}))
    return found


def answer_faults(typed: TypedAnswer, due: Due, year: int) -> list[Fault]:
    """What in an answer to a promise due then cannot be taken as it is, by field."""
    wrong: dict[str, str] = {}
    day = due_in(typed.day)
    if typed.verdict not in Verdict.values:
        wrong["verdict"] = _("Say what became of it: kept, late or dropped.")
    elif typed.verdict == Verdict.DROPPED and not typed.words:
        wrong["words"] = _("Give the reason why the promise is dropped.")
    elif typed.verdict == Verdict.KEPT and not (typed.words or typed.proof):
        wrong["words"] = _("Say what was done, or choose the activity that shows it.")
    elif typed.verdict == Verdict.LATE and day is None:
        wrong["day"] = _("Give the new day or year.")
    elif typed.verdict == Verdict.LATE and day and day.last_day <= due.last_day:
        wrong["day"] = _("The new day comes after the one that was promised.")
    elif typed.verdict == Verdict.LATE and day and day.year > year + FARTHEST:
        wrong["day"] = _("The new day is too far away.")
    if typed.day and day is None and "day" not in wrong:
        wrong["day"] = _("“%(text)s” is no day and no year.") % {"text": typed.day}
    return [Fault(answer_name(typed.promise, part), said) for part, said in wrong.items()]


def soundings(answers: Answers, language: str, year: int) -> list[Sounding]:
    """The sentences that sound like promises, and are neither marked nor ignored."""
    written = answers.get("language", language)
    ignored = answers.get(IGNORED, "").split()
    marked = [each.words for each in promises_in(answers)]
    text = "\n".join(answers.get(name, "") for name in SOURCES)
    return [
        each
        for each in sounds_like_promises(text, written, year)
        if each.key not in ignored and not any(each.is_said_in(words) for words in marked)
    ]


def with_marked(answers: Answers, found: Sequence[Sounding], key: str) -> dict[str, str]:
    """The answers with the sentence of that key as a promise in the next place of the form."""
    sounding = next((each for each in found if each.key == key), None)
    number = max(numbers_in(answers), default=0) + 1
    if sounding is None or number > LAST_PLACE:
        return dict(answers)
    return {
        **answers,
        promise_name(number, "words"): sounding.sentence,
        promise_name(number, "due"): sounding.due.typed,
    }


def with_ignored(answers: Answers, found: Sequence[Sounding], key: str) -> dict[str, str]:
    """The answers with the sentence of that key remembered as no promise."""
    if all(each.key != key for each in found):
        return dict(answers)
    return {**answers, IGNORED: " ".join(filter(None, (answers.get(IGNORED), key)))}
