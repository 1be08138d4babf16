"""How does a contribution travel from the department's desk to the report?"""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import transaction

from suivi.errors import Faults
from suivi.indicators.models import Value
from suivi.people.models import Person
from suivi.plans.models import Period
from suivi.plans.models.definition import in_force
from suivi.plans.queries.definitions import definitions_of
from suivi.plans.standing import standing
from suivi.reporting import clearance, permissions, policies
from suivi.reporting.absences import absence_in
from suivi.reporting.actions.commenting import Sending, take_along
from suivi.reporting.actions.drafts import answers_at
from suivi.reporting.actions.journeys import answer, day_of
from suivi.reporting.actions.promises import take_promises
from suivi.reporting.actions.turning import Said, move, pass_on, take_up
from suivi.reporting.answers import Question, question, wrong_in
from suivi.reporting.models import Clearance, Contribution, Turn
from suivi.reporting.notices.moves import tell_of_publication
from suivi.reporting.queries.promises.wrong import wrong_in_promises
from suivi.reporting.repetition import digest
from suivi.reporting.states import Status

# What undoes an acceptance, by the state in which the contribution was.
RETURNS: Final = {Status.CLEARED: "return_cleared", Status.SUBMITTED: "return_submitted"}


@transaction.atomic
def submit_contribution(
    *,
    by: Person,
    at: datetime,
    contribution: Contribution,
    on_behalf_of: Person | None = None,
    reason: str = "",
) -> Contribution:
    """Hands the newest draft over: its facts become the contribution's, its figures become values.

    Whoever is not the focal point submits in the name of one, and says why. Raises Refused (who,
    when) or Faults (what is missing or cannot be understood, by field).
    """
    locked, who = take_up(by, at, contribution)
    if on_behalf_of is None:
        permissions.may_submit(who, locked)
    else:
        permissions.may_submit_for(who, locked)
        policies.can_be_submitted_for(who, locked, on_behalf_of, reason, day_of(at))
    policies.can_make_the_move(locked, "submit")
    policies.nothing_waits_to_be_joined(by, locked)
    asked = question(locked.provision)
    answers = answers_at(locked, locked.version)
    if wrong := [*wrong_in(asked, answers), *wrong_in_promises(locked, answers)]:
        raise Faults(wrong)
    _take_facts(by, at, locked, asked, answers)
    _take_figures(locked, asked, answers)
    take_promises(by=by, at=at, contribution=locked, answers=answers)
    locked.submitted_version, locked.delivered_at = locked.version, at
    # What the department said of its delay is answered by delivering.
    locked.expected_on, locked.blocked_because, locked.told_at = None, "", None
    due_on = locked.due_day
    facts = {"due_on": due_on.isoformat() if due_on else ""}
    return move(by, at, locked, "submit", Said(reason.strip(), on_behalf_of, facts))


@transaction.atomic
def withdraw_contribution(*, by: Person, at: datetime, contribution: Contribution) -> Contribution:
    """Takes a submitted contribution back to the desk, before it has left the department."""
    locked, who = take_up(by, at, contribution)
    permissions.may_submit(who, locked)
    policies.can_make_the_move(locked, "withdraw")
    answer(by, at, locked, Clearance.Outcome.WITHDRAWN)
    return move(by, at, locked, "withdraw")


@transaction.atomic
def clear_contribution(*, by: Person, at: datetime, contribution: Contribution) -> Contribution:
    """Lets a contribution go on to the next step, or leave the department after the last.

    Without steps it is the clearing officer who lets it leave.
    """
    locked, who = take_up(by, at, contribution)
    permissions.may_clear(who, locked)
    policies.can_make_the_move(locked, "clear")
    return pass_on(by, at, locked, Clearance.Outcome.CLEARED, _stood_for(by, at, locked))


@transaction.atomic
def send_back_contribution(
    *,
    by: Person,
    at: datetime,
    contribution: Contribution,
    note: str,
    field: str = "",
    comments: Collection[int] = (),
) -> Contribution:
    """Gives the pen back to the department, with a note that says what should be changed.

    The note may speak of one field; `comments` are the numbers of those that go along.
    """
    locked, who = take_up(by, at, contribution)
    permissions.may_send_back(who, locked)
    policies.can_make_the_move(locked, "send_back")
    policies.is_on_this_persons_desk(who, locked)
    sending = Sending(note.strip(), field, comments)
    along = take_along(by=by, at=at, who=who, contribution=locked, sending=sending)
    if not along:
        policies.note_is_given(note)
    stood_for = _stood_for(by, at, locked)
    answer(by, at, locked, Clearance.Outcome.SENT_BACK, stood_for)
    return move(by, at, locked, "send_back", Said(note.strip(), stood_for, along))


@transaction.atomic
def accept_contribution(
    *, by: Person, at: datetime, contribution: Contribution, together: str = ""
) -> Contribution:
    """Takes a contribution into the report that is being prepared, by a coordinator.

    `together` names those that were accepted at once: they can be given back at once.
    """
    locked, who = take_up(by, at, contribution)
    permissions.may_accept(who, locked)
    policies.can_make_the_move(locked, "accept")
    policies.has_left_the_department(locked)
    facts = {"together": together, "was": locked.status} if together else {}
    return move(by, at, locked, "accept", Said(facts=facts))


@transaction.atomic
def give_back_acceptance(*, by: Person, at: datetime, turn: Turn) -> Contribution:
    """Undoes an acceptance of one's own: the contribution is what it was before, in the queue."""
    locked, who = take_up(by, at, turn.contribution)
    permissions.may_accept(who, locked)
    verb = RETURNS[turn.facts.get("was", Status.CLEARED)]
    policies.can_make_the_move(locked, verb)
    policies.nobody_acted_since(by, turn)
    return move(by, at, locked, verb)


@transaction.atomic
def publish_contributions(*, by: Person, at: datetime, period: Period) -> int:
    """Publishes what is accepted in a period, with the report that freezes it; gives how many.

    The report is the event; the contributions move with it, each with a turn of its own.
    """
    permissions.may_coordinate(standing(by, period.plan))
    accepted = list(
        Contribution.objects.select_for_update(of=("self",))
        .filter(period=period, status=Status.ACCEPTED)
        .order_by("pk")
    )
    Turn.objects.bulk_create(
        Turn(
            contribution=contribution,
            verb="publish",
            status=Status.PUBLISHED,
            version=contribution.submitted_version,
            at=at,
            by=by,
        )
        for contribution in accepted
    )
    Contribution.objects.filter(pk__in=[contribution.pk for contribution in accepted]).update(
        status=Status.PUBLISHED
    )
    tell_of_publication(at, period, accepted)
    return len(accepted)


def _stood_for(by: Person, at: datetime, contribution: Contribution) -> Person | None:
    """In whose place somebody answers at the step where it lies; None for its holder."""
    found = clearance.lying(contribution)
    return clearance.desk_of(found.step_id, day_of(at)).stood_for(by) if found else None


def _take_facts(
    by: Person, at: datetime, contribution: Contribution, asked: Question, answers: dict[str, str]
) -> None:
    step = asked.scale.get(answers.get("progress", ""))
    was_judged = contribution.judged_on is not None
    judged_anew = not was_judged or contribution.progress_id != (step.pk if step else None)
    contribution.account = answers.get("account", "")
    contribution.absence = absence_in(answers)
    reason = answers.get("no_account_reason", "")
    contribution.absence_reason = reason if contribution.absence else ""
    contribution.account_digest = digest(contribution.account, contribution.period.year)
    contribution.obstacles = answers.get("obstacles", "")
    contribution.next_steps = answers.get("next_steps", "")
    contribution.progress_reason = answers.get("progress_reason", "")
    contribution.language = answers.get("language", by.language)
    contribution.progress = step
    if step is None:
        contribution.judged_by, contribution.judged_on = None, None
    elif judged_anew:
        contribution.judged_by, contribution.judged_on = by, at.date()


def _take_figures(contribution: Contribution, asked: Question, answers: dict[str, str]) -> None:
    """Replaces the body's values of this line and period by those of the draft."""
    mine = Value.objects.filter(
        body_id=contribution.body_id,
        period_id=contribution.period_id,
        measure__instrument__provision_id=contribution.provision_id,
    )
    mine.delete()
    definitions = definitions_of(asked.measures)
    Value.objects.bulk_create(
        Value(
            measure=figure.measure,
            body_id=contribution.body_id,
            period_id=contribution.period_id,
            category=dict(figure.category),
            category_key=figure.category_key,
            position=figure.position,
            number=figure.number,
            denominator=figure.denominator,
            absence=figure.absence,
            text=figure.text,
            note=figure.note,
            language=contribution.language if figure.text or figure.note else "",
            definition=in_force(definitions[figure.measure.pk], contribution.period.year),
            state=figure.state,
            reached_on=figure.reached_on,
            is_sample=contribution.is_sample,
        )
        for figure in asked.values(answers)
    )
