"""How is what somebody types kept, when others type too?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from suivi.audit.actions import record
from suivi.people.models import Person
from suivi.plans.standing import standing
from suivi.reporting import permissions, policies
from suivi.reporting.answers import Question
from suivi.reporting.answers import question as question_of
from suivi.reporting.merging import Merged, merge
from suivi.reporting.models import Contribution, DraftVersion, KeptAside


@dataclass(frozen=True)
class Saved:
    """What became of a save: the version it made, whether another's work was joined in.

    When both changed the same words, `is_kept_aside` says that nothing was overwritten: the text
    waits beside the newer version until a person joins the two.
    """

    version: int
    was_joined: bool = False
    is_kept_aside: bool = False


@transaction.atomic
def save_draft(
    *,
    by: Person,
    at: datetime,
    contribution: Contribution,
    answers: Mapping[str, str],
    base: int,
    join: bool = True,
) -> Saved:
    """Keeps the answers as typed, as the next version of the draft.

    `base` is the version the person began from. If somebody saved meanwhile, the two are joined
    where they do not touch (`join`), else the answers are kept aside. Raises Refused when the
    person may not write, or not now.
    """
    locked = _locked(contribution)
    permissions.may_write(standing(by, locked.plan), locked)
    policies.can_be_written(locked)
    question = question_of(locked.provision)
    current = answers_at(locked, locked.version)
    if base == locked.version:
        return _kept(by, at, locked, answers, current, was_joined=False)
    if not join:
        return _set_aside(by, at, locked, answers, base)
    merged = merge(answers_at(locked, base), answers, current, question.prose_names())
    if merged.quarrels:
        return _set_aside(by, at, locked, answers, base)
    return _kept(by, at, locked, merged.answers, current, was_joined=True)


@transaction.atomic
def join_drafts(
    *, by: Person, at: datetime, contribution: Contribution, answers: Mapping[str, str], base: int
) -> Saved:
    """Saves what a person joined from two versions, and lets go of the text kept aside."""
    saved = save_draft(by=by, at=at, contribution=contribution, answers=answers, base=base)
    if not saved.is_kept_aside:
        KeptAside.objects.filter(contribution=contribution, person=by).delete()
    return saved


def answers_at(contribution: Contribution, version: int) -> dict[str, str]:
    """The answers as typed in that version; none before the first."""
    draft = contribution.draft_versions.filter(number=version).first()
    return dict(draft.answers) if draft else {}


def quarrel_over(contribution: Contribution, aside: KeptAside, asked: Question) -> Merged:
    """What a person kept aside, joined with the newest version as far as it goes."""
    return merge(
        answers_at(contribution, aside.base),
        aside.answers,
        answers_at(contribution, contribution.version),
        asked.prose_names(),
    )


def _locked(contribution: Contribution) -> Contribution:
    """The contribution as it stands now, held until the save is done."""
    rows = Contribution.objects.select_for_update(of=("self",))
    return rows.select_related("period__plan", "provision__plan", "body").get(pk=contribution.pk)


def _kept(
    by: Person,
    at: datetime,
    contribution: Contribution,
    answers: Mapping[str, str],
    current: Mapping[str, str],
    *,
    was_joined: bool,
) -> Saved:
    if dict(answers) == dict(current) and contribution.version:
        return Saved(contribution.version, was_joined)
    contribution.version += 1
    contribution.changed_at, contribution.changed_by = at, by
    contribution.save(update_fields=["version", "changed_at", "changed_by"])
    DraftVersion.objects.create(
        contribution=contribution,
        number=contribution.version,
        answers=dict(answers),
        saved_at=at,
        saved_by=by,
    )
    _tell(by, at, contribution, "save_draft", joined=was_joined)
    return Saved(contribution.version, was_joined)


def _set_aside(
    by: Person, at: datetime, contribution: Contribution, answers: Mapping[str, str], base: int
) -> Saved:
    KeptAside.objects.update_or_create(
        contribution=contribution,
        person=by,
        defaults={"answers": dict(answers), "base": base, "kept_at": at},
    )
    _tell(by, at, contribution, "keep_aside", base=base)
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
