"""Does a change of the plan in the middle of a round keep history right?

On the Belgian plan: a line is added, the responsibility for one moves, a body is renamed.
"""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from suivi.audit.models import Event
from suivi.errors import Refused
from suivi.people.models import Body, FormerName, Person
from suivi.plans.actions.load_plan import load_plan
from suivi.plans.formats.canonical import canonical
from suivi.plans.formats.checking import checked
from suivi.plans.formats.reading import read_json
from suivi.plans.formats.stored import document_of
from suivi.plans.models import Period, Plan, Role
from suivi.publications.snapshot import build_snapshot
from suivi.publications.snapshot import canonical as bytes_of
from suivi.publications.snapshot.document import lines
from suivi.reporting import actions
from suivi.reporting.actions.asking import Followed
from suivi.reporting.models import Contribution, PeriodTurn
from suivi.reporting.queries import my_work
from suivi.reporting.states import Status
from tests import factories
from tests.factories import NOON

Browser = Callable[[Any], Client]
# On line 23.d the printed plan names Interior with two others, not Justice.
OLD, NEW, LINE = "interior", "justice", "23.d"


@dataclass
class Scene:
    """The Belgian plan with 2013 published and 2014 open, and two focal points."""

    plan: Plan
    coordinator: Person
    old: Person
    new: Person
    open: Period
    told: Period

    def contribution(
        self, body: str, line: str = LINE, period: Period | None = None
    ) -> Contribution:
        """What the body says on the line."""
        return Contribution.objects.get(
            period=period or self.open, provision__code=line, body__code=body
        )

    def change(self, *changes: Callable[[Any], object]) -> Followed:
        """Loads the plan changed, and lets the round follow it."""
        document = copy.deepcopy(document_of(self.plan))
        for each in changes:
            each(document)
        wanted = checked(read_json(canonical(document)))
        assert load_plan(document=wanted, by=None, at=NOON, apply_changes=True).applied
        return actions.follow_plan(by=None, at=NOON, period=self.open)


@pytest.fixture
def scene(belgian_plan: Plan) -> Scene:
    """2013 was told by all bodies on the line; 2014 is open."""
    bodies = {body.code: body for body in Body.objects.all()}
    people = {code: factories.make_person(code) for code in ("coordinator", OLD, NEW)}
    coordinating = bodies["equality"]
    factories.make_membership(belgian_plan, people["coordinator"], coordinating, Role.COORDINATOR)
    for code in (OLD, NEW):
        factories.make_membership(belgian_plan, people[code], bodies[code], Role.FOCAL_POINT)
    told, opened = (belgian_plan.periods.get(year=year) for year in (2013, 2014))
    for period in (told, opened):
        actions.open_period(by=people["coordinator"], at=NOON, period=period)
    contributions = Contribution.objects.filter(period=told, provision__code=LINE)
    contributions.update(status=Status.PUBLISHED, version=1, account="Told.")
    actions.close_period(by=people["coordinator"], at=NOON, period=told)
    return Scene(belgian_plan, people["coordinator"], people[OLD], people[NEW], opened, told)


def _lines(document: Any) -> Any:
    for objective in document["objectives"]:
        for goal in objective["goals"]:
            yield from goal["lines"]


def _line(document: Any, code: str = LINE) -> Any:
    return next(line for line in _lines(document) if line["code"] == code)


def _leaves(body: str) -> Callable[[Any], None]:
    """The body no longer answers for the line."""

    def change(document: Any) -> None:
        line = _line(document)
        line["responsibilities"] = [
            entry for entry in line["responsibilities"] if entry["bodies"] != [body]
        ]

    return change


def _comes(body: str, code: str = LINE) -> Callable[[Any], None]:
    """The body answers for the line from now on."""

    def change(document: Any) -> None:
        entry = {"bodies": [body], "printed": body.title(), "role": "responsible"}
        _line(document, code)["responsibilities"].append(entry)

    return change


def _a_line_more(document: Any) -> None:
    goal = document["objectives"][0]["goals"][0]
    added = copy.deepcopy(goal["lines"][-1])
    added["code"] = "1.z"
    goal["lines"].append(added)


def _begin(scene: Scene, text: str = "We began.") -> Contribution:
    mine = scene.contribution(OLD)
    typed = actions.Typed({"account": text}, mine.version)
    actions.save_draft(by=scene.old, at=NOON, contribution=mine, typed=typed)
    return scene.contribution(OLD)


def test_the_bodies_of_an_added_line_are_asked_at_once(scene: Scene) -> None:
    before = Contribution.objects.filter(period=scene.told).count()
    followed = scene.change(_a_line_more)

    asked = Contribution.objects.filter(period=scene.open, provision__code="1.z")
    assert followed == Followed(asked=asked.count())
    assert asked.exists()
    assert Contribution.objects.filter(period=scene.told).count() == before


def test_an_untouched_contribution_goes_with_the_responsibility(scene: Scene) -> None:
    there = Contribution.objects.filter(period=scene.open).count()
    followed = scene.change(_leaves(OLD))

    assert followed == Followed(dropped=1)
    assert Contribution.objects.filter(period=scene.open).count() == there - 1
    assert not any(
        each.provision.code == LINE
        for desk in my_work(scene.old, NOON.date())
        for each in desk.to_write
    )
    assert Event.objects.order_by("-number").first().verb == "follow_plan"  # type: ignore[union-attr]
    assert PeriodTurn.objects.get(verb="plan_followed").facts["dropped"] == 1


def test_a_begun_contribution_stays_readable_for_both_and_is_owed_no_more(
    scene: Scene, signed_in: Browser
) -> None:
    _begin(scene)
    followed = scene.change(_leaves(OLD), _comes(NEW))

    assert followed == Followed(asked=1, released=1)
    mine = scene.contribution(OLD)
    assert not mine.is_asked
    assert mine not in Contribution.objects.outstanding()
    address = reverse("contribution", args=[scene.plan.slug, 2014, LINE, OLD])
    own = signed_in(scene.old).get(address).content.decode()
    assert "no longer names" in own
    assert "We began." in own
    assert "We began." in signed_in(scene.new).get(address).content.decode()
    theirs = reverse("contribution", args=[scene.plan.slug, 2014, LINE, NEW])
    assert address in signed_in(scene.new).get(theirs).content.decode()


def test_what_is_typed_too_late_into_a_line_that_moved_is_kept_aside(scene: Scene) -> None:
    mine = _begin(scene)
    scene.change(_leaves(OLD))
    late = actions.Typed({"account": "We began. We went on."}, mine.version)
    saved = actions.save_draft(by=scene.old, at=NOON, contribution=mine, typed=late)

    assert saved.is_kept_aside
    with pytest.raises(Refused, match="no longer names"):
        actions.submit_contribution(by=scene.old, at=NOON, contribution=mine)


def test_others_of_the_plan_do_not_see_what_was_begun(scene: Scene, signed_in: Browser) -> None:
    _begin(scene)
    scene.change(_leaves(OLD))
    outsider = factories.make_person()
    body = factories.make_body()
    factories.make_membership(scene.plan, outsider, body, Role.FOCAL_POINT)
    address = reverse("contribution", args=[scene.plan.slug, 2014, LINE, OLD])

    assert signed_in(outsider).get(address).status_code == 404


def test_what_was_delivered_stays_delivered_and_can_be_accepted(scene: Scene) -> None:
    mine = _begin(scene)
    Contribution.objects.filter(pk=mine.pk).update(status=Status.SUBMITTED)
    assert scene.change(_leaves(OLD)).released == 0
    actions.accept_contribution(by=scene.coordinator, at=NOON, contribution=mine)

    assert scene.contribution(OLD).status == Status.ACCEPTED


def test_a_body_that_comes_back_goes_on_where_it_stopped(scene: Scene) -> None:
    _begin(scene)
    scene.change(_leaves(OLD))
    followed = scene.change(_comes(OLD))

    assert followed.asked == 1
    mine = scene.contribution(OLD)
    assert mine.is_asked
    assert mine.draft_versions.get(number=mine.version).answers["account"] == "We began."


def test_published_years_stay_as_they_were(scene: Scene) -> None:
    report = factories.make_report(scene.told)
    frozen = bytes_of(build_snapshot(report))
    before = list(Contribution.objects.filter(period=scene.told).order_by("pk").values())
    _begin(scene)
    scene.change(_leaves(OLD))

    after = list(Contribution.objects.filter(period=scene.told).order_by("pk").values())
    assert after == before
    told = Client().get(reverse("line", args=[scene.plan.slug, LINE])).content.decode()
    assert "Told." in told
    body = Client().get(reverse("body", args=[OLD])).content.decode()
    assert "in earlier years" in body
    assert _bodies_judged(frozen) == 3
    assert _bodies_judged(bytes_of(build_snapshot(report))) == 3


def _bodies_judged(snapshot: str) -> int:
    """Of how many bodies the line was in 2013, as a report tells it."""
    said = json.loads(snapshot)
    line = next(each for each in lines(said["provisions"]) if each["code"] == LINE)
    return int(next(each["bodies"] for each in line["progress"] if each["year"] == 2013))


def _renamed(document: Any) -> None:
    body = next(body for body in document["bodies"] if body["code"] == OLD)
    for field in ("name", "short_name"):
        body[field] = dict.fromkeys(body[field], "Home Office")


def test_a_renamed_body_keeps_its_former_name_for_the_years_before(
    scene: Scene, signed_in: Browser
) -> None:
    before = str(Body.objects.get(code=OLD).said_short_name)
    scene.change(_renamed)
    body = Body.objects.get(code=OLD)
    assert (str(body), str(body.named_in(2013)), str(body.named_in(2015))) == (
        "Home Office",
        before,
        "Home Office",
    )
    desk = signed_in(scene.coordinator)
    past = desk.get(reverse("board", args=[scene.plan.slug, 2013])).content.decode()
    assert f'body={OLD}">{before}</a>' in past
    now = desk.get(reverse("board", args=[scene.plan.slug, 2014])).content.decode()
    assert f'body={OLD}">Home Office</a>' in now


def test_a_better_translation_is_no_other_name(scene: Scene) -> None:
    def translated(document: Any) -> None:
        body = next(body for body in document["bodies"] if body["code"] == OLD)
        body["name"]["de"] = "Inneres, besser"

    scene.change(translated)
    assert not FormerName.objects.exists()
