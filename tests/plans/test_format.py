"""Does a plan file have one form, and does the schema describe it?"""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from suivi.errors import Faults
from suivi.plans.formats.canonical import canonical
from suivi.plans.formats.checking import checked
from suivi.plans.formats.documents import DATA_DIR, SCHEMA_FILE, schema
from suivi.plans.formats.reading import LIMIT_BYTES, read_json
from tests.plans.files import BELGIAN, OUTLINE, SAMPLE, activity, sample

PLAN_FILES = sorted(path for path in DATA_DIR.glob("*.json") if path != SCHEMA_FILE)
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "plan-format.md"


def test_the_plan_files_come_with_the_program() -> None:
    named = {"be-thb-2021-2025", "be-wps-2017-2021"}
    assert {path.stem for path in PLAN_FILES} == {
        p.stem for p in (OUTLINE, BELGIAN, SAMPLE)
    } | named


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("path", PLAN_FILES, ids=lambda path: path.stem)
def test_every_plan_file_keeps_to_the_published_schema(path: Path) -> None:
    jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker()).validate(
        json.loads(path.read_text(encoding="utf-8"))
    )


@pytest.mark.parametrize("path", PLAN_FILES, ids=lambda path: path.stem)
def test_every_plan_file_is_written_in_its_canonical_form(path: Path) -> None:
    assert canonical(checked(read_json(path.read_bytes()))) == path.read_bytes()


def test_the_order_of_keys_and_of_sets_and_what_holds_anyway_do_not_matter() -> None:
    def upside_down(part: object) -> object:
        if isinstance(part, dict):
            return {key: upside_down(part[key]) for key in reversed(part)}
        return [upside_down(item) for item in part] if isinstance(part, list) else part

    turned = upside_down(sample())
    assert isinstance(turned, dict)
    turned["periods"].reverse()
    turned["dimensions"].reverse()
    turned["outline"] = False
    turned["periods"][0]["baseline"] = turned["periods"][0].get("baseline", False)
    assert canonical(turned) == SAMPLE.read_bytes()


def test_official_wording_in_the_own_language_is_a_bare_text() -> None:
    spelt = sample(
        lambda plan: plan.update(short_title={"en": {"text": "Short", "state": "official"}})
    )
    bare = sample(lambda plan: plan.update(short_title="Short"))
    assert canonical(spelt) == canonical(bare)


def test_unofficial_wording_in_the_own_language_keeps_its_state() -> None:
    unofficial = {"en": {"text": "Short", "state": "unofficial"}}
    document = sample(lambda plan: plan.update(short_title=unofficial))
    assert json.loads(canonical(document))["short_title"] == unofficial


def test_texts_of_every_alphabet_stay_readable_in_the_file() -> None:
    document = sample(lambda plan: activity(plan).update(text="Été, größer, één, ∑, 平和"))
    assert "Été, größer, één, ∑, 平和".encode() in canonical(document)


def test_the_guide_shows_the_sample_file_as_it_is() -> None:
    blocks = re.findall(r"```json\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert SAMPLE.read_text(encoding="utf-8") in blocks


def test_the_guide_explains_every_key_of_the_format() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    definitions = schema()["$defs"]
    keys = {*schema()["properties"], *definitions["provision"]["properties"]}
    keys |= {*definitions["measure"]["properties"], *definitions["responsibility"]["properties"]}
    assert [key for key in sorted(keys) if f"`{key}`" not in guide] == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"[]", "A plan file is one JSON object, in braces."),
        (
            b'{"a": 1,\n "b" 2}',
            "line 2, column 6: From here on this is not JSON (Expecting ':' delimiter).",
        ),
        (
            b'{\n"title": "caf\xe9"}',
            "line 2: The file is not UTF-8 text: it cannot be read from this line on.",
        ),
        (b'{"rank": NaN}', "The file holds a number that JSON does not know (NaN)."),
        (b"[" * 200_000, "The file is nested too deeply for a plan."),
        (b" " * (LIMIT_BYTES + 1), "The file has 10.0 MB; a plan has at most 10 MB."),
    ],
    ids=["empty", "list", "broken", "latin-1", "nan", "deep", "huge"],
)
def test_a_file_that_cannot_be_read_gets_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(Faults) as refusal:
        read_json(data)
    assert [str(fault) for fault in refusal.value.faults] == [sentence]


def test_a_key_that_stands_twice_is_refused_where_it_stands() -> None:
    data = SAMPLE.read_bytes().replace(b'"rank": 2', b'"rank": 2, "rank": 3')
    with pytest.raises(Faults) as refusal:
        checked(read_json(data))
    assert [str(fault) for fault in refusal.value.faults] == [
        "scale[0].rank: this key stands twice in the same object"
    ]


def test_a_byte_order_mark_does_not_matter() -> None:
    assert checked(read_json(b"\xef\xbb\xbf" + SAMPLE.read_bytes())) == sample()
