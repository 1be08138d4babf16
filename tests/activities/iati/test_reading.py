"""Is an IATI file read by the rules of the standard, and every fault said with its line?"""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suivi.activities.iati.derived import columns_of
from suivi.activities.iati.elements import BLOCK
from suivi.activities.iati.flaws import Unreadable
from suivi.activities.iati.reading import IatiFile
from tests.activities.iati.files import file, money, numbered, project, read, read_one, said

SAMPLES = Path(__file__).parent / "samples"


def refusal(data: bytes) -> str:
    """Why a file is not taken as a whole."""
    with pytest.raises(Unreadable) as refused:
        read(data)
    return str(refused.value.flaw)


def test_a_project_is_read_with_all_that_the_register_tells_of_it() -> None:
    one = read_one(transactions=money(2, "2014-01-20", "1250.50") + money(3, "2014-06-01", "500"))

    assert not one.flaws
    assert columns_of(one.record) == {
        "title": "Women mediators",
        "account": "Training of mediators.",
        "language": "en",
        "started_on": columns_of(one.record)["started_on"].fromisoformat("2014-01-15"),
        "ended_on": columns_of(one.record)["ended_on"].fromisoformat("2016-12-31"),
        "countries": ["ML", "SN"],
        "gender_marker": 2,
        "amount": 125050,
        "currency": "EUR",
    }


@pytest.mark.parametrize(
    ("marker", "score"),
    [
        ('<policy-marker code="1" significance="0"/>', 0),
        ('<policy-marker code="1" significance="1"/>', 1),
        ('<policy-marker vocabulary="1" code="1" significance="2"/>', 2),
        ('<policy-marker code="1"/>', None),
        ('<policy-marker code="1" significance=""/>', None),
        ('<policy-marker vocabulary="99" code="1" significance="2"/>', None),
        ('<policy-marker code="2" significance="2"/>', None),
        ("<policy-marker/>", None),
        ("", None),
    ],
)
def test_the_gender_marker_is_that_of_the_oecd_and_unknown_without_significance(
    marker: str, score: int | None
) -> None:
    one = read_one(markers=marker)

    assert not one.flaws
    assert columns_of(one.record)["gender_marker"] == score


def test_a_marker_without_significance_is_said_to_be_unknown() -> None:
    assert said(read_one(markers='<policy-marker code="1"/>').notes) == [
        "The gender marker has no significance: it stays unknown, which is not 0."
    ]


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"identifier": "<iati-identifier> </iati-identifier>"}, "It has no identifier"),
        ({"title": "<title/>"}, "It has no title."),
        ({"dates": '<activity-date type="4" iso-date="2014-01-01"/>'}, "neither a planned nor"),
        ({"dates": '<activity-date type="2" iso-date="2014-02-30"/>'}, "“2014-02-30” (activity"),
        ({"dates": '<activity-date type="2" iso-date="1/2/2014"/>'}, "is not a date like"),
        (
            {
                "dates": '<activity-date type="2" iso-date="2014-05-02"/>'
                '<activity-date type="4" iso-date="2014-05-01"/>'
            },
            "It ends on 2014-05-01, before it begins on 2014-05-02.",
        ),
        (
            {
                "dates": '<activity-date type="2" iso-date="2014-05-02"/>'
                '<activity-date type="2" iso-date="2014-05-03"/>'
            },
            "two different dates of type 2",
        ),
        (
            {
                "places": '<recipient-country code="ML" percentage="60"/>'
                '<recipient-country code="SN" percentage="30"/>'
            },
            "The percentages of recipient-country add up to 90, not to 100.",
        ),
        ({"places": '<recipient-country code="ML" percentage="60"/>'}, "add up to 60"),
        (
            {
                "places": '<recipient-country code="ML" percentage="60"/>'
                '<recipient-country code="SN"/>'
            },
            "Some recipient-country elements have a percentage and others none",
        ),
        ({"places": '<recipient-country code="Mali"/>'}, "“MALI” is no country code"),
        ({"places": '<recipient-country code="ML" percentage="abc"/>'}, "“abc” (recipient-country"),
        ({"sectors": '<sector code="15220" percentage="80"/>'}, "of sector add up to 80"),
        (
            {"transactions": money(3, "2014-01-01", "5", where='<recipient-country code="ML"/>')},
            "stand on the activity and on transactions",
        ),
        (
            {
                "places": "",
                "transactions": money(3, "2014-01-01", "5", where='<recipient-country code="ML"/>')
                + money(3, "2014-01-02", "5"),
            },
            "Some of its transactions have a country or region and others none",
        ),
        ({"transactions": money(3, "2014-01-01", "1,250")}, "“1,250” (transaction) is not an"),
        ({"transactions": money(3, "2014-01-01", "1e5")}, "“1e5” (transaction) is not an amount"),
        ({"transactions": money(33, "2014-01-01", "1")}, "“33” is no code of the IATI list"),
        ({"transactions": money(3, "2014-01-01", "1", currency="EURO")}, "“EURO” is no code"),
        ({"status": '<activity-status code="9"/>'}, "“9” is no code of the IATI list"),
        ({"organisations": '<participating-org role="Funding"/>'}, "“Funding” is no code"),
        ({"markers": '<policy-marker code="1" significance="3"/>'}, "has significance “3”"),
        (
            {
                "markers": '<policy-marker code="1" significance="1"/>'
                '<policy-marker code="1" significance="2"/>'
            },
            "given twice, as 1 and 2",
        ),
    ],
)
def test_what_breaks_a_rule_is_said_of_its_activity(parts: dict[str, str], sentence: str) -> None:
    flaws = read_one(**parts).flaws

    assert [sentence for flaw in flaws if sentence in str(flaw)] == [sentence], flaws
    assert all(str(flaw).startswith("Line 3: ") for flaw in flaws)


def test_a_value_without_any_currency_is_a_fault() -> None:
    data = file(project('xml:lang="en"', transactions=money(3, "2014-01-01", "5")))

    assert said(read(data)[0].flaws) == [
        "The value of a transaction has no currency, and the activity has no default one."
    ]


@pytest.mark.parametrize(
    "places",
    [
        '<recipient-country code="ML"/>',
        '<recipient-country code="ml" percentage="100"/>',
        "".join(f'<recipient-country code="{c}" percentage="33.33"/>' for c in ("ML", "SN", "CD")),
        '<recipient-country code="ML" percentage="50"/>'
        '<recipient-region code="289" percentage="50"/>',
        '<recipient-country code="ML" percentage="50"/>'
        '<recipient-region code="289" percentage="50"/>'
        '<recipient-region vocabulary="99" code="A" percentage="50"/>',
        '<recipient-country code="ML"/><recipient-country code="SN"/>',
        "",
    ],
)
def test_shares_that_make_a_hundred_or_are_not_given_are_no_fault(places: str) -> None:
    assert not read_one(places=places).flaws


def test_several_countries_without_shares_are_taken_and_said_to_be_unknown() -> None:
    one = read_one(places='<recipient-country code="ML"/><recipient-country code="SN"/>')

    assert columns_of(one.record)["countries"] == ["ML", "SN"]
    assert "amounts per country stay unknown" in str(one.notes[0])


def test_countries_may_stand_on_every_transaction() -> None:
    where = [f'<recipient-country code="{code}"/>' for code in ("SN", "ML", "ML")]
    paid = "".join(money(3, "2014-01-01", "5", where=each) for each in where)
    one = read_one(places="", transactions=paid)

    assert not one.flaws
    assert columns_of(one.record)["countries"] == ["ML", "SN"]


def test_a_planned_end_that_the_start_overtook_is_no_end() -> None:
    one = read_one(
        dates='<activity-date type="2" iso-date="2014-05-01"/>'
        '<activity-date type="3" iso-date="2014-04-01"/>'
    )

    assert not one.flaws
    assert columns_of(one.record)["ended_on"] is None
    assert one.record.dates.planned_end == "2014-04-01"


def test_actual_dates_go_before_planned_ones() -> None:
    days = ("2014-01-01", "2014-02-01", "2015-12-31", "2015-11-30")
    dates = [
        f'<activity-date type="{kind}" iso-date="{day}"/>' for kind, day in enumerate(days, start=1)
    ]
    facts = columns_of(read_one(dates="".join(dates)).record)

    assert (str(facts["started_on"]), str(facts["ended_on"])) == ("2014-02-01", "2015-11-30")


def test_a_withdrawn_sector_is_kept_and_said() -> None:
    one = read_one(sectors='<sector code="15164"/>')

    assert one.record.sectors[0].code == "15164"
    assert said(one.notes) == ["Sector 15164 was withdrawn on 2020-02-28; it is kept."]


def test_a_missing_vocabulary_means_the_oecd() -> None:
    one = read_one(sectors='<sector code="15220"/>', places='<recipient-region code="289"/>')

    assert one.record.sectors[0].vocabulary == "1"
    assert one.record.places[0].vocabulary == "1"


def test_commitments_in_two_currencies_have_no_sum() -> None:
    both = money(2, "2014-01-01", "5") + money(2, "2014-01-01", "5", currency="USD")

    assert columns_of(read_one(transactions=both).record)["amount"] is None


def test_a_value_finer_than_a_hundredth_is_rounded_and_said() -> None:
    one = read_one(transactions=money(2, "2014-01-01", "10.005"))

    assert "10.005 was rounded" in str(one.notes[0])
    assert one.record.transactions[0].amount in {1000, 1001}


def test_a_faulty_activity_does_not_stop_the_others() -> None:
    found = read(file(numbered(1), numbered(2, title="<title/>"), numbered(3)))

    assert [bool(each.flaws) for each in found] == [False, True, False]
    assert [each.line for each in found] == [3, 4, 5]


def test_an_identifier_that_stands_twice_is_taken_once() -> None:
    found = read(file(numbered(1), numbered(2), numbered(1)))

    assert [said(each.flaws) for each in found] == [
        [],
        [],
        ["Its identifier stands in the file already, on line 3."],
    ]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"  \n ", "The file is empty."),
        (b"\x1f\x8b\x08", "compressed"),
        (file(project())[:-30], "the XML is broken here"),
        (b"<iati-activities version='2.03'><a></b>", "Line 1: Column 38: the XML is broken here"),
        (b"<iati-organisations version='2.03'/>", "begins with <iati-organisations>"),
        (b"<iati-activities/>", "does not say in which IATI version"),
        (file(project(), version="1.05"), "Line 2: The file says it is written in IATI version"),
        (file(), "There is no activity in the file."),
        (b"just text", "Line 1: Column 1: the XML is broken here"),
        (b'<?xml version="1.0" encoding="no-such"?><a/>', "the XML is broken here"),
    ],
)
def test_a_file_that_cannot_be_taken_says_where_and_why(data: bytes, sentence: str) -> None:
    assert sentence in refusal(data)


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE a [<!ENTITY secret SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd">',
        '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;"><!ENTITY z "&y;&y;&y;">]>',
        '<!DOCTYPE a [<!ENTITY % outside SYSTEM "file:///etc/hostname"> %outside;]>',
    ],
    ids=["file", "network", "bomb", "parameter"],
)
def test_a_document_type_is_refused_before_it_can_act(declaration: str) -> None:
    text = file(project(title="<title><narrative>x</narrative></title>")).decode()
    head, _sign, rest = text.partition("\n")

    assert refusal(f"{head}\n{declaration}{rest}".encode()).startswith(
        "Line 2: The file declares a document type (DTD)"
    )


def test_an_entity_that_was_never_declared_is_broken_xml() -> None:
    assert "undefined entity" in refusal(file(project(status="&secret;")))


def test_one_activity_without_end_is_refused_before_it_fills_the_memory() -> None:
    endless = b"<iati-activities version='2.03'><iati-activity><title><narrative>"
    stream = _Endless(endless, b"women and peace " * 16_384)

    with pytest.raises(Unreadable) as refused:
        list(IatiFile(stream))  # type: ignore[arg-type]
    assert "is larger than 16 MB" in str(refused.value.flaw)
    assert stream.given < 40 * 1024 * 1024


def test_one_attribute_without_end_is_refused_too() -> None:
    stream = _Endless(b"<iati-activities version='2.03'><iati-activity x='", b"women " * 43_690)

    with pytest.raises(Unreadable) as refused:
        list(IatiFile(stream))  # type: ignore[arg-type]
    assert "is larger than 16 MB" in str(refused.value.flaw)


def test_elements_nested_without_end_are_refused() -> None:
    deep = b"<iati-activities version='2.03'>" + b"<iati-activity>" * 2000

    assert "more than 64 deep" in refusal(deep)


def test_what_nobody_keeps_is_counted() -> None:
    contact = "<contact-info><person-name><narrative>X</narrative></person-name></contact-info>"
    found = IatiFile(io.BytesIO(file(project(status=contact), numbered(2, status=contact))))
    list(found)

    assert found.left_out == {"contact-info": 2}


def test_the_published_sample_of_the_standard_breaks_one_rule_of_it() -> None:
    one = read((SAMPLES / "activity-standard-example-annotated.xml").read_bytes())[0]

    assert said(one.flaws) == [
        "Its countries stand on the activity and on transactions; one of the two is allowed."
    ]
    assert len(one.record.transactions) == len(one.record.budgets) == 1
    assert [each.kind for each in one.record.indicators[0].values] == [
        "baseline",
        "target",
        "actual",
    ]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    for whole in (data, file(project(status=data.decode("latin-1")))):
        try:
            read(whole)
        except Unreadable as refused:
            assert str(refused.flaw)


@given(st.lists(st.integers(1, 10_000), min_size=2, max_size=6))
def test_shares_cut_from_a_whole_are_never_a_fault(parts: list[int]) -> None:
    shares = [round(100 * each / sum(parts), 2) for each in parts[:-1]]
    shares.append(round(100 - sum(shares), 2))
    codes = ("ML", "SN", "CD", "AF", "BF", "NE")
    places = "".join(
        f'<recipient-country code="{code}" percentage="{share:.2f}"/>'
        for code, share in zip(codes, shares, strict=False)
    )

    assert not [flaw for flaw in read_one(places=places).flaws if flaw.code == "percentages"]


class _Endless:
    """A stream that begins somehow and then says the same for ever."""

    def __init__(self, start: bytes, rest: bytes) -> None:
        self.start, self.rest, self.given = start, rest, 0

    def read(self, size: int) -> bytes:
        """The next bytes."""
        assert size == BLOCK
        self.given += size
        start, self.start = self.start, b""
        return start or self.rest
