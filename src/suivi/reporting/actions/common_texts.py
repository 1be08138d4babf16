"""How do coordinators write the common text of a line, without losing each other's words?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from suivi.audit.actions import record
from suivi.people.models import Person
from suivi.plans.models import Period, Provision
from suivi.plans.standing import standing
from suivi.reporting import common_texts as rules
from suivi.reporting import permissions
from suivi.reporting.merging import merge_paragraphs
from suivi.reporting.models import CommonText, CommonTextAside, CommonTextVersion, Contribution

State = CommonText.State


@dataclass(frozen=True)
class TypedText:
    """What a page sends to be kept, and from where it comes (see `drafts.Typed`)."""

    text: str
    language: str
    base: int
    window: str = ""
    moment: int = 0


@dataclass(frozen=True)
class SavedText:
    """What became of a save.

    `stands_twice` where two changed the same words and both stand; `is_kept_aside` where somebody
    saved meanwhile and nothing was joined yet.
    """

    common: CommonText
    was_joined: bool = False
    stands_twice: bool = False
    is_kept_aside: bool = False


@dataclass(frozen=True)
class Taken:
    """A paragraph that is copied from a contribution."""

    contribution: Contribution
    words: str

    def as_fact(self) -> dict[str, Any]:
        """As a version keeps it."""
        return {
            "body": self.contribution.body.code,
            "contribution": self.contribution.pk,
            "version": self.contribution.submitted_version,
            "words": self.words,
        }


@transaction.atomic
def save_common_text(
    *,
    by: Person,
    at: datetime,
    line: Provision,
    period: Period,
    typed: TypedText,
    take: Taken | None = None,
    join: bool = True,
) -> SavedText:
    """Keeps the text as typed, as its next version; `take` copies a paragraph to its end.

    If somebody saved meanwhile, the two are joined; where both changed the same words, both stand
    one after the other, and a person decides. Without `join` the text is kept aside instead.
    """
    permissions.may_coordinate(standing(by, period.plan))
    rules.can_be_written(line, period)
    common = _locked(by, at, line, period)
    rules.is_a_draft(common)
    newest = common.versions.filter(number=common.version).first()
    text, clean, joined = _joined(common, typed, newest)
    if joined and not join:
        return _set_aside(by, at, common, typed)
    common.asides.filter(person=by, window=typed.window).delete()
    taken = list(newest.taken) if newest else []
    if take is not None:
        text = f"{text.rstrip()}\n\n{take.words}".strip()
        taken.append(take.as_fact())
    rules.text_fits(text)
    if newest is None or (text, typed.language) != (newest.text, newest.language):
        _keep(by, at, common, replace(typed, text=text), taken)
        _tell(by, at, common, "save_common_text")
    return SavedText(common, was_joined=joined, stands_twice=not clean)


def _joined(
    common: CommonText, typed: TypedText, newest: CommonTextVersion | None
) -> tuple[str, bool, bool]:
    """The text to keep, whether no two changes touched, and whether another's was joined in."""
    if newest is None or typed.base == common.version:
        return typed.text, True, False
    if typed.window and typed.window == newest.window and typed.moment:
        is_old = typed.moment <= newest.moment
        return (newest.text if is_old else typed.text), True, False
    began = common.versions.filter(number=typed.base).first()
    text, clean = merge_paragraphs(began.text if began else "", typed.text, newest.text)
    return text, clean, True


def _set_aside(by: Person, at: datetime, common: CommonText, typed: TypedText) -> SavedText:
    CommonTextAside.objects.update_or_create(
        common=common,
        person=by,
        window=typed.window,
        defaults={"text": typed.text, "base": typed.base, "kept_at": at},
    )
    _tell(by, at, common, "keep_common_text_aside")
    return SavedText(common, is_kept_aside=True)


@transaction.atomic
def join_common_text(*, by: Person, at: datetime, aside: CommonTextAside) -> SavedText:
    """Joins what somebody typed, and could not save, with the text as it is now."""
    assert aside.person_id == by.pk
    common = aside.common
    typed = TypedText(aside.text, common.language, aside.base)
    saved = save_common_text(by=by, at=at, line=common.provision, period=common.period, typed=typed)
    aside.delete()
    return saved


@transaction.atomic
def make_common_text_ready(*, by: Person, at: datetime, common: CommonText) -> CommonText:
    """The text stands in the report from now on, made from what the bodies say now."""
    permissions.may_coordinate(standing(by, common.period.plan))
    rules.can_be_written(common.provision, common.period)
    rules.is_a_draft(common)
    rules.something_is_written(common)
    common.state, common.ready_at, common.ready_by = State.READY, at, by
    common.parts = rules.parts_now(common.provision, common.period)
    _turn(by, at, common, "make_common_text_ready")
    return common


@transaction.atomic
def take_back_common_text(*, by: Person, at: datetime, common: CommonText) -> CommonText:
    """It is written on: until it is ready again the bodies' own texts stand alone."""
    permissions.may_coordinate(standing(by, common.period.plan))
    rules.can_be_written(common.provision, common.period)
    rules.is_ready(common)
    common.state, common.ready_at, common.ready_by = State.DRAFT, None, None
    _turn(by, at, common, "take_back_common_text")
    return common


@transaction.atomic
def note_changes_read(
    *, by: Person, at: datetime, common: CommonText, parts: Mapping[str, int]
) -> CommonText:
    """The changes of the bodies, up to the versions that were shown, need no attention any more."""
    permissions.may_coordinate(standing(by, common.period.plan))
    rules.can_be_written(common.provision, common.period)
    now = rules.parts_now(common.provision, common.period)
    shown = {pk: min(version, now[pk]) for pk, version in parts.items() if pk in now}
    common.parts = {**common.parts, **shown}
    common.save(update_fields=["parts"])
    _tell(by, at, common, "read_changes_of_common_text")
    return common


def _locked(by: Person, at: datetime, line: Provision, period: Period) -> CommonText:
    """The text as it stands now, held until the save is done; begun where there is none."""
    begun: dict[str, Any] = {
        "parts": rules.parts_now(line, period),
        "changed_at": at,
        "changed_by": by,
    }
    CommonText.objects.get_or_create(provision=line, period=period, defaults=begun)
    rows = CommonText.objects.select_for_update(of=("self",))
    return rows.select_related("provision", "period__plan").get(provision=line, period=period)


def _keep(
    by: Person, at: datetime, common: CommonText, typed: TypedText, taken: list[dict[str, Any]]
) -> None:
    common.version += 1
    common.text, common.language = typed.text, typed.language
    common.changed_at, common.changed_by = at, by
    common.save()
    CommonTextVersion.objects.create(
        common=common,
        number=common.version,
        text=typed.text,
        language=typed.language,
        state=common.state,
        taken=taken,
        window=typed.window,
        moment=typed.moment,
        saved_at=at,
        saved_by=by,
    )


def _turn(by: Person, at: datetime, common: CommonText, verb: str) -> None:
    """A change of state is a version too: one sees who made it ready, and when."""
    newest = common.versions.filter(number=common.version).first()
    typed = TypedText(common.text, common.language, common.version)
    _keep(by, at, common, typed, list(newest.taken) if newest else [])
    _tell(by, at, common, verb)


def _tell(by: Person, at: datetime, common: CommonText, verb: str) -> None:
    record(
        by=by,
        at=at,
        verb=verb,
        object=f"common-text:{common.pk}",
        line=common.provision.code,
        version=common.version,
    )
