"""How is a sample round told: by a report to parliament, or by publication alone?

The plan's first report is on 2014 (line 33); the rounds before it are published without one.
"""

from datetime import datetime

from suivi.demo.people import Staff
from suivi.plans.models import Period
from suivi.reporting import actions


def publish(period: Period, staff: Staff, at: datetime) -> None:
    """Publishes what was accepted in the round."""
    actions.publish_contributions(by=staff.coordinator("equality"), at=at, period=period)
