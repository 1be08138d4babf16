"""Where are sessions kept? In the database, each with whose it is, so that people can end them.

The name of this module is a setting of Django: SESSION_ENGINE.
"""

from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from suivi.people.models import Session


class SessionStore(db.SessionStore):
    """Django's own, whose rows say as well who is signed in there."""

    @classmethod
    def get_model_class(cls) -> type[Any]:
        """The table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row for this data."""
        row: Any = super().create_model_instance(data)
        row.person_id = data.get(SESSION_KEY)
        row.device = data.get("device", "")
        row.begun_at = _moment(data.get("begun_at"))
        row.seen_at = _moment(data.get("seen_at"))
        return row


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
