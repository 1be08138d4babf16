"""Which activity does an address mean, what is known of it, and how did it come to be so?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suivi.activities.facts import differences
from suivi.activities.iati import saying
from suivi.activities.models import Activity, ActivityVersion
from suivi.activities.permissions import reach, readable
from suivi.people.models import Body, Person
from suivi.plans.models import Membership, Plan, Provision, Role
from suivi.plans.standing import DEPARTMENT_ROLES, Standing, standing

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    Reader = Person | AnonymousUser

NAMES: Mapping[str, Promise] = {
    "title": _("title"),
    "kind": _("kind"),
    "started_on": _("date"),
    "ended_on": _("until"),
    "dated": _("date known"),
    "account": _("account"),
    "language": _("language"),
    "countries": _("countries"),
    "forum": _("forum"),
    "amount": _("amount"),
    "currency": _("currency"),
    "euro_rate": _("euros for one unit"),
    "euro_rate_on": _("day of the rate"),
    "euro_rate_source": _("source of the rate"),
    "women": _("women"),
    "men": _("men"),
    "other_sex": _("other"),
    "unknown_sex": _("unknown"),
    "gender_marker": _("gender marker"),
    "iati_identifier": _("IATI identifier"),
    "source": _("source"),
    "is_public": _("public"),
    "partners": _("together with"),
    "plans": _("plans"),
    "provisions": _("lines"),
    "evidence": _("evidence"),
    "removed": _("removed"),
}


@dataclass(frozen=True)
class Step:
    """A version in the history: what changed in it."""

    version: ActivityVersion
    differences: Sequence[tuple[str, str, str]]


def find_activity(reader: "Reader", uid: str | UUID) -> Activity:
    """The activity, if it exists for this reader; Http404 otherwise."""
    return _one(readable(Activity.objects.all(), reach(reader)), uid)


def find_removed(person: Person, uid: str | UUID) -> Activity:
    """A removed activity of the person's bodies or plans; Http404 for others."""
    return _of_members(Activity.with_removed.filter(removed_at__isnull=False), person, uid)


def find_with_history(person: Person, uid: str | UUID) -> Activity:
    """An activity, removed or not, whose history the person may read; Http404 for others."""
    return _of_members(Activity.with_removed.all(), person, uid)


def _of_members(found: Any, person: Person, uid: str | UUID) -> Activity:
    activity = _one(found, uid)
    if not sees_history(person, activity):
        raise Http404
    return activity


def _one(found: Any, uid: str | UUID) -> Activity:
    related = found.select_related("body").prefetch_related(
        "partners", "provisions__plan", "plans", "evidence__file"
    )
    activity: Activity | None = related.filter(uid=uid).first()
    if activity is None:
        raise Http404
    return activity


def sees_history(reader: "Reader", activity: Activity) -> bool:
    """Whether the reader works in the activity's body or coordinates a plan that it serves."""
    if not reader.is_authenticated:
        return False
    roles = Membership.objects.held_by(reader)
    if roles.filter(body_id=activity.body_id, role__in=DEPARTMENT_ROLES).exists():
        return True
    served = {line.plan_id for line in activity.provisions.all()}
    served |= {plan.pk for plan in activity.plans.all()}
    return roles.filter(role=Role.COORDINATOR, plan__in=served).exists()


def standing_for(person: Person, activity: Activity) -> Standing:
    """What the person is where the activity belongs: the plan in which it writes for its body.

    Http404 for who may only read it as the public does.
    """
    if not sees_history(person, activity):
        raise Http404
    roles = Membership.objects.held_by(person)
    own = roles.filter(body_id=activity.body_id).values("plan")
    plans = Plan.objects.filter(pk__in=own) or Plan.objects.filter(pk__in=roles.values("plan"))
    found = [standing(person, plan) for plan in plans.newest_first()]
    return next((who for who in found if who.writes_for(activity.body_id)), found[0])


def history(activity: Activity) -> list[Step]:
    """All versions, newest first, each with what changed: four queries."""
    versions = list(activity.versions.select_related("by").order_by("number"))
    names = _Names(versions)
    steps = []
    before: Mapping[str, Any] = {}
    for version in versions:
        changed = sorted(differences(before, version.facts), key=_in_order) if before else ()
        steps.append(Step(version, [names.told(*one) for one in changed]))
        before = version.facts
    return steps[::-1]


def _in_order(difference: tuple[str, Any, Any]) -> int:
    """A fact's place among all facts."""
    return list(NAMES).index(difference[0]) if difference[0] in NAMES else len(NAMES)


class _Names:
    """How facts are written, with the names of bodies, plans and lines read once."""

    def __init__(self, versions: Sequence[ActivityVersion]) -> None:
        bodies = {code for each in versions for code in each.facts.get("partners", ())}
        lines = {pk for each in versions for pk in each.facts.get("provisions", ())}
        self.bodies = {each.code: str(each) for each in Body.objects.filter(code__in=bodies)}
        found = Provision.objects.filter(pk__in=lines).select_related("plan")
        self.lines = {each.pk: f"{each.code} ({each.plan})" for each in found}

    def told(self, name: str, before: Any, after: Any) -> tuple[str, str, str]:
        if name.startswith("iati."):
            part = name.removeprefix("iati.")
            return str(saying.PARTS[part]), saying.whole(part, before), saying.whole(part, after)
        label = NAMES.get(name, name)
        return str(label), self._text(name, before), self._text(name, after)

    def _text(self, name: str, fact: Any) -> str:
        if isinstance(fact, list):
            return ", ".join(self._each(name, fact))
        if name == "amount" and fact is not None:
            return f"{fact / 100:.2f}"
        if isinstance(fact, bool):
            return str(_("yes") if fact else _("no"))
        choices: dict[str, Sequence[tuple[Any, Any]]] = {
            "kind": Activity.Kind.choices,
            "forum": Activity.Forum.choices,
            "dated": Activity.Dated.choices,
            "gender_marker": Activity.GenderMarker.choices,
        }
        if name in choices and fact not in {None, ""}:
            return str(dict(choices[name]).get(fact, fact))
        return "" if fact is None else str(fact)

    def _each(self, name: str, facts: Sequence[Any]) -> Iterator[str]:
        names: dict[str, Mapping[Any, str]] = {"partners": self.bodies, "provisions": self.lines}
        known = names.get(name, {})
        for fact in facts:
            yield str(fact["title"] if isinstance(fact, dict) else known.get(fact, fact))
