"""How does a contribution travel from the department's desk to the report?"""

from datetime import datetime

from django.db import transaction

from suivi.audit.actions import record
from suivi.errors import Faults
from suivi.indicators.models import Value
from suivi.people.models import Person
from suivi.plans.models import Period
from suivi.plans.models.definition import in_force
from suivi.plans.queries.definitions import definitions_of
from suivi.plans.standing import Standing, standing
from suivi.reporting import permissions, policies
from suivi.reporting.absences import absence_in
from suivi.reporting.actions.drafts import answers_at
from suivi.reporting.answers import Question, question, wrong_in
from suivi.reporting.models import Contribution, Turn
from suivi.reporting.notices.moves import tell_of_publication, tell_of_turn
from suivi.reporting.repetition import digest
from suivi.reporting.states import Status, transition


@transaction.atomic
def submit_contribution(*, by: Person, at: datetime, contribution: Contribution) -> Contribution:
    """Hands the newest draft over: its facts become the contribution's, its figures become values.

    Raises Refused (who, when) or Faults (what is missing or cannot be understood, by field).
    """
    locked, who = _take_up(by, contribution)
    permissions.may_submit(who, locked)
    policies.can_make_the_move(locked, "submit")
    policies.nothing_waits_to_be_joined(by, locked)
    asked = question(locked.provision)
    answers = answers_at(locked, locked.version)
    if wrong := wrong_in(asked, answers):
        raise Faults(wrong)
    _take_facts(by, at, locked, asked, answers)
    _take_figures(locked, asked, answers)
    locked.submitted_version, locked.delivered_at = locked.version, at
    # What the department said of its delay is answered by delivering.
    locked.expected_on, locked.blocked_because, locked.told_at = None, "", None
    due_on = locked.due_day
    return _move(by, at, locked, "submit", due_on=due_on.isoformat() if due_on else "")


@transaction.atomic
def withdraw_contribution(*, by: Person, at: datetime, contribution: Contribution) -> Contribution:
    """Takes a submitted contribution back to the desk, before anyone cleared it."""
    locked, who = _take_up(by, contribution)
    permissions.may_submit(who, locked)
    policies.can_make_the_move(locked, "withdraw")
    return _move(by, at, locked, "withdraw")


@transaction.atomic
def clear_contribution(*, by: Person, at: datetime, contribution: Contribution) -> Contribution:
    """Lets a contribution leave the department, by its clearing officer."""
    locked, who = _take_up(by, contribution)
    permissions.may_clear(who, locked)
    policies.can_make_the_move(locked, "clear")
    return _move(by, at, locked, "clear")


@transaction.atomic
def send_back_contribution(
    *, by: Person, at: datetime, contribution: Contribution, note: str
) -> Contribution:
    """Gives the pen back to the department, with a note that says what should be changed."""
    locked, who = _take_up(by, contribution)
    permissions.may_send_back(who, locked)
    policies.can_make_the_move(locked, "send_back")
    policies.is_on_this_persons_desk(who, locked)
    policies.note_is_given(note)
    return _move(by, at, locked, "send_back", note.strip())


@transaction.atomic
def accept_contribution(*, by: Person, at: datetime, contribution: Contribution) -> Contribution:
    """Takes a contribution into the report that is being prepared, by a coordinator."""
    locked, who = _take_up(by, contribution)
    permissions.may_accept(who, locked)
    policies.can_make_the_move(locked, "accept")
    policies.has_left_the_department(locked)
    return _move(by, at, locked, "accept")


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


def _take_up(by: Person, contribution: Contribution) -> tuple[Contribution, Standing]:
    """The contribution as it stands now, held until the move is done, and who moves it."""
    rows = Contribution.objects.select_for_update(of=("self",))
    locked = rows.select_related("period__plan", "provision__plan", "body").get(pk=contribution.pk)
    return locked, standing(by, locked.plan)


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


def _move(
    by: Person, at: datetime, contribution: Contribution, verb: str, note: str = "", **facts: str
) -> Contribution:
    """Moves along the table, and writes the turn (with facts that go with it) and the event."""
    contribution.status = transition(verb).target
    contribution.save()
    turn = Turn.objects.create(
        contribution=contribution,
        verb=verb,
        status=contribution.status,
        version=contribution.version,
        note=note,
        facts=facts,
        at=at,
        by=by,
    )
    tell_of_turn(by, at, contribution, turn)
    record(
        by=by,
        at=at,
        verb=f"{verb}_contribution",
        object=f"contribution:{contribution.pk}",
        body=contribution.body.code,
        version=contribution.version,
    )
    return contribution
