"""Are projects for gender equality in fragile contexts counted by the rules, as by hand?"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suivi.activities.fragile.actions import EditionFacts, load_edition, load_shipped
from suivi.activities.fragile.models import FragileContext, FragileEdition
from suivi.activities.fragile.rows import ContextRow, read_contexts
from suivi.activities.models import Activity
from suivi.activities.permissions import reach
from suivi.activities.queries.fragile import (
    Project,
    YearOfProjects,
    added,
    gender_equality_projects,
    years_of_projects,
)
from suivi.errors import Faults, Refused
from tests.activities.iati.files import file, money, numbered, take
from tests.cast import Cast
from tests.factories import NOON, make_activity

PRINCIPAL, SIGNIFICANT = 2, 1


def edition(year: int, *codes: str, until: int | None = None) -> FragileEdition:
    """An edition in force from its year on."""
    facts = EditionFacts(year, year, until, f"Edition {year}")
    rows = [ContextRow(code, code, FragileContext.Level.FRAGILE) for code in codes]
    return load_edition(by=None, at=NOON, facts=facts, rows=rows)


def marker(score: int) -> str:
    """The gender marker with a score."""
    return f'<policy-marker code="1" significance="{score}"/>'


def only(*codes: str) -> str:
    """Countries with equal shares."""
    share = 100 / len(codes)
    return "".join(f'<recipient-country code="{code}" percentage="{share:g}"/>' for code in codes)


def dates(first: str, last: str = "") -> str:
    """Actual start, and actual end."""
    end = f'<activity-date type="4" iso-date="{last}"/>' if last else ""
    return f'<activity-date type="2" iso-date="{first}"/>{end}'


def counted(cast: Cast, year: int) -> YearOfProjects:
    """The year as the coordinator sees it."""
    return gender_equality_projects([cast.line], year, reach(cast.coordinator))


def names(found: list[Project] | None) -> list[str]:
    """The identifiers of projects."""
    assert found is not None
    rows = Activity.objects.filter(pk__in=[each.number for each in found])
    return sorted(rows.values_list("iati_identifier", flat=True))


def test_a_file_with_a_known_answer(cast: Cast) -> None:
    """By hand, for 2014, with ML and CD fragile.

    XM-1 principal, ML 60 % and SN 40 %: 1,000.00 disbursed in 2014, 600.00 of it in ML.
    XM-2 principal, CD alone: 200.00. XM-3 significant, transactions by country: ML 50.00, SN 70.00.
    XM-4 screened, 0. XM-5 not screened. XM-6 principal, in SN only. XM-7 principal, ended in 2013.
    """
    edition(2012, "ML", "CD")
    by_country = money(3, "2014-02-01", "50", where='<recipient-country code="ML"/>') + money(
        3, "2014-03-01", "70", where='<recipient-country code="SN"/>'
    )
    take(
        cast.body,
        file(
            numbered(
                1,
                transactions=money(3, "2014-02-01", "400")
                + money(3, "2014-12-31", "600")
                + money(3, "2015-01-01", "9999")
                + money(2, "2014-01-20", "5000")
                + money(4, "2014-05-05", "77"),
            ),
            numbered(2, places=only("CD"), transactions=money(3, "2014-07-01", "200")),
            numbered(3, markers=marker(1), places="", transactions=by_country),
            numbered(4, markers=marker(0)),
            numbered(5, markers='<policy-marker code="1"/>'),
            numbered(6, places=only("SN"), transactions=money(3, "2014-07-01", "1")),
            numbered(7, dates=dates("2012-01-01", "2013-12-31")),
        ),
        lines=[cast.line],
    )
    found = counted(cast, 2014)

    assert names(found.fragile(PRINCIPAL)) == ["XM-1", "XM-2"]
    assert names(found.fragile(SIGNIFICANT)) == ["XM-3"]
    assert names(found.all(0)) == ["XM-4"]
    assert names(found.all(None)) == ["XM-5"]
    assert names(found.all(PRINCIPAL)) == ["XM-1", "XM-2", "XM-6"]
    assert found.amounts(PRINCIPAL) == {"EUR": Fraction(80000)}
    assert found.amounts(SIGNIFICANT) == {"EUR": Fraction(5000)}


def test_each_year_is_counted_by_the_edition_in_force_in_it(cast: Cast) -> None:
    edition(2013, "ML", until=2013)
    edition(2014, "SN")
    take(cast.body, file(numbered(1, places=only("ML"))), lines=[cast.line])
    Activity.objects.update(started_on="2013-01-01")
    years = years_of_projects([cast.line], [2012, 2013, 2014, 2015], reach(cast.coordinator))

    assert [each.edition.year if each.edition else None for each in years] == [
        None,
        2013,
        2014,
        2014,
    ]
    assert [each.fragile(PRINCIPAL) is None for each in years] == [True, False, False, False]
    assert [len(each.fragile(PRINCIPAL) or []) for each in years] == [0, 1, 0, 0]
    assert len(years[2].all(PRINCIPAL)) == 1


def test_a_newer_edition_goes_before_an_older_one_that_has_no_end(cast: Cast) -> None:
    edition(2010, "ML")
    edition(2013, "CD")

    assert str(counted(cast, 2014).edition) == "2013"
    assert str(counted(cast, 2012).edition) == "2010"


def test_a_project_on_two_lines_counts_once(cast: Cast) -> None:
    edition(2012, "ML")
    take(cast.body, file(numbered(1)), lines=[cast.line, cast.shared_line])
    found = gender_equality_projects([cast.line, cast.shared_line], 2014, reach(cast.coordinator))

    assert len(found.fragile(PRINCIPAL) or []) == 1


@pytest.mark.parametrize(
    ("status", "first", "last", "paid", "counts"),
    [
        (2, "2013-06-01", "", False, True),
        (4, "2013-06-01", "", False, False),
        (4, "2013-06-01", "2014-01-01", False, True),
        (1, "2014-06-01", "", False, False),
        (5, "2014-06-01", "2014-12-31", False, False),
        (5, "2014-06-01", "2014-12-31", True, True),
        (4, "2012-06-01", "2013-12-31", True, True),
        (2, "2015-01-01", "", False, False),
    ],
    ids=["open", "closed", "ends", "planned", "cancelled", "cancelled-paid", "paid-late", "later"],
)
def test_a_project_counts_in_the_years_in_which_it_is_under_way_or_disburses(
    cast: Cast, status: int, first: str, last: str, paid: bool, counts: bool
) -> None:
    edition(2012, "ML")
    take(
        cast.body,
        file(
            numbered(
                1,
                status=f'<activity-status code="{status}"/>',
                dates=dates(first, last),
                transactions=money(3, "2014-07-01", "10") if paid else "",
            )
        ),
        lines=[cast.line],
    )

    assert len(counted(cast, 2014).fragile(PRINCIPAL) or []) == int(counts)


def test_an_amount_that_cannot_be_told_apart_is_unknown_and_not_guessed(cast: Cast) -> None:
    edition(2012, "ML")
    nowhere = '<recipient-country code="ML"/><recipient-country code="SN"/>'
    take(
        cast.body,
        file(numbered(1, places=nowhere, transactions=money(3, "2014-07-01", "10"))),
        lines=[cast.line],
    )
    found = counted(cast, 2014)

    assert len(found.fragile(PRINCIPAL) or []) == 1
    assert found.amounts(PRINCIPAL) == {}
    assert found.is_share_unknown(PRINCIPAL)


def test_a_region_beside_a_country_takes_its_part(cast: Cast) -> None:
    edition(2012, "ML")
    beside = (
        '<recipient-country code="ML" percentage="30"/>'
        '<recipient-region code="289" percentage="70"/>'
    )
    take(
        cast.body,
        file(numbered(1, places=beside, transactions=money(3, "2014-07-01", "10"))),
        lines=[cast.line],
    )

    assert counted(cast, 2014).amounts(PRINCIPAL) == {"EUR": Fraction(300)}


def test_currencies_are_never_added_to_each_other(cast: Cast) -> None:
    edition(2012, "ML")
    both = money(3, "2014-07-01", "10") + money(3, "2014-07-01", "20", currency="USD")
    take(cast.body, file(numbered(1, places=only("ML"), transactions=both)), lines=[cast.line])

    assert counted(cast, 2014).amounts(PRINCIPAL) == {"EUR": Fraction(1000), "USD": Fraction(2000)}


def test_thirds_are_exact(cast: Cast) -> None:
    edition(2012, "ML", "SN", "CD")
    thirds = "".join(
        f'<recipient-country code="{code}" percentage="33.333333"/>' for code in ("ML", "SN", "CD")
    )
    take(
        cast.body,
        file(numbered(1, places=thirds, transactions=money(3, "2014-07-01", "100"))),
        lines=[cast.line],
    )

    assert counted(cast, 2014).amounts(PRINCIPAL) == {"EUR": Fraction("9999.9999")}


def test_an_activity_entered_by_hand_counts_too(cast: Cast) -> None:
    edition(2012, "ML")
    make_activity(
        cast.body, provisions=[cast.line], kind="project", countries=["ML"], gender_marker=2
    )
    make_activity(cast.body, provisions=[cast.line], countries=["ML"], gender_marker=2)

    assert len(counted(cast, 2014).fragile(PRINCIPAL) or []) == 1


def test_a_visitor_counts_what_a_visitor_may_read(cast: Cast) -> None:
    edition(2012, "ML")
    take(cast.body, file(numbered(1), numbered(2)), lines=[cast.line])
    Activity.objects.filter(iati_identifier="XM-2").update(is_public=False)
    everybody = gender_equality_projects([cast.line], 2014, reach(cast.anonymous))

    assert names(everybody.fragile(PRINCIPAL)) == ["XM-1"]
    assert names(counted(cast, 2014).fragile(PRINCIPAL)) == ["XM-1", "XM-2"]


def test_the_list_that_comes_with_the_program_says_what_it_rests_on(db: None) -> None:
    load_shipped(at=NOON)
    load_shipped(at=NOON)
    one = FragileEdition.objects.get()

    assert (one.year, one.contexts.count(), one.is_confirmed) == (2022, 60, False)
    assert one.contexts.filter(level="extreme").count() == 15
    assert set(one.contexts.values_list("code", flat=True)) >= {"AF", "BF", "CD", "ML", "NE"}


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("code;name\nML;Mali", "Row 1: The first row must name the columns: code, name, level."),
        ("code,name,level\nXX,Nowhere,fragile", "Row 2: “XX” is no two-letter code"),
        ("code,name,level\nML,Mali,rather", "Row 2: “rather” is no level"),
        ("code,name,level\nML,Mali,fragile\nML,Mali,fragile", "Row 3: ML stands in row 2 already."),
        ("code,name,level\n", "There is no row in the table."),
    ],
)
def test_a_faulty_list_says_where(table: str, sentence: str) -> None:
    with pytest.raises(Faults) as wrong:
        read_contexts(table.encode())
    assert sentence in str(wrong.value)


def test_a_list_from_a_spreadsheet_is_read() -> None:
    rows = read_contexts("﻿Code;Name;Level\nML;Mali;Extreme\nCôte d'Ivoire;;high\n".encode())

    assert [(row.code, row.level) for row in rows] == [("ML", "extreme"), ("CI", "fragile")]


def test_only_coordinators_keep_the_lists(cast: Cast) -> None:
    facts = EditionFacts(2020, 2020, 2021, "OECD")
    rows = [ContextRow("ML", "Mali", "fragile")]

    with pytest.raises(Refused):
        load_edition(by=cast.focal_point, at=NOON, facts=facts, rows=rows)
    load_edition(by=cast.coordinator, at=NOON, facts=facts, rows=rows)
    backwards = EditionFacts(2020, 2022, 2021, "OECD")
    with pytest.raises(Faults, match="cannot end before it begins"):
        load_edition(by=cast.coordinator, at=NOON, facts=backwards, rows=rows)


@given(
    st.lists(
        st.dictionaries(st.sampled_from(["EUR", "USD"]), st.fractions(min_value=0)), max_size=6
    )
)
def test_adding_amounts_loses_nothing(amounts: list[dict[str, Fraction]]) -> None:
    whole = added(amounts)

    for currency in ("EUR", "USD"):
        parts = sum((each.get(currency, Fraction(0)) for each in amounts), Fraction(0))
        assert whole.get(currency, Fraction(0)) == parts
