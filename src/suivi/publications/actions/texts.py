"""How are the report's own texts written, by several people, without losing a word?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from suivi.languages.wording import CODES, State, Wording
from suivi.people.models import Person
from suivi.plans.models import Period
from suivi.plans.standing import standing
from suivi.publications import permissions, policies
from suivi.publications.actions.events import record_report
from suivi.publications.models import Audience, Report, ReportVersion, TextsKeptAside


@dataclass(frozen=True)
class ReportTexts:
    """The report's own texts in one language."""

    introduction: str
    achievements: str


class StaleTexts(Exception):
    """Somebody saved the texts since they were opened here. Nothing was changed or lost.

    `report` holds what stands now, `mine` what was to be saved, by language.
    """

    def __init__(self, report: Report, mine: Mapping[str, ReportTexts]) -> None:
        super().__init__(f"report {report.pk} version {report.version}")
        self.report = report
        self.mine = mine


@dataclass(frozen=True)
class Page:
    """The page on which texts are typed: which window, and its own clock at this save."""

    window: str = ""
    moment: int = 0


@transaction.atomic
def write_report_texts(
    *,
    by: Person,
    at: datetime,
    period: Period,
    texts: Mapping[str, ReportTexts],
    version: int = 0,
    language: str = "",
    page: Page = Page(),
) -> Report:
    """Saves introduction and main achievements in the languages given; others stay as they are.

    `version` is the one that was read before writing (0: there was none); a newer one raises
    StaleTexts, unless the same page made it: then the later moment stands. The first save fixes the
    report's own `language`. Every save is kept.
    """
    permissions.may_report(standing(by, period.plan))
    policies.period_is_told(period)
    report = _report_on(period, by, language or next(iter(texts), "en"))
    policies.is_not_frozen(report)
    newest = report.versions.filter(number=report.version).first()
    is_same_page = bool(newest and page.window and newest.window == page.window)
    if report.version != version and not is_same_page:
        raise StaleTexts(report, texts)
    if newest and is_same_page and page.moment < newest.moment:
        return report
    _write(report, texts)
    if newest and newest.texts == texts_of(report):
        return report
    report.version, report.changed_at, report.changed_by = report.version + 1, at, by
    report.save()
    ReportVersion.objects.create(
        report=report,
        number=report.version,
        texts=texts_of(report),
        window=page.window,
        moment=page.moment,
        saved_at=at,
        saved_by=by,
    )
    record_report(by, at, "write_report_texts", report, version=report.version)
    return report


@transaction.atomic
def keep_texts_aside(
    *, by: Person, at: datetime, period: Period, texts: Mapping[str, ReportTexts], window: str
) -> TextsKeptAside:
    """Keeps what somebody typed after another had saved, until that person joins the two."""
    permissions.may_report(standing(by, period.plan))
    report = _report_on(period, by, next(iter(texts), "en"))
    policies.is_not_frozen(report)
    new = {code: _unified(each) for code, each in texts.items()}
    typed = {
        **{f"introduction:{code}": each.introduction for code, each in new.items()},
        **{f"achievements:{code}": each.achievements for code, each in new.items()},
    }
    kept, _made = TextsKeptAside.objects.update_or_create(
        report=report, person=by, window=window, defaults={"texts": typed, "kept_at": at}
    )
    record_report(by, at, "keep_report_texts_aside", report, version=report.version)
    return kept


@transaction.atomic
def join_report_texts(
    *,
    by: Person,
    at: datetime,
    period: Period,
    texts: Mapping[str, ReportTexts],
    version: int,
    aside: int,
    page: Page,
) -> Report:
    """Saves what a person made of two texts, in the place of the one kept aside for them."""
    report = write_report_texts(
        by=by, at=at, period=period, texts=texts, version=version, page=page
    )
    TextsKeptAside.objects.filter(report=report, person=by, pk=aside).delete()
    return report


def texts_of(report: Report) -> dict[str, str]:
    """The report's own texts, flat: "introduction:fr" → text."""
    fields = {"introduction": report.introduction, "achievements": report.achievements}
    return {
        f"{name}:{code}": text
        for name, wording in fields.items()
        for code, text in wording.texts.items()
    }


def _report_on(period: Period, by: Person, language: str) -> Report:
    """The report on a period, made when nobody has begun it; held until the save is done."""
    report, _created = Report.objects.select_for_update(of=("self",)).get_or_create(
        period=period,
        audience=Audience.PARLIAMENT,
        defaults={
            "plan": period.plan,
            "language": language,
            "number": _next_number(period),
            "is_sample": by.is_sample or period.plan.is_sample,
        },
    )
    return report


def _next_number(period: Period) -> int:
    """The number the report will have if it is published next."""
    return Report.objects.published().filter(plan=period.plan).count() + 1


def _write(report: Report, texts: Mapping[str, ReportTexts]) -> None:
    assert set(texts) <= set(CODES), "Texts are given by language."
    new = {code: _unified(each) for code, each in texts.items()}
    report.introduction = _with(
        report.introduction, {code: each.introduction for code, each in new.items()}
    )
    report.achievements = _with(
        report.achievements, {code: each.achievements for code, each in new.items()}
    )


def _unified(texts: ReportTexts) -> ReportTexts:
    """Line ends as one character, as browsers send two."""
    return ReportTexts(
        texts.introduction.replace("\r\n", "\n").strip(),
        texts.achievements.replace("\r\n", "\n").strip(),
    )


def _with(wording: Wording, new: Mapping[str, str]) -> Wording:
    states: dict[str, State] = dict(wording.states)
    return Wording({**wording.texts, **new}, states)
