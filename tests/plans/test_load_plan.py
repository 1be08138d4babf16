"""Does a plan file load all or nothing, say what it would change, and never remove what is used?"""

from collections.abc import Callable
from typing import Any

import pytest

from suivi.audit.models import Event
from suivi.errors import Faults
from suivi.people.models import Body
from suivi.plans.formats.canonical import canonical
from suivi.plans.formats.stored import plan_bytes
from suivi.plans.imports.differences import Kind
from suivi.plans.models import LegalBasis, Measure, Plan, Provision, Responsibility
from tests import factories
from tests.plans.files import SAMPLE, activity, load, loaded_sample, sample

pytestmark = pytest.mark.django_db

Change = Callable[[Any], object]


def _line(code: str = "A.1.1.1") -> Provision:
    return Provision.objects.get(code=code)


def test_a_loaded_plan_reads_as_the_file_byte_for_byte() -> None:
    assert plan_bytes(loaded_sample()) == SAMPLE.read_bytes()


def test_every_level_of_the_file_is_a_level_of_the_plan() -> None:
    plan = loaded_sample()
    line = _line()
    codes = []
    above: Provision | None = line
    while above:
        codes.append((above.level.key, above.code))
        above = above.parent
    assert codes == [
        ("activities", "A.1.1.1"),
        ("outputs", "A.1.1"),
        ("outcomes", "A.1"),
        ("pillars", "A"),
    ]
    assert list(plan.provisions.anchors().in_order().values_list("code", flat=True)) == [
        "A.1.1.1",
        "A.1.1.2",
    ]


def test_a_load_is_one_event() -> None:
    loaded_sample()
    event = Event.objects.get()
    assert (event.verb, event.object, event.person) == (
        "load_plan",
        "plan:example-four-levels",
        "program",
    )


def test_the_same_file_again_changes_nothing_and_is_no_event() -> None:
    loaded_sample()
    again = load(sample(), apply_changes=True)
    assert (again.changes, again.applied, again.plan.revision) == ([], False, 1)
    assert Event.objects.count() == 1


def test_a_changed_file_is_only_compared_until_told_otherwise() -> None:
    plan = loaded_sample()
    found = load(sample(lambda p: activity(p).update(text="Open three shelters.")))
    (change,) = found.changes
    assert (change.kind, change.place) == (Kind.CHANGED, "activities A.1.1.1, text (en)")
    assert (change.before, change.after) == ("Open two shelters.", "Open three shelters.")
    assert plan_bytes(plan) == SAMPLE.read_bytes()
    assert Event.objects.count() == 1


def _add_line(plan: Any) -> None:
    line = activity(sample())
    line["code"] = "A.1.1.3"
    plan["pillars"][0]["outcomes"][0]["outputs"][0]["activities"].append(line)


def _move_line(plan: Any) -> None:
    output = plan["pillars"][0]["outcomes"][0]["outputs"]
    moved = output[0]["activities"].pop()
    output.append({"code": "A.1.2", "text": "Another output.", "activities": [moved]})


def _swap_lines(plan: Any) -> None:
    plan["pillars"][0]["outcomes"][0]["outputs"][0]["activities"].reverse()


def _other_measure(plan: Any) -> None:
    measure = activity(plan)["instruments"][0]["measures"][0]
    measure["kind"] = "narrative"
    del measure["unit"], measure["total"], measure["dimensions"]


def _split_entry(plan: Any) -> None:
    activity(plan)["responsibilities"] = [
        {"printed": "Agency", "bodies": ["sample-agency"], "role": "responsible"},
        {"printed": "Ministry", "bodies": ["sample-ministry"], "role": "responsible"},
    ]


def _other_baseline(plan: Any) -> None:
    del plan["periods"][0]["baseline"]
    plan["periods"][2]["baseline"] = True


def _swap_bodies(plan: Any) -> None:
    plan["bodies"].reverse()


def _translate(plan: Any) -> None:
    activity(plan)["text"] = {
        "en": activity(plan)["text"],
        "nl": {"text": "Open twee opvanghuizen.", "state": "unofficial"},
    }


def _without_footnote(plan: Any) -> None:
    del plan["footnotes"], activity(plan)["footnotes"]


def _other_base(plan: Any) -> None:
    plan["legal_bases"][0]["code"] = "S/RES/2242 (2015)"
    plan["pillars"][0]["legal_bases"] = ["S/RES/2242 (2015)"]


CHANGES: dict[str, tuple[Change, list[str]]] = {
    "a line more": (_add_line, ["added activities A.1.1.3"]),
    "a line moved": (
        _move_line,
        ["changed activities A.1.1.2, belongs to", "added outputs A.1.2"],
    ),
    "two lines swapped": (_swap_lines, ["changed outputs A.1.1, order"]),
    "a line less": (
        lambda p: p["pillars"][0]["outcomes"][0]["outputs"][0]["activities"].pop(),
        ["removed activities A.1.1.2"],
    ),
    "an instrument less": (
        lambda p: activity(p)["instruments"].pop(),
        ["removed activities A.1.1.1, instruments 2"],
    ),
    "another measure": (
        _other_measure,
        [
            "changed activities A.1.1.1, instruments 1, measures 1, kind",
            "removed activities A.1.1.1, instruments 1, measures 1, unit",
            "removed activities A.1.1.1, instruments 1, measures 1, dimensions",
            "removed activities A.1.1.1, instruments 1, measures 1, total",
        ],
    ),
    "an entry split": (
        _split_entry,
        [
            "removed activities A.1.1.1, responsibilities sample-agency, sample-ministry",
            "added activities A.1.1.1, responsibilities sample-agency",
            "added activities A.1.1.1, responsibilities sample-ministry",
        ],
    ),
    "another baseline": (
        _other_baseline,
        ["removed periods 2024, baseline", "added periods 2026, baseline"],
    ),
    "a year less": (lambda p: p["periods"].pop(), ["removed periods 2026"]),
    "a step less": (lambda p: p["scale"].pop(), ["removed scale blocked"]),
    "bodies in another order": (_swap_bodies, ["changed bodies, order"]),
    "a translation": (_translate, ["added activities A.1.1.1, text (nl)"]),
    "no footnote": (
        _without_footnote,
        ["removed footnotes 1", "removed activities A.1.1.1, footnotes"],
    ),
    "another legal basis": (
        _other_base,
        [
            "removed legal_bases S/RES/1325 (2000)",
            "added legal_bases S/RES/2242 (2015)",
            "changed pillars A, legal_bases",
        ],
    ),
    "another country": (
        lambda p: p["focus_countries"][0].update(country="CD"),
        ["removed focus_countries ML 2025-07-01", "added focus_countries CD 2025-07-01"],
    ),
    "another category": (
        lambda p: p["dimensions"][0]["categories"][0].update(name="children"),
        ["changed dimensions age, categories minors, name (en)"],
    ),
    "another key of a level": (
        lambda p: p["levels"][0].update(key="parts") or p.update(parts=p.pop("pillars")),
        ["removed levels pillars", "added levels parts"],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes_are_told_one_by_one_and_applied_whole(name: str) -> None:
    change, expected = CHANGES[name]
    plan = loaded_sample()
    changed = sample(change)
    found = load(changed, apply_changes=True)
    told = [f"{change.kind.value} {change.place}" for change in found.changes]
    assert told == expected
    plan.refresh_from_db()
    assert plan_bytes(plan) == canonical(changed)
    assert (found.applied, plan.revision) == (True, 2)
    assert load(changed).changes == []


def test_a_change_keeps_the_records_that_others_point_to() -> None:
    loaded_sample()
    lines = list(Provision.objects.order_by("code").values_list("code", "pk"))
    measures = list(Measure.objects.order_by("pk").values_list("pk", flat=True))
    load(sample(lambda p: activity(p).update(text="Other words.")), apply_changes=True)
    assert list(Provision.objects.order_by("code").values_list("code", "pk")) == lines
    assert list(Measure.objects.order_by("pk").values_list("pk", flat=True)) == measures


def test_nothing_is_written_when_writing_fails_half_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_facts: object, **_more: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(Responsibility.objects, "bulk_create", fails)
    monkeypatch.setattr(type(Responsibility._default_manager), "bulk_create", fails)
    with pytest.raises(RuntimeError):
        loaded_sample()
    assert not Plan.objects.exists()
    assert not Body.objects.exists()
    assert not LegalBasis.objects.exists()
    assert not Event.objects.exists()


def _gone(plan: Any) -> None:
    plan["pillars"][0]["outcomes"][0]["outputs"][0]["activities"].pop(0)
    plan["bodies"].pop(0)
    plan["bodies"][0].pop("parent")


def _refusals(changed: Any) -> list[str]:
    preview = load(changed)
    with pytest.raises(Faults) as refusal:
        load(changed, apply_changes=True)
    assert list(refusal.value.faults) == preview.refusals
    return [str(fault) for fault in refusal.value.faults]


def test_a_line_with_a_contribution_is_never_removed() -> None:
    plan = loaded_sample()
    period = plan.periods.get(year=2025)
    factories.make_contribution(_line(), Body.objects.get(code="sample-agency"), period)
    assert _refusals(sample(_gone)) == [
        "activities A.1.1.1: is in use (1 contribution) and cannot be removed"
    ]
    assert plan_bytes(plan) == SAMPLE.read_bytes()


def test_a_line_with_an_activity_is_never_removed() -> None:
    loaded_sample()
    factories.make_activity(Body.objects.get(code="sample-agency"), provisions=[_line()])
    (sentence,) = _refusals(sample(_gone))
    assert sentence.startswith("activities A.1.1.1: is in use (1 ")


def test_a_measure_with_figures_is_neither_removed_nor_redefined() -> None:
    plan = loaded_sample()
    measure = Measure.objects.get(instrument__provision=_line(), kind="count")
    body = Body.objects.get(code="sample-agency")
    factories.make_value(measure, body, plan.periods.get(year=2025))

    def other_unit(document: Any) -> None:
        activity(document)["instruments"][0]["measures"][0]["unit"] = "beds"

    assert _refusals(sample(other_unit)) == [
        "activities A.1.1.1, instrument 1, measure 1: has figures (1 value): its kind, unit and"
        " dimensions cannot change"
    ]
    assert _refusals(sample(lambda p: activity(p)["instruments"].pop(0))) == [
        "activities A.1.1.1, instrument 1, measure 1: has figures (1 value): its kind, unit and"
        " dimensions cannot change"
    ]


def test_a_measure_with_figures_may_get_a_better_label() -> None:
    plan = loaded_sample()
    measure = Measure.objects.get(instrument__provision=_line(), kind="count")
    body = Body.objects.get(code="sample-agency")
    factories.make_value(measure, body, plan.periods.get(year=2025))

    def relabel(document: Any) -> None:
        activity(document)["instruments"][0]["measures"][0]["label"] = "People housed"

    assert load(sample(relabel), apply_changes=True).applied


def test_a_year_with_contributions_or_opened_is_never_removed() -> None:
    plan = loaded_sample()
    body = Body.objects.get(code="sample-agency")
    factories.make_contribution(_line(), body, plan.periods.get(year=2026))
    plan.periods.filter(year=2025).update(opened_at="2026-01-15T09:00:00Z")

    def fewer_years(document: Any) -> None:
        document["periods"] = [{"year": 2024, "baseline": True}]

    assert _refusals(sample(fewer_years)) == [
        "periods 2025: was opened for reports and cannot be removed",
        "periods 2026: is in use (1 contribution) and cannot be removed",
    ]


def test_a_step_of_the_scale_that_was_chosen_is_never_removed() -> None:
    plan = loaded_sample()
    factories.make_contribution(
        _line(),
        Body.objects.get(code="sample-agency"),
        plan.periods.get(year=2025),
        progress="blocked",
    )
    assert _refusals(sample(lambda p: p["scale"].pop())) == [
        "scale blocked: is in use (1 contribution) and cannot be removed"
    ]


@pytest.mark.parametrize("keys", [("rank",), ("sign",), ("name",), ("code",)])
def test_a_step_that_was_chosen_does_not_become_another(keys: tuple[str, ...]) -> None:
    plan = loaded_sample()
    agency, period = Body.objects.get(code="sample-agency"), plan.periods.get(year=2025)
    factories.make_contribution(_line(), agency, period, progress="blocked")

    def exchange(document: Any) -> None:
        met, blocked = document["scale"][0], document["scale"][2]
        for key in keys:
            met[key], blocked[key] = blocked[key], met[key]

    (sentence,) = _refusals(sample(exchange))
    assert sentence.startswith("scale blocked: is in use (1 contribution): its sign and rank")


def test_a_step_that_was_chosen_may_get_a_better_name() -> None:
    plan = loaded_sample()
    agency, period = Body.objects.get(code="sample-agency"), plan.periods.get(year=2025)
    factories.make_contribution(_line(), agency, period, progress="blocked")
    assert load(sample(lambda p: p["scale"][2].update(name="Stuck")), apply_changes=True).applied


def test_a_body_leaves_a_line_and_what_it_said_there_stays() -> None:
    plan = loaded_sample()
    agency, period = Body.objects.get(code="sample-agency"), plan.periods.get(year=2025)
    said = factories.make_contribution(_line(), agency, period)

    def without(document: Any) -> None:
        activity(document)["responsibilities"][0]["bodies"] = ["sample-ministry"]

    assert load(sample(without), apply_changes=True).applied
    said.refresh_from_db()
    assert said.body == agency


def test_a_year_that_was_opened_after_the_last_of_the_file_stays() -> None:
    plan = loaded_sample()
    last = plan.periods.order_by("year").last()
    assert last is not None
    added = factories.make_period(plan, last.year + 1, is_added=True)
    assert not load(sample()).changes

    assert load(sample(lambda p: p.update(country="FR")), apply_changes=True).applied
    added.refresh_from_db()
    assert added.is_added


def test_the_number_of_levels_of_a_loaded_plan_stays() -> None:
    loaded_sample()

    def three_levels(document: Any) -> None:
        document["levels"].pop(0)
        document["outcomes"] = document.pop("pillars")[0]["outcomes"]
        document.pop("legal_bases")

    assert "levels: a plan that is loaded keeps its number of levels" in (
        _refusals(sample(three_levels))
    )


def test_dates_of_years_that_were_set_here_stay_when_the_file_is_silent() -> None:
    plan = loaded_sample()
    plan.periods.filter(year=2026).update(due_on="2027-03-01")
    assert load(sample()).changes == []
    load(sample(lambda p: activity(p).update(text="Other words.")), apply_changes=True)
    assert str(plan.periods.get(year=2026).due_on) == "2027-03-01"


def test_a_second_plan_shares_bodies_and_legal_bases_with_the_first() -> None:
    first = loaded_sample()

    def second(document: Any) -> None:
        document["slug"] = "second"
        document["bodies"].insert(0, {"code": "third-body", "name": "Third body"})
        activity(document)["responsibilities"].append(
            {"printed": "Third", "bodies": ["third-body"], "role": "contributing"}
        )

    plan = load(sample(second)).plan
    assert Body.objects.count() == 3
    assert LegalBasis.objects.count() == 1
    assert plan_bytes(plan) == canonical(sample(second))
    assert plan_bytes(first) == SAMPLE.read_bytes()


def test_a_plan_whose_predecessor_is_not_here_is_refused() -> None:
    with pytest.raises(Faults) as refusal:
        load(sample(lambda p: p.update(predecessor="the-one-before")))
    assert str(refusal.value.faults[0]) == (
        "predecessor: the plan “the-one-before” is not loaded here; load it first, if only in"
        " outline"
    )
