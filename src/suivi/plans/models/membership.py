"""Who works on a plan, for which body, in which role?"""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from suivi.people.models import Body, Person
from suivi.plans.models.plan import Plan
from suivi.sensitivity import OFFICIAL


class Role(models.TextChoices):
    """The roles of a plan. What each may do stands in the permissions of each subject."""

    COORDINATOR = "coordinator", _("coordinator")
    FOCAL_POINT = "focal_point", _("focal point")
    CONTRIBUTOR = "contributor", _("contributor")
    CLEARING_OFFICER = "clearing_officer", _("clearing officer")
    DEPARTMENT_ADMINISTRATOR = "department_administrator", _("department administrator")
    CIVIL_SOCIETY = "civil_society", _("civil-society member")
    READER = "reader", _("reader")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Words for sets of memberships."""

    def current(self) -> Self:
        """Those that have not ended."""
        return self.filter(ended_on__isnull=True)

    def held_by(self, person: Person | Any) -> Self:
        """What this person is today; for somebody who is looked at, in that plan alone."""
        found = self.current().filter(person_id=person.pk)
        return found if person.seen_in is None else found.filter(plan_id=person.seen_in)


class Membership(models.Model):
    """A person has a role in a plan, for a body."""

    SENSITIVITY: ClassVar = dict.fromkeys(
        ("id", "plan", "person", "body", "role", "begun_on", "ended_on", "from_claims"), OFFICIAL
    )

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role.choices)
    begun_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    from_claims = models.BooleanField(
        default=False, help_text="Given by what the sign-in provider says, and ended by it."
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "person", "body", "role"],
                condition=models.Q(ended_on__isnull=True),
                name="one_current_membership",
                violation_error_message=_("This person has this role here already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.body_id}"
