"""What happened, in which order, and has anyone touched the record since?

Events form a chain: each carries a keyed hash of itself and of the event before it, and the
database itself refuses to change or remove one. Events name objects by code, people by number,
and hold no content. They have no foreign keys: the record outlives what it speaks of.
"""

from typing import Any, ClassVar

from django.db import models

from suivi.sensitivity import OFFICIAL, PERSONAL


class Event(models.Model):
    """One thing that someone did, or tried and was refused."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(
            ("number", "at", "role", "body", "verb", "object", "outcome", "facts"), OFFICIAL
        ),
        **dict.fromkeys(("previous_hash", "hash"), OFFICIAL),
        "person": PERSONAL,
    }

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    person = models.CharField(max_length=40, help_text="Number of the person, or the program.")
    role = models.CharField(max_length=40, blank=True)
    body = models.CharField(max_length=60, blank=True)
    verb = models.CharField(max_length=60)
    object = models.CharField(max_length=200)
    outcome = models.CharField(max_length=20, default="done")
    facts = models.JSONField(default=dict, blank=True, help_text="Codes and counts, never content.")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.object}"

    def sealed_facts(self) -> dict[str, Any]:
        """What the hash covers, in a form that is the same on every database."""
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "person": self.person,
            "role": self.role,
            "body": self.body,
            "verb": self.verb,
            "object": self.object,
            "outcome": self.outcome,
            "facts": self.facts,
            "previous": self.previous_hash,
        }


class ChainHead(models.Model):
    """The end of the chain: locked while an event is added, so that events queue.

    It is sealed too: who cuts the chain and moves its end back needs the key. A seal that did not
    fit once is never made to fit again.
    """

    SENSITIVITY: ClassVar = dict.fromkeys(("id", "number", "hash", "seal"), OFFICIAL)

    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")
    seal = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:12]}"
