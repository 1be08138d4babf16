"""Has any page, in any language, an element that fails, a word left in English, or a stranger?"""

from typing import Final

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Visitor, faults, overflows, picture

pytestmark = pytest.mark.journey
PLAN: Final = "be-wps-2013-2016"
LANGUAGES: Final = ("en", "fr", "nl", "de")

PUBLIC: Final = {
    "home": "/",
    "plans": "/plans/",
    "plan": f"/plans/{PLAN}/",
    "plan filtered": f"/plans/{PLAN}/?words=women&body=defence",
    "plan with nothing found": f"/plans/{PLAN}/?words=xyzzy",
    "outline plan": "/plans/be-wps-2009-2012/",
    "line": f"/plans/{PLAN}/23.a/",
    "line of two bodies": f"/plans/{PLAN}/13.a/",
    "promises": f"/plans/{PLAN}/promises/",
    "promises filtered": f"/plans/{PLAN}/promises/?state=late&order=due",
    "line with promises": f"/plans/{PLAN}/1.a/",
    "instruments": f"/plans/{PLAN}/instruments/",
    "instruments filtered": f"/plans/{PLAN}/instruments/?kind=share&figures=with",
    "instrument": f"/plans/{PLAN}/20.b/instruments/2/",
    "instrument with missions": f"/plans/{PLAN}/23.a/instruments/1/",
    "instrument by sex": f"/plans/{PLAN}/21/instruments/2/",
    "instrument that is a log": f"/plans/{PLAN}/1.b/instruments/1/",
    "instrument that is a milestone": f"/plans/{PLAN}/1.a/instruments/1/",
    "instrument in a year": f"/plans/{PLAN}/13.a/instruments/1/2014/",
    "country": "/countries/cd/",
    "body": "/bodies/defence/",
    "activities": "/activities/",
    "activities found": "/activities/?words=resolutions",
    "activities by month": "/activities/overview/",
    "projects of a line": f"/plans/{PLAN}/10.c/projects/",
    "fragile contexts": "/fragile-contexts/",
    "search": "/search/?q=femmes",
    "frameworks": "/frameworks/",
    "framework": "/frameworks/un-wps/",
    "indicator": "/frameworks/eu-wps/10/",
    "indicator without instrument": "/frameworks/un-wps/1a/",
    "reports": "/reports/",
    "report": f"/reports/{PLAN}/2014/",
    "components": "/components/",
    "sign in": "/accounts/login/",
    "no account alone": "/accounts/signup/",
    "forgotten password": "/accounts/password/reset/",
}
SIGNED_IN: Final = {
    "my work": ("/my-work/", "defence"),
    "contribution": (f"/board/{PLAN}/2015/23.a/defence/", "defence"),
    "contribution beside last year": (f"/board/{PLAN}/2015/7.c/defence/?compare=1", "defence"),
    "my work in part": ("/my-work/?words=gender&order=state", "defence"),
    "workbook": (f"/board/{PLAN}/2015/workbook/defence/", "defence"),
    "contribution read": (f"/board/{PLAN}/2014/23.a/defence/", "coordinator"),
    "activities of a member": ("/activities/?kind=training", "defence"),
    "add an activity": ("/activities/enter/", "defence"),
    "change several activities": ("/activities/several/", "defence"),
    "import from IATI": ("/activities/iati/", "development"),
    "list of fragile contexts loaded": ("/fragile-contexts/load/", "coordinator"),
    "years of such a list": ("/fragile-contexts/2022/change/", "coordinator"),
    "activities as a table": ("/activities/table/", "defence"),
    "board": (f"/board/{PLAN}/2015/", "coordinator"),
    "board of one department": (f"/board/{PLAN}/2015/?body=interior", "coordinator"),
    "board with subtotals": (f"/board/{PLAN}/2015/?by=group&state=owed", "coordinator"),
    "period": (f"/board/{PLAN}/2015/period/", "coordinator"),
    "period that is closed": (f"/board/{PLAN}/2014/period/", "coordinator"),
    "close a period": (f"/board/{PLAN}/2015/close/", "coordinator"),
    "open a year more": (f"/board/{PLAN}/2016/open/", "coordinator"),
    "when a department delivers": (f"/board/{PLAN}/2015/delivery/interior/", "interior"),
    "delivery seen by others": (f"/board/{PLAN}/2015/delivery/justice/", "coordinator"),
    "review": (f"/review/{PLAN}/2015/", "coordinator"),
    "review filtered": (f"/review/{PLAN}/2015/?body=justice&order=-line", "coordinator"),
    "review of one": (f"/board/{PLAN}/2015/1.a/development/?queue=order%3Dline", "coordinator"),
    "common texts": (f"/review/{PLAN}/2015/common/", "coordinator"),
    "common text": (f"/review/{PLAN}/2015/common/1.a/", "coordinator"),
    "open a period": (f"/board/{PLAN}/2016/open/", "coordinator"),
    "framework handed in": ("/framework-import/", "coordinator"),
    "indicator changed": ("/frameworks/eu-wps/10/change/", "coordinator"),
    "indicator added": ("/frameworks/eu-wps/2010/add/", "coordinator"),
    "instruments of an indicator": ("/frameworks/eu-wps/10/instruments/", "coordinator"),
    "indicators of a line": (f"/plans/{PLAN}/24.b/indicators/", "coordinator"),
    "figure corrected": (
        f"/board/{PLAN}/2014/13.a/cgrs/figures/1.1/restate/",
        "coordinator",
    ),
    "definition of a measure": (f"/plans/{PLAN}/23.a/measures/1.1/definition/", "coordinator"),
    "people": (f"/plans/{PLAN}/people/", "coordinator"),
    "people of a department": (f"/plans/{PLAN}/people/?body=defence", "administration.defence"),
    "people who left": (f"/plans/{PLAN}/people/?state=ended", "coordinator"),
    "somebody invited": (f"/plans/{PLAN}/people/invite/", "coordinator"),
    "handover": (f"/plans/{PLAN}/handover/defence/", "defence"),
    "clearance": (f"/plans/{PLAN}/clearance/foreign-affairs/", "coordinator"),
    "clearance of a department without steps": (f"/plans/{PLAN}/clearance/justice/", "coordinator"),
    "a step added": (f"/plans/{PLAN}/clearance/foreign-affairs/add/", "coordinator"),
    "submitted for another": (
        f"/board/{PLAN}/2015/23.a/defence/submit-for/",
        "contributor.defence",
    ),
    "sessions": ("/accounts/sessions/", "defence"),
    "report desk": (f"/reports/{PLAN}/2015/desk/", "coordinator"),
    "second factor": ("/accounts/2fa/", "defence"),
    "password": ("/accounts/password/change/", "defence"),
    "reminder": (f"/board/{PLAN}/2015/1.c/development/remind/", "coordinator"),
    "notices by mail": ("/account/notices/", "defence"),
    "outbox": ("/outbox/", "defence"),
    "mails": ("/mails/", "administrator"),
    "work of an administrator": ("/my-work/", "administrator"),
}


def _in(language: str, path: str) -> str:
    return path if language == "en" else f"/{language}{path}"


def _faults_in_all_languages(page: Page, path: str) -> list[str]:
    """What axe finds wrong on a page, language by language."""
    found = []
    for language in LANGUAGES:
        page.goto(_in(language, path))
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("h1").count() == 1
        found += [f"{language}: {fault}" for fault in faults(page)]
    return found


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_has_no_failing_element_in_any_language(visit: Visitor, name: str) -> None:
    page = visit(PUBLIC[name])
    picture(page, name.replace(" ", "-"))

    assert _faults_in_all_languages(page, PUBLIC[name]) == []


@pytest.mark.parametrize("name", SIGNED_IN)
def test_a_page_of_the_workspace_has_no_failing_element_in_any_language(
    visit: Visitor, name: str
) -> None:
    path, who = SIGNED_IN[name]

    assert _faults_in_all_languages(visit(path, as_=who), path) == []


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_is_narrow_dark_and_without_scripts(visit: Visitor, name: str) -> None:
    page = visit(PUBLIC[name], width=320, dark=True)
    assert faults(page) == []
    assert not overflows(page)

    bare = visit(PUBLIC[name], scripts=False)
    assert bare.locator("h1").count() == 1


@pytest.mark.parametrize("name", SIGNED_IN)
def test_a_page_of_the_workspace_fits_320_pixels(visit: Visitor, name: str) -> None:
    path, who = SIGNED_IN[name]

    assert not overflows(visit(path, as_=who, width=320))


def test_the_switch_of_language_keeps_the_page(visit: Visitor) -> None:
    page = visit(f"/plans/{PLAN}/?words=women")
    page.get_by_role("link", name="français").first.click()

    assert page.url.endswith(f"/fr/plans/{PLAN}/?words=women")


def test_visitors_get_no_cookie(visit: Visitor) -> None:
    page = visit(f"/plans/{PLAN}/")

    assert page.context.cookies() == []
