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
from suivi.publications.models import Audience, Report, ReportVersion


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


@transaction.atomic
def write_report_texts(
    *,
    by: Person,
    at: datetime,
    period: Period,
    texts: Mapping[str, ReportTexts],
    version: int = 0,
    language: str = "",
) -> Report:
    """Saves introduction and main achievements in the languages given; others stay as they are.

    `version` is the one that was read before writing (0: there was none); a newer one raises
    StaleTexts. The first save fixes the report's own `language`. Every save is kept.
    """
    permissions.may_report(standing(by, period.plan))
    policies.period_is_told(period)
    report = _report_on(period, by, language or next(iter(texts), "en"))
    policies.is_not_frozen(report)
    if report.version != version:
        raise StaleTexts(report, texts)
    _write(report, texts)
    report.version, report.changed_at, report.changed_by = version + 1, at, by
    report.save()
    ReportVersion.objects.create(
        report=report,
        number=report.version,
        texts=texts_of(report),
        saved_at=at,
        saved_by=by,
    )
    record_report(by, at, "write_report_texts", report, version=report.version)
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
