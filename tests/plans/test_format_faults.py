"""Is everything that is wrong with a plan file told at once, in sentences, each with its place?"""

from collections.abc import Callable
from typing import Any

import pytest

from suivi.errors import Faults
from suivi.plans.formats.documents import Document
from suivi.plans.formats.reading import read_json
from tests.plans.files import activity, sample, told

LINE = "pillars[0].outcomes[0].outputs[0].activities[0]"


def _many_faults(plan: Any) -> None:
    plan["titel"] = plan.pop("title")
    plan["ends_on"] = "2024-12-31"
    plan["scale"][1]["rank"] = "middle"
    plan["bodies"][1]["parent"] = "nobody"
    plan["focus_countries"][0]["country"] = "Mali"
    plan["footnotes"][0]["text"] = " A blank too much."
    line = activity(plan)
    line["footnotes"] = [7]
    line["instruments"][0]["measures"][0]["dimensions"] = ["sex"]
    line["instruments"][1]["measures"][0]["kind"] = "guess"
    del line["responsibilities"]
    plan["pillars"][0]["outcomes"][0]["outputs"][0]["activities"][1]["code"] = "A.1.1.1"


def test_all_faults_of_a_file_are_told_together_in_the_order_of_the_file() -> None:
    assert told(sample(_many_faults)) == [
        "title: is missing",
        "ends_on: 2024-12-31 is before the beginning, 2025-07-01",
        "scale[1].rank: must be a whole number",
        "bodies[1].parent: no body has the code “nobody”",
        "focus_countries[0].country: “Mali” is not a country code of two capital letters"
        " (ISO 3166-1)",
        "footnotes[0].text: begins or ends with a blank",
        f"{LINE}.responsibilities: at least one is required",
        f"{LINE}.footnotes[0]: the plan has no footnote 7",
        f"{LINE}.instruments[0].measures[0].dimensions[0]: no dimension has the code “sex”",
        f"{LINE}.instruments[1].measures[0].kind: “guess” is none of: log, count, share, ratio,"
        " amount, milestone, narrative",
        f"pillars[0].outcomes[0].outputs[0].activities[1].code: “A.1.1.1” stands at {LINE} already",
        "titel: is not a key of the format here; did you mean “title”?",
    ]


def _set(place: str, value: object) -> Callable[[Any], None]:
    """A change that writes `value` at a place such as bodies.0.parent."""

    def change(plan: Any) -> None:
        *path, last = place.split(".")
        for step in path:
            plan = plan[int(step) if step.isdigit() else step]
        plan[int(last) if last.isdigit() else last] = value

    return change


def _line(place: str, value: object) -> Callable[[Any], None]:
    return _set(f"pillars.0.outcomes.0.outputs.0.activities.0.{place}", value)


def _drop(*path: Any) -> Callable[[Any], None]:
    def change(plan: Any) -> None:
        for step in path[:-1]:
            plan = plan[step]
        del plan[path[-1]]

    return change


ONE_FAULT: list[tuple[Callable[[Any], None], str]] = [
    (_set("format", "suivi-plan/2"), "format: must be “suivi-plan/1”"),
    (
        _set("starts_on", "2025-02-30"),
        "starts_on: “2025-02-30” is not a date written as 2013-12-31",
    ),
    (_set("country", "QX"), "country: no country has this code"),
    (_set("predecessor", "example-four-levels"), "predecessor: a plan cannot follow itself"),
    (_set("short_title", "x" * 81), "short_title: has 81 characters; at most 80 are possible"),
    (_set("short_title", ""), "short_title: is empty"),
    (_set("short_title", "a\u0000b"), "short_title: holds a character that cannot be shown"),
    (_set("short_title", "one\ntwo"), "short_title: must stand on one line"),
    (_set("short_title", {}), "short_title: is empty"),
    (_set("short_title", 5), "short_title: must be a text or an object"),
    (
        _set("short_title", {"fr": "Court"}),
        "short_title.en: the wording in the plan's own language is missing",
    ),
    (
        _set("short_title", {"en": "Short", "es": "Corto"}),
        "short_title.es: is not a key of the format here",
    ),
    (
        _set("title.fr.state", "good"),
        "title.fr.state: “good” is none of: official, unofficial, stale",
    ),
    (_set("scale", []), "scale: at least one is required"),
    (_set("scale.1.code", "met"), "scale[1].code: “met” stands here for the second time"),
    (_set("scale.1.rank", 101), "scale[1].rank: must be at most 100"),
    (_set("scale.1.rank", True), "scale[1].rank: must be a whole number"),
    (_set("scale.1.needs_reason", "no"), "scale[1].needs_reason: must be true or false"),
    (
        _set("dimensions.0.categories.1.code", "minors"),
        "dimensions[0].categories[1].code: “minors” stands here for the second time",
    ),
    (
        _set("dimensions.0.categories", [{"code": "one", "name": "one"}]),
        "dimensions[0].categories: at least 2 are required",
    ),
    (
        _set("bodies.0.parent", "sample-ministry"),
        "bodies[0].parent: a body cannot belong to itself",
    ),
    (
        _line("code", "workbook"),
        f"{LINE}.code: “workbook” is a word of the addresses here; a line cannot be called so",
    ),
    (
        _set("bodies.1.until", "2023-12-31"),
        "bodies[1].until: 2023-12-31 is before 2024-01-01 (from)",
    ),
    (
        lambda plan: plan["bodies"].append({"code": "idle", "name": "Idle"}),
        "bodies[2]: the plan gives “idle” nothing to do; leave it out",
    ),
    (
        lambda plan: plan["focus_countries"].append(dict(plan["focus_countries"][0])),
        "focus_countries[1]: this country stands twice with the same beginning",
    ),
    (
        _set("legal_bases.0.kind", "advice"),
        "legal_bases[0].kind: “advice” is none of: resolution, convention, declaration, law",
    ),
    (_set("footnotes.0.body", "nobody"), "footnotes[0].body: no body has the code “nobody”"),
    (_set("periods.2.year", 2025), "periods[2].year: “2025” stands here for the second time"),
    (_set("periods.1.baseline", True), "periods[1].baseline: a plan has one baseline"),
    (
        _set("periods.1.due_on", "2026-01-01"),
        "periods[1].due_on: 2026-01-01 is before 2026-01-15 (opens_on)",
    ),
    (_drop("pillars"), "pillars: at least one is required"),
    (_set("outline", True), "pillars: an outline plan has no provisions"),
    (_set("pillars.0.outcomes", []), "pillars[0].outcomes: at least one is required"),
    (_drop("pillars", 0, "outcomes", 0, "text"), "pillars[0].outcomes[0].text: is missing"),
    (
        _set(
            "pillars.0.responsibilities",
            [{"printed": "x", "bodies": ["sample-agency"], "role": "responsible"}],
        ),
        "pillars[0].responsibilities: only provisions of the lowest level have these",
    ),
    (
        _set("pillars.0.legal_bases", ["S/RES/1"]),
        "pillars[0].legal_bases[0]: no legal basis has the code “S/RES/1”",
    ),
    (
        _line("code", "1 a"),
        f"{LINE}.code: “1 a” is not a code of letters and digits, parted by dots or hyphens,"
        " as printed but without its last dot",
    ),
    (_line("instruments", []), f"{LINE}.instruments: at least one is required"),
    (_line("footnotes", [1, 1]), f"{LINE}.footnotes: the same entry stands twice"),
    (
        _line("responsibilities.0.bodies", ["sample-agency", "sample-ministry", "nobody"]),
        f"{LINE}.responsibilities[0].bodies[2]: no body has the code “nobody”",
    ),
    (
        _line("responsibilities.0.role", "leading"),
        f"{LINE}.responsibilities[0].role: “leading” is none of: responsible, coordinating,"
        " contributing",
    ),
    (
        lambda plan: activity(plan)["responsibilities"].append(
            {"printed": "Again", "bodies": ["sample-agency"], "role": "contributing"}
        ),
        f"{LINE}.responsibilities[1].bodies[0]: “sample-agency” stands on this line already",
    ),
    (
        _line("instruments.0.measures.0.unit", "EUR"),
        f"{LINE}.instruments[0].measures[0].unit: amounts, and only they, are in a currency such"
        " as EUR",
    ),
    (
        lambda plan: activity(plan)["instruments"][0]["measures"][0].pop("total"),
        f"{LINE}.instruments[0].measures[0].total: is missing: a measure “count” needs it",
    ),
    (
        _line("instruments.1.measures.1.unit", "rules"),
        f"{LINE}.instruments[1].measures[1].unit: a measure “milestone” has none",
    ),
    (
        lambda plan: activity(plan)["instruments"][1]["measures"][1].pop("label"),
        f"{LINE}.instruments[1].measures[1].label: is missing: an instrument with several"
        " measures names each",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), ONE_FAULT, ids=[s for _c, s in ONE_FAULT])
def test_one_fault_gives_one_sentence(change: Callable[[Any], None], sentence: str) -> None:
    assert told(sample(change)) == [sentence]


@pytest.mark.parametrize("key", ["bodies", "code", "instruments"])
def test_a_level_cannot_take_a_key_that_has_a_meaning(key: str) -> None:
    document = sample(_set("levels.0.key", key))
    assert f"levels[0].key: “{key}” has a meaning of its own in the format; choose another key" in (
        told(document)
    )


def test_a_number_of_thousands_of_digits_gets_our_own_sentence() -> None:
    with pytest.raises(Faults) as refusal:
        read_json(b'{"footnotes": [{"number": ' + b"7" * 5000 + b"}]}")
    assert str(refusal.value) == (
        "The file holds a number of 5000 digits; no number of a plan has so many."
    )


def test_a_level_without_name_is_told_with_its_place() -> None:
    assert all(
        not sentence.startswith("at least") for sentence in told(sample(_set("levels.0.key", "")))
    )


def test_what_follows_from_another_fault_is_not_told_too() -> None:
    def no_lines(plan: Any) -> None:
        del plan["pillars"]

    assert told(sample(no_lines)) == ["pillars: at least one is required"]


def test_two_levels_with_one_key_are_told_apart() -> None:
    document = sample(_set("levels.1.key", "pillars"))
    assert "levels[1].key: “pillars” stands here for the second time" in told(document)


def test_bodies_that_belong_to_each_other_are_told_both() -> None:
    assert told(sample(_set("bodies.0.parent", "sample-agency"))) == [
        "bodies[0].parent: these bodies belong to each other in a circle:"
        " sample-ministry → sample-agency → sample-ministry",
        "bodies[1].parent: these bodies belong to each other in a circle:"
        " sample-agency → sample-ministry → sample-agency",
    ]


def test_a_plan_that_is_no_outline_has_levels() -> None:
    bare: Document = {
        **{key: sample()[key] for key in ("format", "slug", "title", "country", "source")},
        **{key: sample()[key] for key in ("starts_on", "ends_on", "language")},
    }
    assert told(bare) == ["levels: at least one is required, unless the plan is an outline"]
    assert told(bare | {"outline": True}) == []


def test_any_json_object_gets_sentences_and_never_a_stack_of_errors() -> None:
    mixed: Document = {
        "format": None,
        "levels": [None, {"key": 3}, {"key": "lines"}],
        "bodies": {"a": 1},
        "periods": [[]],
        "lines": [{"code": {}, "instruments": [{"measures": "none"}], "responsibilities": [4]}],
    }
    sentences = told(mixed)
    assert "levels[0]: must be an object" in sentences
    assert "bodies: must be a list" in sentences
    assert len(sentences) > 10


ODD_VALUES: tuple[Any, ...] = (
    *(None, "", 0, 1.5, True, "a\nb"),
    *([], {}, [1], ["a"], [[]]),
    *({"en": "x"}, {"a": 1}),
)


def _places(part: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if not isinstance(part, dict | list):
        return []
    steps = list(part) if isinstance(part, dict) else range(len(part))
    return [
        place for step in steps for place in ((*path, step), *_places(part[step], (*path, step)))
    ]


def test_whatever_stands_in_whatever_place_is_answered_with_sentences() -> None:
    for number, path in enumerate(_places(sample())):
        document = sample()
        holder: Any = document
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = ODD_VALUES[number % len(ODD_VALUES)]
        assert all(isinstance(sentence, str) for sentence in told(document))
