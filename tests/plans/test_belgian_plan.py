"""Is the Belgian plan of 2013-2016 there, whole and word for word?

The numbers are those of the printed plan (be-wps-nap-2013-2016).
"""

from collections import Counter

import pytest

from suivi.plans.formats.checking import checked
from suivi.plans.formats.documents import LANGUAGES, Document, provisions
from suivi.plans.formats.reading import read_json
from suivi.plans.formats.stored import plan_bytes
from suivi.plans.models import Instrument, Measure, Plan, Provision, Responsibility
from tests.plans.files import BELGIAN

KEYS = ["objectives", "goals", "lines"]


@pytest.fixture(scope="module")
def plan_file() -> Document:
    """The file, checked."""
    return checked(read_json(BELGIAN.read_bytes()))


def _lines(document: Document) -> dict[str, Document]:
    return {facts["code"]: facts for depth, facts, _p in provisions(document, KEYS) if depth == 2}


def _own(text: object) -> object:
    return text["en"] if isinstance(text, dict) else text


def test_it_has_6_objectives_37_goals_102_lines_125_instruments_194_responsibilities(
    belgian_plan: Plan,
) -> None:
    by_level = Counter(belgian_plan.provisions.values_list("level__key", flat=True))
    assert by_level == {"objectives": 6, "goals": 37, "lines": 102}
    assert Instrument.objects.filter(provision__plan=belgian_plan).count() == 125
    responsibilities = Responsibility.objects.of_plan(belgian_plan)
    assert responsibilities.printed_entries() == 194
    assert responsibilities.count() == 195, "13.a names two bodies in one entry"


@pytest.mark.parametrize(
    ("objective", "goals", "lines", "instruments", "entries"),
    [
        ("1", 4, 16, 22, 33),
        ("2", 9, 28, 34, 46),
        ("3", 7, 24, 32, 37),
        ("4", 5, 14, 17, 30),
        ("5", 7, 15, 15, 33),
        ("6", 5, 5, 5, 15),
    ],
)
def test_each_objective_has_what_is_printed_under_it(
    plan_file: Document, objective: str, goals: int, lines: int, instruments: int, entries: int
) -> None:
    (found,) = [o for o in plan_file["objectives"] if o["code"] == objective]
    below = [line for goal in found["goals"] for line in goal["lines"]]
    assert len(found["goals"]) == goals
    assert len(below) == lines
    assert sum(len(line["instruments"]) for line in below) == instruments
    assert sum(len(line["responsibilities"]) for line in below) == entries


def test_each_body_answers_for_what_is_printed_beside_it(plan_file: Document) -> None:
    entries = Counter(
        "/".join(entry["bodies"])
        for line in _lines(plan_file).values()
        for entry in line["responsibilities"]
    )
    assert entries == {
        "foreign-affairs": 58,
        "development": 48,
        "defence": 37,
        "justice": 15,
        "interior": 13,
        "equality": 12,
        "federal-police": 7,
        "cgrs/immigration-office": 1,
        "cgrs": 1,
        "fedasil": 1,
        "immigration-office": 1,
    }


def test_15_goals_have_one_line_with_their_own_number(plan_file: Document) -> None:
    goals = [goal for objective in plan_file["objectives"] for goal in objective["goals"]]
    alone = [g["code"] for g in goals if [line["code"] for line in g["lines"]] == [g["code"]]]
    assert alone == [
        *("9", "11", "12", "15", "21", "22", "27", "30"),
        *("31", "32", "33", "34", "35", "36", "37"),
    ]


VERBATIM = {
    "1.a": "Apply in Belgium the international conventions that protect the rights of women.",
    "3.b": "Support initiatives which facilitate access to justice of women and girls to ensure"
    " protection of their rights (land/inheritance/discrimination, etc.)",
    "15": "During the preparation for peacekeeping missions and the pre-deployment training given"
    " in Belgium, ask that particular attention be given to violence against women and children"
    " and emphasise the need to offer them protection from such violence.",
    "18.d": "Give particular attention to women's participation in de-mining programmes and involve"
    " women in decisions relating to which areas should be de-mined as a priority.",
    "29.b": "Encourage partner countries to develop a “resolution 1325 NAP” and support these"
    " countries with the effective implementation of this NAP.",
    "33": "Make an annual report, starting in 2015, on progress achieved for each line of action"
    " and monitoring instrument.",
}


@pytest.mark.parametrize("code", VERBATIM)
def test_the_wording_is_that_of_the_printed_plan(belgian_plan: Plan, code: str) -> None:
    line = belgian_plan.provisions.get(level__key="lines", code=code)
    assert line.text.texts["en"] == VERBATIM[code]


def test_instruments_are_printed_word_for_word_and_77_texts_differ(plan_file: Document) -> None:
    texts = Counter(
        _own(instrument["text"])
        for line in _lines(plan_file).values()
        for instrument in line["instruments"]
    )
    assert len(texts) == 77
    assert texts["Interventions carried out."] == 38
    assert texts["Support provided"] == 1, "10.b is printed without a full stop"


def test_an_objective_has_the_short_title_of_the_introduction_beside_its_heading(
    plan_file: Document,
) -> None:
    second = plan_file["objectives"][1]
    assert _own(second["title"]) == "Gender mainstreaming within the context of resolution 1325"
    assert _own(second["text"]) == (
        "Integrating of the gender perspective by Belgium within the context of resolution 1325"
    )


def test_footnotes_stand_where_their_marks_are_printed(plan_file: Document) -> None:
    marks = {
        f"{KEYS[depth]} {facts['code']}": facts["footnotes"]
        for depth, facts, _place in provisions(plan_file, KEYS)
        if "footnotes" in facts
    }
    assert marks == {
        "lines 1.a": [2],
        "lines 1.c": [3],
        "objectives 2": [4, 5],
        "lines 6.a": [6],
        "lines 6.b": [7],
        "goals 21": [8],
        "lines 21": [9, 10],
        "goals 23": [11],
    }
    assert [footnote["number"] for footnote in plan_file["footnotes"]] == list(range(1, 12))


def test_two_footnotes_are_reservations_of_a_body(plan_file: Document) -> None:
    bodies = {f["number"]: f["body"] for f in plan_file["footnotes"] if "body" in f}
    assert bodies == {9: "defence", 10: "federal-police"}


def test_two_lines_have_a_coordinator(plan_file: Document) -> None:
    coordinators = {
        code: entry["bodies"]
        for code, line in _lines(plan_file).items()
        for entry in line["responsibilities"]
        if entry["role"] == "coordinating"
    }
    assert coordinators == {"33": ["equality"], "34": ["foreign-affairs"]}


def test_an_entry_with_two_bodies_is_one_entry(belgian_plan: Plan) -> None:
    line = belgian_plan.provisions.get(level__key="lines", code="13.a")
    held = Responsibility.objects.filter(provision=line).order_by("entry", "position")
    assert list(held.values_list("body__code", "entry", "printed")) == [
        ("cgrs", 1, "Interior-CGRS/Office for Foreigners"),
        ("immigration-office", 1, "Interior-CGRS/Office for Foreigners"),
    ]


def test_pairings_settled_by_judgement_say_so(plan_file: Document) -> None:
    judged = {
        code
        for code, line in _lines(plan_file).items()
        if "judgement" in line.get("note", {}).get("en", "")
    }
    assert judged == {"3.a", "3.b", "6.c", "6.d", "7.a", "24.b", "24.c"}


def test_line_28f_rests_on_the_five_resolutions_it_names(belgian_plan: Plan) -> None:
    line = belgian_plan.provisions.get(level__key="lines", code="28.f")
    assert set(line.legal_bases.values_list("code", flat=True)) == {
        "S/RES/1325 (2000)",
        "S/RES/1820 (2008)",
        "S/RES/1888 (2009)",
        "S/RES/1889 (2009)",
        "S/RES/1960 (2010)",
    }


@pytest.mark.parametrize(
    ("level", "code", "basis"),
    [
        ("goals", "5", "BE law 2007-01-12"),
        ("goals", "5", "BE law 2013-03-19"),
        ("lines", "1.a", "CEDAW"),
        ("lines", "3.c", "Rome Statute"),
        ("lines", "18.c", "Arms Trade Treaty"),
        ("lines", "33", "BE Senate 5-665/5"),
    ],
)
def test_a_provision_rests_on_what_its_text_names(
    belgian_plan: Plan, level: str, code: str, basis: str
) -> None:
    provision = Provision.objects.get(plan=belgian_plan, level__key=level, code=code)
    assert provision.legal_bases.filter(code=basis).exists()


def test_every_line_that_names_resolution_1325_is_linked_to_it(plan_file: Document) -> None:
    for depth, facts, _place in provisions(plan_file, KEYS):
        named = f"{_own(facts.get('title', ''))} {_own(facts['text'])}"
        if "resolution 1325" in named or "resolutions 1325" in named:
            assert "S/RES/1325 (2000)" in facts.get("legal_bases", []), (KEYS[depth], facts["code"])


def test_a_resolution_that_only_the_introduction_names_belongs_to_the_plan(
    belgian_plan: Plan,
) -> None:
    basis = belgian_plan.legal_bases.get(code="S/RES/1983 (2011)")
    assert not basis.provisions.exists()


def test_every_instrument_is_measured_and_88_of_125_are_logs(plan_file: Document) -> None:
    kinds: Counter[str] = Counter()
    for line in _lines(plan_file).values():
        for instrument in line["instruments"]:
            found = {measure["kind"] for measure in instrument["measures"]}
            kinds["share" if "share" in found else found.pop()] += 1
    assert kinds == {
        "log": 88,
        "milestone": 16,
        "narrative": 9,
        "share": 5,
        "count": 3,
        "amount": 2,
        "ratio": 2,
    }


def _measures(line: str, position: int) -> list[Measure]:
    return list(
        Measure.objects.filter(
            instrument__provision__code=line,
            instrument__provision__level__key="lines",
            instrument__position=position,
        ).order_by("position")
    )


@pytest.mark.usefixtures("belgian_plan")
def test_complaints_and_prosecutions_are_ratios_of_two_stored_counts() -> None:
    (first,), (second,) = _measures("16.a", 1), _measures("16.a", 2)
    assert (first.kind, str(first.numerator.for_reader("en"))) == ("ratio", "complaints")
    assert str(first.denominator.for_reader("en")) == "prosecutions"
    assert str(second.denominator.for_reader("fr")) == "condamnations"


@pytest.mark.usefixtures("belgian_plan")
def test_asylum_decisions_are_counted_by_sex_and_status_and_shared_by_sex() -> None:
    count, *shares = _measures("13.a", 1)
    assert (count.kind, count.dimensions) == ("count", ["sex", "status"])
    assert [(share.kind, share.dimensions) for share in shares] == [("share", ["sex"])] * 2


@pytest.mark.usefixtures("belgian_plan")
def test_line_21_asks_for_five_shares_that_do_not_add_up() -> None:
    shares = _measures("21", 2)
    assert [str(share.label.for_reader("en")) for share in shares] == [
        "Diplomats",
        "Consuls",
        "Cooperation attachés",
        "Soldiers",
        "Integrated police",
    ]
    assert {(share.kind, tuple(share.dimensions), share.total) for share in shares} == {
        ("share", ("sex",), "none")
    }


def test_labels_and_names_are_there_in_four_languages(plan_file: Document) -> None:
    texts = [
        *(body["name"] for body in plan_file["bodies"]),
        *(level["plural"] for level in plan_file["levels"]),
        *(step["name"] for step in plan_file["scale"]),
        *(
            category["name"]
            for d in plan_file["dimensions"]
            for category in d.get("categories", [])
        ),
    ]
    for line in _lines(plan_file).values():
        for instrument in line["instruments"]:
            for measure in instrument["measures"]:
                texts += [measure[k] for k in ("label", "numerator", "denominator") if k in measure]
    assert [text for text in texts if list(text) != list(LANGUAGES)] == []


def test_the_baseline_is_2012_and_the_focus_is_on_three_countries(plan_file: Document) -> None:
    assert [p["year"] for p in plan_file["periods"] if p.get("baseline")] == [2012]
    assert [focus["country"] for focus in plan_file["focus_countries"]] == ["AF", "CD", "ML"]


def test_the_plan_in_the_database_gives_its_file_back(belgian_plan: Plan) -> None:
    assert plan_bytes(belgian_plan) == BELGIAN.read_bytes()


def test_the_plan_before_it_is_known_in_outline(belgian_plan: Plan) -> None:
    assert belgian_plan.predecessor is not None
    assert belgian_plan.predecessor.is_outline
    assert not belgian_plan.predecessor.provisions.exists()


def test_everything_printed_can_be_read_in_french_dutch_and_german_marked_unofficial(
    plan_file: Document,
) -> None:
    texts = [footnote["text"] for footnote in plan_file["footnotes"]]
    for _depth, facts, _place in provisions(plan_file, KEYS):
        texts += [facts[name] for name in ("title", "text") if name in facts]
        texts += [instrument["text"] for instrument in facts.get("instruments", [])]
    assert len(texts) == 11 + 2 * 6 + 37 + 102 + 125
    for text in texts:
        assert isinstance(text["en"], str), "the English wording is the adopted one"
        assert [text[code]["state"] for code in ("fr", "nl", "de")] == ["unofficial"] * 3
        assert len({str(text["en"]), *(text[code]["text"] for code in ("fr", "nl", "de"))}) > 1 or (
            text["en"] == "Idem"
        )
