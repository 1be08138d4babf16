"""How does an empty installation become one that shows everything?

The real plan is loaded before; here come the sample people, four rounds and the first report, all
marked as sample, all by the real actions: what the demo shows has passed every rule. Running it
again adds nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from suivi.activities.fragile.actions import load_shipped
from suivi.activities.imports import load_sourced
from suivi.demo import content, rounds
from suivi.demo.acts import play
from suivi.demo.chain import chain
from suivi.demo.delays import delays
from suivi.demo.mails import write_mails
from suivi.demo.people import Staff, welcome_people
from suivi.demo.telling import end_round
from suivi.errors import Refused
from suivi.people.models import Person
from suivi.plans.models import Plan


@dataclass(frozen=True)
class Filled:
    """What filling added: how many people are there, how many contributions it wrote."""

    people: int
    contributions: int


def fill_demo(*, say: Callable[[str], object]) -> Filled:
    """Fills a demo installation, and says line by line how far it is.

    Raises Refused outside demo mode, beside real people, and where the plan is not loaded.
    """
    plan = _plan_to_fill()
    staff = welcome_people(plan=plan, at=_first_day())
    load_shipped(at=_first_day())
    sourced = load_sourced(at=_first_day())
    if sourced:
        say(f"{sourced} activities told by published texts")
    people = content.people().people
    say(f"{len(people)} sample people")
    told = sum(_live(plan, year, staff, say) for year in rounds.ROUNDS)
    today = timezone.now()
    acts = [*delays(plan, staff, today), *chain(plan, staff, today)]
    if acts:
        play(acts)
        say("the last weeks: delays, and a chain of clearance")
    if write_mails(plan=plan, staff=staff, at=timezone.now()):
        say("a reminder")
    return Filled(len(people), told)


def _live(plan: Plan, year: rounds.Round, staff: Staff, say: Callable[[str], object]) -> int:
    say(f"{year.year} …")
    told = rounds.live_through(plan, year, staff, end_round)
    say(f"{year.year}: {told} contributions" if told else f"{year.year}: there already")
    return told


def _plan_to_fill() -> Plan:
    if not settings.SUIVI_DEMO:
        raise Refused(
            _("Sample content belongs in a demo installation only: set SUIVI_DEMO=1 for one.")
        )
    if Person.objects.filter(is_sample=False).exists():
        raise Refused(_("Real people sign in here; sample content must not stand beside them."))
    plan = Plan.objects.filter(slug=content.PLAN).first()
    if plan is None:
        raise Refused(_("The plan %(slug)s is not loaded here yet.") % {"slug": content.PLAN})
    return plan


def _first_day() -> datetime:
    """The morning on which the sample people begin: before the first round."""
    return timezone.make_aware(datetime(2013, 10, 1, 9))  # noqa: DTZ001 (made aware here)
