"""Does a common text stand in the report once it is ready, with the texts it was made from?"""

import json
from typing import Any

import pytest

from suivi.publications.exports import export
from suivi.publications.snapshot import build_snapshot, canonical
from suivi.reporting import actions
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.factories import NOON
from tests.publications.year import dense, pdf_text


@pytest.fixture
def written(cast: Cast) -> Any:
    """Two bodies told of 1.b, and both were accepted; their common text is a draft."""
    cast.submitted.status = Status.ACCEPTED
    cast.submitted.save()
    factories.make_contribution(
        *(cast.shared_line, cast.body, cast.period),
        status=Status.ACCEPTED,
        progress="on_track",
        account="Defence trained.",
    )
    typed = actions.TypedText("Ensemble, on a formé.", "fr", 0)
    facts: dict[str, Any] = {"line": cast.shared_line, "period": cast.period, "typed": typed}
    return actions.save_common_text(by=cast.coordinator, at=NOON, **facts).common


def _snapshot(cast: Cast) -> str:
    report = factories.make_report(cast.period)
    return canonical(build_snapshot(report))


def test_a_draft_is_left_out_and_the_report_says_so(cast: Cast, written: Any) -> None:
    assert not written.is_ready
    said = _snapshot(cast)

    assert "Ensemble" not in said
    entry = {"what": "common_text", "reason": "not_ready", "count": 1, "year": 2014, "line": "1.b"}
    assert entry in json.loads(said)["left_out"]
    assert "still written" in export(said, "html", "en").decode().lower()


def test_what_is_ready_stands_before_the_texts_it_was_made_from(cast: Cast, written: Any) -> None:
    actions.make_common_text_ready(by=cast.coordinator, at=NOON, common=written)
    said = _snapshot(cast)

    page = export(said, "html", "en").decode()
    assert "Ensemble, on a formé." in page
    assert page.index("Ensemble, on a formé.") < page.index("Defence trained.")
    assert 'lang="fr"' in page
    paper = dense(pdf_text(said))
    assert dense("Ensemble, on a formé.") in paper
    assert dense("Defence trained.") in paper


def test_it_is_told_only_with_a_contribution(cast: Cast, written: Any) -> None:
    actions.make_common_text_ready(by=cast.coordinator, at=NOON, common=written)
    cast.period.contributions.update(status=Status.SUBMITTED)

    assert "Ensemble" not in _snapshot(cast)
