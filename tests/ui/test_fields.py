"""Does every kind of field come with label, hint, error and control that belong together?"""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.utils.translation import override

from suivi.ui.day_month_year import DayMonthYear
from suivi.ui.gallery import GalleryForm, _wrong_form


class Elements(HTMLParser):
    """The elements of a fragment, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        """The attributes of all elements of these kinds."""
        return [attributes for tag, attributes in self.found if tag in tags]

    def ids(self) -> set[str]:
        """Every id there is."""
        return {str(found["id"]) for _tag, found in self.found if "id" in found}


def field(form: forms.Form, name: str) -> str:
    """One field as a page shows it."""
    return Template("{% field bound %}").render(Context({"bound": form[name]}))


NAMES = list(GalleryForm.base_fields)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("is_wrong", [False, True])
def test_labels_hints_and_errors_point_at_what_is_there(name: str, is_wrong: bool) -> None:
    page = Elements(field(_wrong_form() if is_wrong else GalleryForm(), name))
    ids = page.ids()
    assert {str(label["for"]) for label in page.all("label")} <= ids
    for element in page.all("input", "select", "textarea", "fieldset"):
        assert set(str(element.get("aria-describedby") or "").split()) <= ids
    controls = page.all("input", "select", "textarea")
    labelled = {label["for"] for label in page.all("label")}
    assert controls
    assert all(control["id"] in labelled for control in controls)


@pytest.mark.parametrize("name", [name for name in NAMES if _wrong_form()[name].errors])
def test_what_is_wrong_is_said_beside_the_field_in_words_and_form(name: str) -> None:
    form = _wrong_form()
    html = field(form, name)
    assert "govuk-form-group--error" in html
    assert "Error:" in html
    assert all(str(error) in html for error in form[name].errors)


def test_what_was_typed_is_still_there() -> None:
    form = _wrong_form()
    assert 'value="nobody"' in field(form, "email")
    assert 'value="many"' in field(form, "number")
    assert "x" * 210 in field(form, "limited")
    day = field(form, "day")
    assert 'value="31"' in day
    assert 'value="2"' in day


def test_what_may_be_left_out_is_marked() -> None:
    assert "(optional)" in field(GalleryForm(), "number")
    assert "(optional)" not in field(GalleryForm(), "email")


def test_a_long_text_says_its_limit_and_is_not_cut_off_by_the_browser() -> None:
    html = field(GalleryForm(), "limited")
    assert 'data-maxlength="200"' in html
    assert "You can enter up to 200 characters." in html
    assert " maxlength=" not in html


def test_a_hidden_field_is_its_input_alone() -> None:
    class Hidden(forms.Form):
        version = forms.IntegerField(widget=forms.HiddenInput, initial=3)

    html = field(Hidden(), "version")
    assert html == '<input type="hidden" name="version" value="3" id="id_version">'


def test_a_widgets_own_class_and_attributes_stay() -> None:
    class Own(forms.Form):
        year = forms.IntegerField(widget=forms.NumberInput(attrs={"class": "short", "max": 9999}))

    html = field(Own(), "year")
    assert re.search(r'class="govuk-input [^"]*\bshort"', html)
    assert 'max="9999"' in html


class Dated(forms.Form):
    """A form with a day."""

    day = forms.DateField(widget=DayMonthYear, required=False)


@pytest.mark.parametrize(
    ("day", "month", "year", "read"),
    [("31", "3", "2015", "2015-03-31"), (" 1 ", "12", "2014", "2014-12-01"), ("", "", "", "None")],
)
def test_three_boxes_make_a_day(day: str, month: str, year: str, read: str) -> None:
    form = Dated({"day_day": day, "day_month": month, "day_year": year})
    assert form.is_valid()
    assert str(form.cleaned_data["day"]) == read


@pytest.mark.parametrize(("day", "month", "year"), [("31", "2", "2015"), ("", "3", "2015")])
def test_half_a_day_or_none_that_exists_is_refused(day: str, month: str, year: str) -> None:
    form = Dated({"day_day": day, "day_month": month, "day_year": year})
    assert not form.is_valid()
    assert form["day"].errors


def summary(**context: Any) -> str:
    """The error summary of a page."""
    return Template("{% error_summary form %}").render(Context(context))


def test_the_summary_names_every_fault_and_leads_to_it() -> None:
    form = _wrong_form()
    page = Elements(summary(form=form))
    fields = Elements("".join(field(form, name) for name in NAMES))
    links = [str(link["href"])[1:] for link in page.all("a")]
    assert len(links) == sum(len(errors) for errors in form.errors.values())
    assert set(links) <= fields.ids()
    assert "Short text: This field is required." in summary(form=form)


def test_the_summary_is_not_there_when_all_is_well() -> None:
    assert summary(form=GalleryForm()) == ""


def test_a_fault_of_the_whole_form_comes_first() -> None:
    form = _wrong_form()
    form.add_error(None, "Two fields contradict each other.")
    assert summary(form=form).index("contradict") < summary(form=form).index("Short text")


def test_the_summary_of_what_is_wrong_writes_its_colons_as_the_page_does() -> None:
    form = _wrong_form()
    with override("fr"):
        assert "\u202f: " in Template("{% error_summary form %}").render(Context({"form": form}))
