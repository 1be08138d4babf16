"""Does the register give exactly what answers, in its order, whichever filters are combined?

Each question is answered once more by looking at every activity, without index and database.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from suivi.activities.actions import keep_words
from suivi.activities.models import Activity
from suivi.activities.permissions import Reach, reach
from suivi.activities.queries import register
from suivi.activities.queries.register import Question, all_in_order, newest, page_of
from suivi.activities.words import asked, text_of
from tests import factories
from tests.cast import Cast

WORDS = ("formation", "officiers", "training", "identifiées", "police", "Mali")
DAYS = [date(2013, 1, 1), date(2013, 12, 31), date(2014, 5, 6), date(2014, 5, 7), date(2015, 2, 1)]


def _mostly_open(*asked_for: Any) -> st.SearchStrategy[Any]:
    """A filter that is often left open, so that some questions have many answers."""
    open_ones = (None if isinstance(asked_for[0], date) else "",) * 2 * len(asked_for)
    return st.sampled_from((*open_ones, *asked_for))


QUESTIONS = st.builds(
    Question,
    words=_mostly_open("formations", "police training", "identifiee", "mali", "xyzzy"),
    plan=_mostly_open("small-plan", "old", "none"),
    line=_mostly_open("1.A", "1.b"),
    body=_mostly_open("defence", "justice", "nobody"),
    kind=_mostly_open("training", "event"),
    forum=_mostly_open("csw", "eu"),
    country=_mostly_open("ML", "CD"),
    marker=_mostly_open("none", "0", "2"),
    first=_mostly_open(*DAYS),
    last=_mostly_open(*DAYS),
    order=st.sampled_from(tuple(register.ORDERS)),
)
PROBED = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
KEYS: dict[str, Callable[[Activity], Any]] = {
    "newest": lambda each: (-each.started_on.toordinal(), -each.pk),
    "oldest": lambda each: (each.started_on, each.pk),
    "entered": lambda each: -each.pk,
    "title": lambda each: (each.title, each.pk),
}


@pytest.fixture
def many(cast: Cast) -> list[Activity]:
    """Seventy activities, of every sort, each open to all, and a few that are not."""
    dice = random.Random(1325)  # noqa: S311 (sample content)
    old = factories.make_plan("old", levels=(), is_outline=True)
    for number in range(70):
        began = dice.choice(DAYS) + timedelta(days=dice.randrange(3))
        made = factories.make_activity(
            dice.choice((cast.body, cast.other_body)),
            title=" ".join(dice.sample(WORDS[:5], 2)) + f" {number % 9}",
            language=dice.choice(("en", "fr")),
            kind=dice.choice(("training", "event")),
            forum=dice.choice(("", "csw", "eu")),
            countries=dice.sample(("ML", "CD"), dice.randrange(3)),
            gender_marker=dice.choice((None, 0, 1, 2)),
            started_on=began,
            ended_on=began + timedelta(days=dice.choice((0, 1, 300, 900)))
            if dice.random() < 0.4
            else None,
            provisions=dice.sample((cast.line, cast.shared_line), dice.randrange(3)),
            source="Press" if number % 10 else "",
            plans=[old] if dice.random() < 0.2 else [],
        )
        if number % 7 == 0:
            cast.published.activities.add(made)
    rows = Activity.objects.prefetch_related("provisions__plan", "plans", "contributions")
    return list(rows.select_related("body"))


def _answers(each: Activity, question: Question) -> bool:
    """Whether one activity answers, looked at by itself."""
    known = set(text_of(each).split())
    lines = {(line.plan.slug, line.code) for line in each.provisions.all()}
    plans = {slug for slug, _code in lines} | {plan.slug for plan in each.plans.all()}
    on_line = (question.plan, question.line.lower()) in lines
    marker = "none" if each.gender_marker is None else str(each.gender_marker)
    return (
        all(known & set(forms) for forms in asked(question.words))
        and (not question.plan or (on_line if question.line else question.plan in plans))
        and question.body in {"", each.body.code}
        and question.kind in {"", each.kind}
        and question.forum in {"", each.forum}
        and question.marker in {"", marker}
        and (not question.country or question.country in each.countries)
        and (not question.first or (each.ended_on or each.started_on) >= question.first)
        and (not question.last or each.started_on <= question.last)
    )


def _open_to_all(each: Activity) -> bool:
    told = [one.status for one in each.contributions.all()]
    return "published" in told or bool(each.source and not told)


def _expected(many: list[Activity], question: Question, seen: Reach) -> list[str]:
    found = [
        each
        for each in many
        if (_open_to_all(each) or each.body_id in seen.bodies) and _answers(each, question)
    ]
    return [str(each.uid) for each in sorted(found, key=KEYS[question.order])]


def _pages(question: Question, seen: Reach) -> Iterator[register.Page]:
    page = page_of(question, seen)
    yield page
    while page.after:
        page = page_of(question, seen, after=page.after)
        yield page


def _uids(rows: Any) -> list[str]:
    return [str(each.uid) for each in rows]


@pytest.mark.parametrize("counted", [10_000, 2], ids=["few", "many"])
@pytest.mark.parametrize("name", ["anonymous", "focal_point"])
def test_every_combination_of_filters_gives_what_answers_in_its_order(
    cast: Cast, many: list[Activity], monkeypatch: pytest.MonkeyPatch, counted: int, name: str
) -> None:
    monkeypatch.setattr(register, "COUNTED", counted)
    monkeypatch.setattr(register, "SORTED", counted)
    monkeypatch.setattr(register, "PAGE", 12)
    seen = reach(cast.member(name))

    @PROBED
    @given(QUESTIONS)
    def check(question: Question) -> None:
        wanted = _expected(many, question, seen)
        pages = list(_pages(question, seen))
        assert [uid for page in pages for uid in _uids(page.rows)] == wanted
        assert pages[0].count == min(len(wanted), counted + 1)
        assert _uids(all_in_order(question, seen, 20)) == wanted[:20]
        if len(pages) > 1:
            back = page_of(question, seen, before=pages[-1].before)
            assert _uids(back.rows) == _uids(pages[-2].rows)
        told = newest(question, seen, 1000, "uid")
        by_day = _expected(many, replace(question, order="newest"), seen)
        assert [str(uid) for (uid,) in told] == by_day

    check()


def test_only_bodies_asked_for_are_changed_together(cast: Cast, many: list[Activity]) -> None:
    seen = reach(cast.focal_point)
    question = Question(kind="training")
    found = all_in_order(question, seen, 100, {cast.body.pk})

    own = [each for each in many if each.body_id == cast.body.pk]
    assert _uids(found) == _expected(own, question, seen)


@pytest.mark.parametrize(
    "key", ["1~", "~2014", "x~2014-01-01", "1~no day", f"{'9' * 12}~2014-01-01"]
)
def test_what_is_no_key_begins_at_the_first_page(
    cast: Cast, many: list[Activity], key: str
) -> None:
    seen = reach(cast.focal_point)
    for order in register.ORDERS:
        question = replace(Question(order=order), kind="training")
        page = page_of(Question(order="newest"), seen, after=key)
        assert page.rows[0] == page_of(Question(order="newest"), seen).rows[0]
        assert page_of(question, seen, before=key).rows


def test_an_activity_that_moves_to_another_day_is_found_there(cast: Cast) -> None:
    made = factories.make_activity(cast.body, source="Press")
    made.started_on = date(2010, 1, 1)
    made.save()
    keep_words(activity=made)
    seen = reach(cast.anonymous)

    assert page_of(Question(kind="training", last=date(2012, 1, 1)), seen).count == 1
    assert page_of(Question(kind="training", first=date(2012, 1, 1)), seen).count == 0


def test_a_removed_activity_is_found_by_nothing(cast: Cast) -> None:
    made = factories.make_activity(cast.body, source="Press")
    made.removed_at = factories.NOON
    made.save()
    seen = reach(cast.focal_point)

    for question in (Question(), Question(kind="training"), Question(words="training")):
        assert page_of(question, seen).count == 0
