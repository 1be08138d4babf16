"""What does ./suivi plan load do with the years that are open?"""

from pathlib import Path

import pytest

from suivi.audit.models import Event
from suivi.command_line import plan_load
from suivi.errors import Refused
from suivi.plans.formats.canonical import canonical
from suivi.plans.models import Period
from suivi.reporting.actions import follow_plan
from suivi.reporting.models import Contribution
from tests import factories
from tests.plans.files import activity, loaded_sample, sample

pytestmark = pytest.mark.django_db


def open_year() -> Period:
    """The year 2025 of the sample plan, opened and asked."""
    period = loaded_sample().periods.get(year=2025)
    period.opened_at = factories.NOON
    period.save()
    follow_plan(by=None, at=factories.NOON, period=period)
    return period


def test_a_body_added_to_a_line_is_asked_in_the_year_that_is_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    period = open_year()
    before = set(period.contributions.values_list("pk", flat=True))
    changed = sample()
    named = activity(changed, 1)["responsibilities"]
    there = {body for entry in named for body in entry["bodies"]}
    added = ({"sample-agency", "sample-ministry"} - there).pop()
    named.append({"printed": "Added", "bodies": [added], "role": "contributing"})
    path = tmp_path / "plan.json"
    path.write_bytes(canonical(changed))

    plan_load.run([str(path)])
    assert set(period.contributions.values_list("pk", flat=True)) == before
    plan_load.run([str(path), "--apply-changes"])

    (asked,) = Contribution.objects.exclude(pk__in=before)
    assert (asked.period, asked.provision.code, asked.body.code) == (period, "A.1.1.2", added)
    assert "2025: 1 more contributions are asked for." in capsys.readouterr().out
    assert Event.objects.latest("number").verb == "follow_plan"


def test_nobody_is_asked_twice_and_nobody_in_a_year_that_is_not_open() -> None:
    period = open_year()
    assert not follow_plan(by=None, at=factories.NOON, period=period)
    with pytest.raises(Refused, match="is not open"):
        follow_plan(by=None, at=factories.NOON, period=period.plan.periods.get(year=2026))
