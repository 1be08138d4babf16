"""Does all that stands beside a figure reach every output of a report?"""

from typing import Final

import pytest

from suivi.indicators.models import Restatement, Value
from suivi.plans.models import Measure
from suivi.publications.exports import export
from suivi.publications.models import Report
from tests import factories
from tests.cast import Cast
from tests.factories import NOON
from tests.publications.year import dense, draft_text, full_year, pdf_text

NOTE: Final = "Une école a ouvert."
REASON: Final = "Counted twice."
SAID: Final = (
    NOTE,
    REASON,
    "before: 8.4% (80 of 952)",
    "Target for 2016: 25.0% (25 of 100)",
    "Definition, version 2, since 2014",
    "Posted for a month or more.",
    "not comparable with earlier years",
    "unknown",
    "10.0% women (5 of 50)",
    "1 of 2 activities do not say how many took part.",
)


@pytest.fixture
def report(cast: Cast) -> Report:
    """A year with a note, a restatement, a target, a second definition and participants."""
    year = full_year(cast)
    share = year.measures["share"]
    value = Value.objects.get(measure=share, period=cast.period)
    Value.objects.filter(pk=value.pk).update(note=NOTE, language="fr")
    Restatement.objects.create(
        value=value,
        number_before=80,
        denominator_before=952,
        number=79,
        denominator=952,
        reason=REASON,
        at=NOON,
    )
    Measure.objects.filter(pk=share.pk).update(target=25, target_base=100, target_year=2016)
    factories.make_definition(share)
    factories.make_definition(
        share, from_year=2014, is_break=True, text_en="Posted for a month or more."
    )
    course = year.contribution.activities.get(title="Cours pour officières")
    course.women, course.men, course.unknown_sex = 5, 40, 5
    course.save()
    return year.report


def test_everything_beside_a_figure_is_in_the_page(report: Report) -> None:
    page = dense(export(draft_text(report), "html", "en").decode())
    assert [said for said in SAID if dense(said) not in page] == []


def test_everything_beside_a_figure_is_in_the_pdf(report: Report) -> None:
    text = pdf_text(draft_text(report))
    assert [said for said in SAID if dense(said) not in text] == []


def test_everything_beside_a_figure_is_in_the_data(report: Report) -> None:
    data = draft_text(report)
    for said in (
        f'"note":"{NOTE}"',
        f'"reason":"{REASON}"',
        '"target":{"number":25,"of":100,"year":2016}',
        '"from_year":2014',
        '"unknown_sex":5',
    ):
        assert said in data


def test_a_share_of_nothing_is_not_defined_with_both_counts_everywhere(report: Report) -> None:
    data = draft_text(report)
    assert '"denominator":0' in data
    for text in (dense(export(data, "html", "en").decode()), pdf_text(data)):
        assert "notdefined" in text
        assert "0of0" in text


def test_nothing_is_compared_across_a_break_of_definition(report: Report) -> None:
    page = export(draft_text(report), "html", "en").decode()
    assert "1.5 points" not in page
