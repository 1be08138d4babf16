"""Does a sentence that sounds like a promise get noticed, in four languages, and no other?"""

from datetime import date

import pytest

from suivi.reporting.promise_days import Due, due_in
from suivi.reporting.promise_words import Sounding, sounds_like_promises


def _dues(text: str, language: str = "en", year: int = 2013) -> list[Due]:
    return [each.due for each in sounds_like_promises(text, language, year)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A course will be held in 2014."),
        ("en", "The ministry plans to evaluate the course in 2014."),
        ("fr", "Un accord sera signé en 2014."),
        ("fr", "Les ministres signeront un accord en 2014."),
        ("fr", "Le département va organiser un cours en 2014."),
        ("fr", "Une évaluation est prévue pour 2014."),
        ("nl", "In 2014 zal een opleiding plaatsvinden."),
        ("nl", "De opleiding wordt voor 2014 gepland."),
        ("de", "Der Kurs wird 2014 ausgewertet."),
        ("de", "Eine Auswertung ist für 2014 vorgesehen."),
    ],
)
def test_a_future_with_a_year_to_come_sounds_like_a_promise(language: str, text: str) -> None:
    assert _dues(text, language) == [Due(2014)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A course was held in 2013."),
        ("en", "A course will be held."),
        ("en", "A course will be held as in 2012."),
        ("en", "There was political will in 2014."),
        ("fr", "Un accord a été signé en 2014."),
        ("fr", "Une caméra de 2014 filmait l'opéra."),
        ("nl", "In 2014 vond een opleiding plaats."),
        ("de", "Der Kurs fand 2014 statt."),
        ("en", "It will be reference 2014/15 in the archive."),
    ],
)
def test_the_past_and_what_has_no_day_do_not(language: str, text: str) -> None:
    assert _dues(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It will end on 30 June 2014."),
        ("en", "It will end by 30/06/2014."),
        ("fr", "Il sera remis le 30 juin 2014."),
        ("nl", "Het zal op 30 juni 2014 klaar zijn."),
        ("de", "Er wird am 30. Juni 2014 vorgelegt."),
    ],
)
def test_a_day_is_read_as_that_day(language: str, text: str) -> None:
    assert _dues(text, language) == [Due(2014, date(2014, 6, 30))]


def test_each_sentence_is_offered_once_and_apart() -> None:
    text = "It began in 2013. We will end it in 2014. Nothing else.\nWe will end it in 2014."

    (found,) = sounds_like_promises(text, "en", 2013)

    assert found.sentence == "We will end it in 2014."


def test_a_sentence_is_known_by_its_words_whatever_its_spaces() -> None:
    one, other = Sounding("We  will.", Due(2014)), Sounding("we will.", Due(2015))

    assert one.key == other.key
    assert one.is_said_in("As said: WE WILL, surely")


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("2015", Due(2015)),
        (" 2015 ", Due(2015)),
        ("31/12/2015", Due(2015, date(2015, 12, 31))),
        ("2015-12-31", Due(2015, date(2015, 12, 31))),
        ("soon", None),
        ("31/02/2015", None),
        ("", None),
    ],
)
def test_a_day_or_a_year_is_understood_as_typed(typed: str, due: Due | None) -> None:
    assert due_in(typed) == due
