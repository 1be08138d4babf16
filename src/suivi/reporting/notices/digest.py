"""What does a person's digest say of the round? What waits as of now, and what is new, by plan.

Each thing is one sentence with its links; the shortest that says all.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from suivi.notices.kinds import Declined, Writer
from suivi.notices.letters import Entry, Link, Section
from suivi.notices.models import Notice
from suivi.people.models import Person
from suivi.plans.models import Period
from suivi.reporting.models import Contribution
from suivi.reporting.notices import places
from suivi.reporting.notices.kinds import TO_CLEAR, TO_REVIEW, TO_WRITE, TOLD
from suivi.reporting.queries.desks import Item, PlanDesk, accepted_items, desks_of
from suivi.reporting.states import Status
from suivi.ui.numbers_and_days import day

Desks = dict[int, dict[int, PlanDesk]]

# Which pile of a desk belongs to which kind of notice.
PILES = {
    TO_WRITE: ("to_write",),
    TO_CLEAR: ("to_clear",),
    TO_REVIEW: ("to_review", "overdue"),
    TOLD: ("accepted", "published"),
}


def digest(
    people: Sequence[Person], news: Sequence[Notice], declined: Declined, on: date
) -> dict[int, Writer]:
    """For each person for whom there is something: what writes it. Thirteen queries at most."""
    desks = desks_of(people, on)
    _lay_news(desks, [notice for notice in news if notice.kind == TOLD])
    found: dict[int, Writer] = {}
    for person in people:
        mine = desks.get(person.pk, {})
        for desk in mine.values():
            _clear_away(desk, declined.get(person.pk, frozenset()))
        full = [desk for desk in mine.values() if not desk.is_clear]
        if full:
            found[person.pk] = partial(_sections, full, on)
    return found


def _lay_news(desks: Desks, news: Sequence[Notice]) -> None:
    """Puts on each desk what was accepted and published since the last digest."""
    numbers = {notice.facts.get("contribution", 0) for notice in news} - {0}
    accepted = accepted_items(numbers)
    years = {notice.facts["period"] for notice in news if "period" in notice.facts}
    periods = Period.objects.select_related("plan").in_bulk(years) if years else {}
    for notice in news:
        mine = desks.get(notice.person_id, {})
        item = accepted.get(notice.facts.get("contribution", 0))
        if item and item.period.plan_id in mine:
            mine[item.period.plan_id].accepted.append(item)
        period = periods.get(notice.facts.get("period", 0))
        if period and period.plan_id in mine:
            mine[period.plan_id].published.append(period)


def _clear_away(desk: PlanDesk, declined: frozenset[str]) -> None:
    for kind in declined & PILES.keys():
        for pile in PILES[kind]:
            getattr(desk, pile).clear()


def _sections(desks: Sequence[PlanDesk], on: date) -> list[Section]:
    return [
        Section(str(desk.plan.said_short_title), tuple(_entries(desk, on)))
        for desk in desks
        if not desk.is_clear
    ]


def _entries(desk: PlanDesk, on: date) -> Iterator[Entry]:
    """The sentences of one plan, what is to be done first."""
    back = [item for item in desk.to_write if item.status == Status.SENT_BACK]
    new = [item for item in desk.to_write if item.status != Status.SENT_BACK]
    for period, items in _by_day(back):
        yield _sent_back(period, items, on)
    for period, items in _by_day(new):
        yield _to_write(period, items, on)
    for period, items in _by_period(item for item in desk.to_write if item.promises):
        yield _promised(period, items)
    for period, items in _by_silence(desk.to_clear):
        yield _to_clear(period, items)
    for period, items in _by_period(desk.to_review):
        yield _to_review(period, items)
    for period, items in _by_period(desk.overdue):
        yield _overdue(period, items)
    for period, items in _by_period(desk.accepted):
        yield _accepted(period, items)
    for period in desk.published:
        sentence = _("The report on %(year)d is published, with what your department told.")
        yield Entry(sentence % {"year": period.year})


def _by_period(items: Iterable[Item]) -> Iterator[tuple[Period, list[Item]]]:
    for _number, group in groupby(items, key=lambda item: item.period.pk):
        together = list(group)
        yield together[0].period, together


def _by_day(items: Iterable[Item]) -> Iterator[tuple[Period, list[Item]]]:
    """The same, those apart that are due on another day: bodies may have days of their own."""
    for _place, group in groupby(items, key=lambda item: (item.period.pk, item.due_on)):
        together = list(group)
        yield together[0].period, together


def _by_silence(items: Iterable[Item]) -> Iterator[tuple[Period, list[Item]]]:
    """The same, those apart that silence clears on another day; the nearest day first."""
    in_order = sorted(items, key=lambda item: item.silent_on or date.max)
    together: dict[tuple[int, date | None], list[Item]] = {}
    for item in in_order:
        together.setdefault((item.period.pk, item.silent_on), []).append(item)
    yield from ((mine[0].period, mine) for mine in together.values())


def due(due_on: date | None, on: date) -> str:
    """When it is due, as the end of a sentence: ", due 31 March 2016, in 7 days"; "" if unsaid."""
    if due_on is None:
        return ""
    left = (due_on - on).days
    if left < 0:
        return _(", overdue since %(day)s") % {"day": day(due_on)}
    if left > 14:
        return _(", due %(day)s") % {"day": day(due_on)}
    if left == 0:
        return _(", due today")
    sentence = ngettext(", due %(day)s, tomorrow", ", due %(day)s, in %(left)d days", left)
    return sentence % {"day": day(due_on), "left": left}


def _sent_back(period: Period, items: Sequence[Item], on: date) -> Entry:
    sentence = ngettext(
        "%(number)d contribution on %(year)d sent back, to be changed%(due)s",
        "%(number)d contributions on %(year)d sent back, to be changed%(due)s",
        len(items),
    )
    text = sentence % {"number": len(items), "year": period.year, "due": due(items[0].due_on, on)}
    links = places.to_notes(_shown(items))
    return places.with_more(text, links, len(items), reverse("my-work"))


def _to_write(period: Period, items: Sequence[Item], on: date) -> Entry:
    sentence = ngettext(
        "%(number)d contribution on %(year)d to write%(due)s",
        "%(number)d contributions on %(year)d to write%(due)s",
        len(items),
    )
    text = sentence % {"number": len(items), "year": period.year, "due": due(items[0].due_on, on)}
    links = places.to_what_is_missing(_shown(items))
    return places.with_more(text, links, len(items), reverse("my-work"))


def _promised(period: Period, items: Sequence[Item]) -> Entry:
    number = sum(item.promises for item in items)
    sentence = ngettext(
        "%(number)d promise of before falls due in the report on %(year)d: say what became of it",
        "%(number)d promises of before fall due in the report on %(year)d: say what became of them",
        number,
    )
    links = places.to_promises(_shown(items))
    text = sentence % {"number": number, "year": period.year}
    return places.with_more(text, links, len(items), reverse("my-work"))


def _to_clear(period: Period, items: Sequence[Item]) -> Entry:
    sentence = ngettext(
        "%(number)d contribution on %(year)d to clear%(silence)s",
        "%(number)d contributions on %(year)d to clear%(silence)s",
        len(items),
    )
    silent_on = items[0].silent_on
    silence = _(", by silence on %(day)s") % {"day": day(silent_on)} if silent_on else ""
    text = sentence % {"number": len(items), "year": period.year, "silence": silence}
    links = places.to_moves(_shown(items))
    return places.with_more(text, links, len(items), reverse("my-work"))


def _to_review(period: Period, items: Sequence[Item]) -> Entry:
    sentence = ngettext(
        "%(number)d contribution on %(year)d to review",
        "%(number)d contributions on %(year)d to review",
        len(items),
    )
    path = reverse("review", args=[period.plan.slug, period.year])
    text = sentence % {"number": len(items), "year": period.year}
    return Entry(text, (Link(_("Review"), path),))


def _overdue(period: Period, items: Sequence[Item]) -> Entry:
    departments = len({item.body.pk for item in items})
    whose = ngettext("%(number)d department", "%(number)d departments", departments)
    sentence = ngettext(
        "%(number)d contribution on %(year)d overdue (%(whose)s)",
        "%(number)d contributions on %(year)d overdue (%(whose)s)",
        len(items),
    )
    facts = {"number": len(items), "year": period.year, "whose": whose % {"number": departments}}
    path = reverse("board", args=[period.plan.slug, period.year])
    return Entry(sentence % facts, (Link(_("Board"), f"{path}?state=overdue"),))


def _accepted(period: Period, items: Sequence[Item]) -> Entry:
    sentence = ngettext(
        "%(number)d contribution on %(year)d was accepted: %(lines)s",
        "%(number)d contributions on %(year)d were accepted: %(lines)s",
        len(items),
    )
    lines = ", ".join(item.code for item in items)
    return Entry(sentence % {"number": len(items), "year": period.year, "lines": lines})


def _shown(items: Sequence[Item]) -> list[Contribution]:
    """The first few, with all that a link says of them."""
    numbers = [item.pk for item in items[: places.SHOWN]]
    rows = Contribution.objects.filter(pk__in=numbers).select_related(
        "period__plan", "provision__plan", "body"
    )
    found = {each.pk: each for each in rows.defer("account", "obstacles", "next_steps")}
    return [found[pk] for pk in numbers if pk in found]
