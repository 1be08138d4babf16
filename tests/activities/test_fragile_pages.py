"""Are the counts of projects shown, with their edition, down to the very activity?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from suivi.activities.fragile.models import FragileEdition
from suivi.activities.models import Activity
from tests import factories
from tests.activities.iati.files import file, money, numbered, take
from tests.cast import Cast
from tests.site import html, page, query_count

Browser = Callable[[Any], Client]
HERE = "/plans/small-plan/1.a/projects/"


@pytest.fixture
def counting(cast: Cast) -> Cast:
    """The line counts projects; Mali is fragile from 2013 on."""
    instrument = factories.make_instrument(cast.line, text="Projects in fragile situations")
    factories.make_measure(instrument, "log", activity_kinds=["project", "financial_support"])
    factories.make_fragile_edition(2013, "ML")
    return cast


def test_the_line_leads_to_its_projects_year_by_year(counting: Cast, client: Client) -> None:
    paid = money(3, "2014-05-06", "1000")
    take(counting.body, file(numbered(1, transactions=paid)), lines=[counting.line])
    activity = Activity.objects.get()

    assert HERE in html(client, "/plans/small-plan/1.a/")
    text = page(client, HERE, year="2014")
    assert "Fragile by the edition 2013 (List 2013)." in text
    assert "2014 2013 1 (of 1) 600.00 EUR 0 (of 0) – 0 0" in text
    assert "Mali" in text
    assert activity.get_absolute_url() in html(client, HERE, year="2014")


def test_a_year_without_an_edition_is_not_known(counting: Cast, client: Client) -> None:
    FragileEdition.objects.update(first_year=2015)
    take(counting.body, file(numbered(1)), lines=[counting.line])
    text = page(client, HERE, year="2014")

    assert "2014 none loaded not known (of 1)" in text
    assert "which projects count is not known" in text


def test_a_line_that_counts_no_projects_has_no_such_page(cast: Cast, client: Client) -> None:
    assert client.get(HERE).status_code == 404


def test_the_page_takes_the_same_queries_for_two_as_for_two_hundred(
    counting: Cast, client: Client
) -> None:
    counts = []
    for first, size in ((0, 2), (1000, 200)):
        projects = (
            numbered(first + each, transactions=money(3, "2014-01-01", "5")) for each in range(size)
        )
        take(counting.body, file(*projects), lines=[counting.line])
        counts.append(query_count(client, f"{HERE}?year=2014"))

    assert counts[0] == counts[1]
    assert "202 projects" in page(client, HERE, year="2014")
    assert len(html(client, HERE, year="2014", page="5").split('class="entry"')) == 3


def test_a_coordinator_loads_an_edition_and_changes_its_years(
    cast: Cast, signed_in: Browser
) -> None:
    client = signed_in(cast.coordinator)
    facts = {"year": "2020", "first_year": "2020", "source": "OECD 2020"}
    table = SimpleUploadedFile("list.csv", b"code,name,level\nML,Mali,fragile\nZZ,Z,fragile\n")
    answer = client.post(reverse("fragile-load"), {**facts, "table": table})

    assert answer.status_code == 422
    assert "Row 3: “ZZ” is no two-letter code of a country." in answer.content.decode()
    table = SimpleUploadedFile("list.csv", b"code,name,level\nML,Mali,fragile\n")
    client.post(reverse("fragile-load"), {**facts, "table": table})
    assert FragileEdition.objects.get().contexts.get().code == "ML"

    answer = client.post(
        reverse("fragile-change", args=[2020]),
        {"first_year": "2020", "last_year": "2021", "source": "OECD 2020", "is_confirmed": "on"},
    )
    assert answer.status_code == 302
    assert FragileEdition.objects.get().is_confirmed
    assert "2020–2021" in page(client, "/fragile-contexts/")


def test_the_lists_are_read_by_everybody(cast: Cast, client: Client) -> None:
    assert "No edition is loaded." in page(client, "/fragile-contexts/")
    factories.make_fragile_edition(2013, "ML", "CD")
    factories.make_fragile_edition(2015, "AF")

    assert "Afghanistan" in page(client, "/fragile-contexts/")
    assert "Mali" in page(client, "/fragile-contexts/", edition="2013")
    assert client.get("/fragile-contexts/?edition=1999").status_code == 404
