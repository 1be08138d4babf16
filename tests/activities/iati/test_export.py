"""Is an export valid by the published schema, and does it come back without a difference?"""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from suivi.activities.iati.derived import columns_of
from suivi.activities.iati.models import IatiTransaction
from suivi.activities.iati.publisher import publisher
from suivi.activities.iati.recorded import overlaid, recorded
from suivi.activities.iati.records import (
    BASELINE,
    COUNTRY,
    DESCRIPTION,
    TITLE,
    Budget,
    Dates,
    Indicator,
    Marker,
    Organisation,
    Own,
    Place,
    Record,
    Reporter,
    ResultValue,
    Sector,
    Text,
    Transaction,
    from_plain,
    plain,
)
from suivi.activities.iati.stored import stored_records
from suivi.activities.iati.writing import written
from suivi.activities.models import Activity
from suivi.people.models import Body
from tests.activities.iati.files import TODAY, compare, file, money, project, read, take
from tests.cast import Cast
from tests.factories import NOON, make_activity

SCHEMA = etree.XMLSchema(
    etree.parse(Path(__file__).parent / "schema" / "iati-activities-schema.xsd")
)
FULL = {
    "transactions": money(2, "2014-01-20", "3000.10")
    + money(3, "2014-06-01", "-12", currency="USD", valued="2014-06-02"),
    "budgets": '<budget type="2" status="2"><period-start iso-date="2014-01-01"/>'
    '<period-end iso-date="2014-12-31"/><value value-date="2014-01-01">10</value></budget>',
    "documents": '<document-link url="https://example.org/a.pdf" format="application/pdf">'
    '<title><narrative>Report &amp; annex "1"</narrative></title><category code="B01"/>'
    '<language code="fr"/><document-date iso-date="2015-01-01"/></document-link>',
    "results": '<result type="1"><title><narrative>Trained</narrative></title>'
    '<indicator measure="1" ascending="1"><title><narrative>Women</narrative></title>'
    '<reference vocabulary="9" code="5.1"/><baseline year="2012" value="3">'
    '<dimension name="sex" value="women"/></baseline>'
    '<period><period-start iso-date="2014-01-01"/><period-end iso-date="2014-12-31"/>'
    '<target value="5"/><actual value="4"><comment><narrative>nearly</narrative></comment></actual>'
    "</period></indicator></result>",
}


@pytest.fixture
def published(settings: Any) -> None:
    """This installation has a publisher."""
    settings.IATI_PUBLISHER = "XM-DAC-2-10"
    settings.IATI_PUBLISHER_NAME = "Belgium & partners"


def valid(data: bytes) -> bytes:
    """The file, which the published schema takes."""
    SCHEMA.assertValid(etree.fromstring(data))
    return data


def exported(client: Client, query: str = "") -> bytes:
    """What a visitor gets."""
    answer = client.get(f"/activities/export/iati/?{query}")
    assert answer.status_code == 200, answer.content.decode()
    assert answer.headers["Content-Type"] == "application/xml"
    return valid(answer.content)


def test_what_was_imported_comes_out_valid_and_comes_back_unchanged(
    cast: Cast, client: Client
) -> None:
    take(cast.body, file(project(**FULL)))
    data = exported(client)

    assert compare(cast.body, data).counts == {"unchanged": 1}
    (one,) = read(data)
    assert not one.flaws
    assert [each.kind for each in one.record.indicators[0].values] == [
        "baseline",
        "target",
        "actual",
    ]


def test_an_export_fills_another_installation_with_the_same_facts_and_totals(
    cast: Cast, client: Client
) -> None:
    take(cast.body, file(project(**FULL)))
    facts = columns_of(stored_records({Activity.objects.get().pk: "XM-1"}).popitem()[1])
    data = exported(client)
    Activity.with_removed.all().delete()
    assert not IatiTransaction.objects.exists()

    take(cast.body, data)
    again = Activity.objects.get()
    assert {name: getattr(again, name) for name in facts} == facts
    assert sum(IatiTransaction.objects.values_list("amount", flat=True)) == 300010 - 1200
    assert compare(cast.body, data).counts == {"unchanged": 1}


def test_what_people_changed_here_is_exported_and_comes_back_unchanged(
    cast: Cast, client: Client
) -> None:
    take(cast.body, file(project(**FULL)))
    Activity.objects.update(
        title="Ours", gender_marker=1, countries=["CD"], started_on="2014-02-02", amount=5
    )
    data = exported(client)
    (one,) = read(data)

    assert columns_of(one.record)["title"] == "Ours"
    assert columns_of(one.record)["gender_marker"] == 1
    assert compare(cast.body, data).counts == {"unchanged": 1}


@pytest.mark.usefixtures("published")
def test_what_was_entered_by_hand_comes_out_valid_and_comes_back_unchanged(
    cast: Cast, client: Client
) -> None:
    one = make_activity(
        cast.body,
        title="Course <b>",
        account="Two\nlines.",
        language="fr",
        source="Report 2014",
        countries=["ML", "SN"],
        amount=123456,
        currency="EUR",
        women=3,
        forum="csw",
        dated="month",
    )
    one.partners.add(cast.other_body)
    make_activity(cast.body, title="Later", source="Plan", started_on=date(2031, 1, 1))
    data = exported(client)
    found = read(data)

    assert found[-1].record.identifier == f"XM-DAC-2-10-{one.uid}"
    assert compare(cast.body, data).counts == {"unchanged": 2}
    assert not any(each.flaws for each in found)
    Activity.with_removed.all().delete()
    take(cast.body, data)
    again = Activity.objects.get(title="Course <b>")
    assert (again.kind, again.forum, again.women, again.dated) == ("training", "csw", 3, "month")
    assert (again.account, again.amount) == ("Two\nlines.", 123456)


@pytest.mark.usefixtures("published")
def test_an_activity_that_was_not_screened_has_no_gender_marker(cast: Cast, client: Client) -> None:
    for score in (None, 0, 1, 2):
        make_activity(cast.body, source="x", title=f"Score {score}", gender_marker=score)
    tree = etree.fromstring(exported(client))

    assert {
        each.findtext("title/narrative"): [
            (marker.get("vocabulary"), marker.get("code"), marker.get("significance"))
            for marker in each.findall("policy-marker")
        ]
        for each in tree
    } == {
        "Score None": [],
        "Score 0": [("1", "1", "0")],
        "Score 1": [("1", "1", "1")],
        "Score 2": [("1", "1", "2")],
    }


def test_without_a_publisher_a_sentence_says_what_to_set(cast: Cast, client: Client) -> None:
    make_activity(cast.body, source="x")
    answer = client.get("/activities/export/iati/")

    assert answer.status_code == 403
    assert "SUIVI_IATI_PUBLISHER" in answer.content.decode()


def test_the_export_is_what_is_shown_and_open_to_all(
    cast: Cast, client: Client, signed_in: Any
) -> None:
    take(cast.body, file(project()))
    hidden = make_activity(cast.body, iati_identifier="XM-2", title="Draft")
    member = signed_in(cast.focal_point)

    assert hidden.title in member.get("/activities/").content.decode()
    for browser in (client, member):
        assert [each.record.identifier for each in read(exported(browser))] == ["XM-1"]
    assert b"XM-1" in exported(client, "country=ML")


def test_the_command_writes_the_same_file(cast: Cast, client: Client, tmp_path: Path) -> None:
    take(cast.body, file(project(**FULL)))
    target, said = tmp_path / "out.xml", io.StringIO()
    call_command("iati_export", output=str(target), stdout=said)

    assert said.getvalue() == "1 activities were written.\n"
    assert read(valid(target.read_bytes()))[0].record == read(exported(client))[0].record


words = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cn", "Co")), min_size=1
)
days = st.dates(min_value=TODAY.replace(year=1990), max_value=TODAY.replace(year=2100)).map(str)
texts = st.lists(st.tuples(st.sampled_from(["en", "fr", "es", ""]), words), max_size=2).map(tuple)
cents = st.integers(-(10**12), 10**12)


@st.composite
def activities(draw: st.DrawFn) -> Record:
    """Any record without a flaw."""
    start, end = sorted((draw(days), draw(days)))
    shares = draw(st.sampled_from([("",), ("100",), ("33.3", "66.7"), ("12.345678", "87.654322")]))
    transaction = st.builds(
        Transaction,
        type=st.sampled_from(["1", "2", "3", "4", "13"]),
        on=days,
        amount=cents,
        currency=st.sampled_from(["EUR", "USD"]),
        valued_on=days,
        reference=words,
        humanitarian=st.none() | st.booleans(),
        country=st.just(""),
        region_vocabulary=st.just(""),
        region=st.just(""),
        sectors=st.just(()),
        provider_ref=st.just("") | words,
        provider=texts,
        receiver_ref=st.just(""),
        receiver=texts,
        descriptions=texts,
    )
    value = st.builds(
        ResultValue,
        kind=st.just(BASELINE),
        starts_on=st.just(""),
        ends_on=st.just(""),
        year=st.just("2012"),
        value=words,
        dimensions=st.lists(st.tuples(words, words), max_size=2).map(tuple),
        comments=texts,
    )
    return Record(
        identifier=draw(words.map(lambda text: text[:200])),
        titles=tuple(Text(TITLE, "", *each) for each in [("fr", draw(words)), *draw(texts)]),
        descriptions=tuple(
            Text(DESCRIPTION, draw(st.sampled_from("1234")), *each)
            for each in [("en", draw(words)), *draw(texts)]
        ),
        reporter=Reporter("XM-1", "10", draw(st.none() | st.booleans()), (("en", draw(words)),)),
        organisations=(Organisation("4", draw(words), "", "", draw(texts)),),
        status=draw(st.sampled_from("123456")),
        dates=Dates(actual_start=start, planned_end=end),
        places=tuple(
            Place(COUNTRY, "", code, share)
            for code, share in zip(("ML", "CD"), shares, strict=False)
        ),
        sectors=(Sector("1", "", "15220", "", draw(texts)),),
        markers=(Marker("1", "", "1", draw(st.sampled_from(["", "0", "1", "2"])), draw(texts)),),
        humanitarian=draw(st.none() | st.booleans()),
        budgets=(Budget("1", "1", start, end, draw(cents), "EUR", start),),
        transactions=tuple(draw(st.lists(transaction, max_size=3))),
        indicators=(
            Indicator(1, "9", (("", "–"),), (), "1", None, (("en", "x"),), (), (), (draw(value),)),
        ),
        last_updated=draw(st.sampled_from(["", "2014-09-10T07:15:37Z"])),
        own=draw(st.sampled_from([Own(), Own(kind="event", women=0, source="a & b")])),
    )


def as_sets(record: Record) -> dict[str, Any]:
    """A record without the order of its lists, which means nothing."""
    return {
        name: sorted(map(repr, part)) if type(part) is tuple else part
        for name, part in plain(record).items()
    }


@settings(max_examples=25, deadline=None)
@given(activities())
def test_any_record_written_is_valid_and_read_back_the_same(record: Record) -> None:
    data = "".join(written([record], at=NOON)).encode()
    (one,) = read(valid(data))

    assert one.flaws == []
    assert as_sets(one.record) == as_sets(record)
    assert from_plain(plain(record)) == record


@settings(max_examples=25, deadline=None)
@given(
    activities(),
    st.fixed_dictionaries(
        {
            "title": words.map(lambda text: text[:300]),
            "account": st.just("") | words,
            "language": st.sampled_from(["en", "fr", "nl"]),
            "gender_marker": st.none() | st.integers(0, 2),
            "countries": st.lists(st.sampled_from(["ML", "CD", "AF"]), unique=True),
            "amount": st.just(5),
            "currency": st.just("EUR"),
        }
    ),
)
def test_what_the_register_says_otherwise_goes_over_the_record(
    record: Record, edited: dict[str, Any]
) -> None:
    told = columns_of(record)
    activity = Activity(body=Body(code="x"), **{**told, **edited})
    found = columns_of(overlaid(record, activity, since=told))

    for name, fact in edited.items():
        if name != "account" or fact != edited["title"]:
            assert found[name] == fact, name


def test_every_record_of_the_register_is_told_in_the_same_queries(cast: Cast) -> None:
    take(cast.body, file(project(**FULL)))
    activity = Activity.objects.select_related("body").prefetch_related("partners").get()
    one = recorded([activity], publisher=publisher(), on=TODAY)[activity.pk]

    assert one.stored is not None
    assert one.stored.transactions == one.now.transactions
