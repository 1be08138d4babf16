"""How is what somebody types kept, when others type too?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from suivi.audit.actions import record
from suivi.errors import leave
from suivi.people.models import Person
from suivi.plans.standing import standing
from suivi.reporting import permissions, policies
from suivi.reporting.answers import Question
from suivi.reporting.answers import question as question_of
from suivi.reporting.doubts import with_marks, without_marks
from suivi.reporting.merging import Merged, merge
from suivi.reporting.models import Contribution, DraftVersion, KeptAside


@dataclass(frozen=True)
class Typed:
    """What a page sends to be kept: its answers, and from where they come.

    `base` is the version the page began from; `window` tells this page from others of the same
    person, `moment` orders what it sends by its own clock (0 where it has none).
    """

    answers: Mapping[str, str]
    base: int
    window: str = ""
    moment: int = 0


@dataclass(frozen=True)
class Saved:
    """What became of a save: the version it made, whether another's work was joined in.

    When both changed the same words, or the contribution has left the desk, `is_kept_aside` says
    that nothing was overwritten and nothing lost: the text waits until a person joins the two.
    """

    version: int
    was_joined: bool = False
    is_kept_aside: bool = False


@transaction.atomic
def save_draft(
    *, by: Person, at: datetime, contribution: Contribution, typed: Typed, join: bool = True
) -> Saved:
    """Keeps the answers as typed, as the next version of the draft.

    If somebody saved meanwhile, the two are joined where they do not touch (`join`), else the
    answers are kept aside. Raises Refused when the person does not write here.
    """
    locked = _locked(contribution)
    permissions.may_write(standing(by, locked.plan), locked)
    newest = _newest(locked)
    current = dict(newest.answers) if newest else {}
    if not leave(lambda: policies.can_be_written(locked)):
        policies.something_would_be_lost(locked, typed.answers, without_marks(current))
        return _set_aside(by, at, locked, typed)
    if newest and typed.window and typed.window == newest.window and typed.moment:
        return _go_on(by, at, locked, typed, newest)
    # The same words, sent again by another page, are no quarrel.
    if typed.base == locked.version or with_marks(typed.answers, current) == current:
        return _kept(by, at, locked, typed, current)
    if not join:
        return _set_aside(by, at, locked, typed)
    prose = question_of(locked.provision).prose_names()
    began = without_marks(answers_at(locked, typed.base))
    merged = merge(began, without_marks(typed.answers), without_marks(current), prose)
    if merged.quarrels:
        return _set_aside(by, at, locked, typed)
    joined = replace(typed, answers=merged.answers)
    return replace(_kept(by, at, locked, joined, current), was_joined=True)


def _go_on(
    by: Person, at: datetime, contribution: Contribution, typed: Typed, newest: DraftVersion
) -> Saved:
    """The same page saves again: the later moment stands, whatever the order of arrival."""
    if typed.moment <= newest.moment:
        return Saved(contribution.version)
    return _kept(by, at, contribution, typed, newest.answers)


@transaction.atomic
def join_drafts(
    *, by: Person, at: datetime, contribution: Contribution, aside: KeptAside, typed: Typed
) -> Saved:
    """Saves what a person joined from two versions, in the place of the text kept aside.

    If somebody saved once more in the same words, what was joined is kept aside instead. `typed`
    comes from a window of its own: nothing else that is kept aside may give way to it.
    """
    policies.can_be_written(contribution)
    saved = save_draft(by=by, at=at, contribution=contribution, typed=typed)
    aside.delete()
    return saved


@transaction.atomic
def take_up_aside(*, by: Person, at: datetime, aside: KeptAside) -> KeptAside:
    """What somebody who has left kept aside becomes a colleague's, who joins it or lets it go."""
    locked = _locked(aside.contribution)
    permissions.may_write(standing(by, locked.plan), locked)
    policies.nobody_waits_for_it(aside)
    leaver, aside.person = aside.person_id, by
    aside.window = f"taken-{aside.pk}"  # it is no longer the text of a page that is open
    aside.save(update_fields=["person", "window"])
    _tell(by, at, locked, "take_up_aside", leaver=leaver)
    return aside


def _newest(contribution: Contribution) -> DraftVersion | None:
    return contribution.draft_versions.filter(number=contribution.version).first()


def answers_at(contribution: Contribution, version: int) -> dict[str, str]:
    """The answers as typed in that version; none before the first."""
    draft = contribution.draft_versions.filter(number=version).first()
    return dict(draft.answers) if draft else {}


def quarrel_over(contribution: Contribution, aside: KeptAside, asked: Question) -> Merged:
    """What a person kept aside, joined with the newest version as far as it goes."""
    return merge(
        without_marks(answers_at(contribution, aside.base)),
        without_marks(aside.answers),
        without_marks(answers_at(contribution, contribution.version)),
        asked.prose_names(),
    )


def _locked(contribution: Contribution) -> Contribution:
    """The contribution as it stands now, held until the save is done."""
    rows = Contribution.objects.select_for_update(of=("self",))
    return rows.select_related("period__plan", "provision__plan", "body").get(pk=contribution.pk)


def _kept(
    by: Person, at: datetime, contribution: Contribution, typed: Typed, current: Mapping[str, str]
) -> Saved:
    answers = with_marks(typed.answers, current)
    if answers == dict(current) and contribution.version:
        return Saved(contribution.version)
    contribution.version += 1
    contribution.changed_at, contribution.changed_by = at, by
    contribution.save(update_fields=["version", "changed_at", "changed_by"])
    DraftVersion.objects.create(
        contribution=contribution,
        number=contribution.version,
        answers=answers,
        window=typed.window,
        moment=typed.moment,
        saved_at=at,
        saved_by=by,
    )
    _tell(by, at, contribution, "save_draft")
    return Saved(contribution.version)


def _set_aside(by: Person, at: datetime, contribution: Contribution, typed: Typed) -> Saved:
    KeptAside.objects.update_or_create(
        contribution=contribution,
        person=by,
        window=typed.window,
        defaults={"answers": dict(typed.answers), "base": typed.base, "kept_at": at},
    )
    _tell(by, at, contribution, "keep_aside", base=typed.base)
    return Saved(contribution.version, is_kept_aside=True)


def _tell(by: Person, at: datetime, contribution: Contribution, verb: str, **facts: Any) -> None:
    record(
        by=by,
        at=at,
        verb=verb,
        object=f"contribution:{contribution.pk}",
        body=contribution.body.code,
        version=contribution.version,
        **facts,
    )
