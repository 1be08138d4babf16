"""Which reports are there, what is missing before one is published, which files are made?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from suivi.audit.models import Event
from suivi.errors import Refused
from suivi.indicators.arithmetic import gives_away
from suivi.indicators.models import Value
from suivi.indicators.queries import figure_of
from suivi.languages import names
from suivi.languages.wording import CODES
from suivi.people.models import Body, Person
from suivi.plans.models import Period, Plan
from suivi.publications.models import Report, ReportFile, TextsKeptAside
from suivi.publications.reading.labels import LABELS
from suivi.publications.snapshot import sha256_of
from suivi.reporting.models import Contribution
from suivi.reporting.states import Status

Visitor = Person | AnonymousUser
_TELLABLE: Final = (Status.ACCEPTED, Status.PUBLISHED)
# The order for a PDF, and where it stands while it will still be made.
_ORDER: Final = "suivi.publications.tasks.render_report"
_UNDER_WAY: Final = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


@dataclass(frozen=True)
class Missing:
    """One thing that is missing or doubtful, where to see to it, and whether it blocks."""

    sentence: str
    href: str
    blocks: bool = False


@dataclass(frozen=True)
class FileState:
    """The PDF in one language: made, being made, or not made because something failed."""

    language: str
    href: str
    size: int
    is_under_way: bool = False

    @property
    def name(self) -> str:
        """The language's own name."""
        return dict(settings.LANGUAGES)[self.language]

    @property
    def is_made(self) -> bool:
        """Whether it can be downloaded."""
        return self.size > 0

    @property
    def word(self) -> str:
        """How far it is, while it cannot be downloaded."""
        return _("being made") if self.is_under_way else _("could not be made")


def public_reports(visitor: Visitor) -> list[Report]:
    """The published reports on plans that the visitor sees, the newest first."""
    return reports_on(list(Plan.objects.visible_to(visitor).newest_first()))


def reports_on(plans: Sequence[Plan], most: int | None = None) -> list[Report]:
    """The published reports on these plans, the newest first, as lists name them: one query."""
    known = {plan.pk: plan for plan in plans}
    rows = Report.objects.published().filter(plan__in=plans).newest_first().named_only()
    found = list(rows.select_related("period")[:most])
    for each in found:
        each.plan = known[each.plan_id]
    return found


def report_marks(visitor: Visitor) -> tuple[object, ...]:
    """What differs as soon as a report is published or a plan is loaded: two small queries."""
    plans = Plan.objects.visible_to(visitor)
    reports = Report.objects.published().filter(plan__in=plans)
    counted = reports.aggregate(Count("pk"), Max("published_at"))
    loaded = plans.order_by("pk").values_list("pk", "slug", "revision")
    return tuple(loaded), tuple(counted.values())


def public_report(visitor: Visitor, plan: str, year: int) -> Report:
    """A published report; Http404 when there is none that the visitor sees.

    Its long snapshot is fetched only if it is asked for.
    """
    plans = Plan.objects.visible_to(visitor)
    found = Report.objects.published().named_only().select_related("plan", "period")
    return get_object_or_404(found, plan__in=plans, plan__slug=plan, period__year=year)


def frozen_text(report: Report) -> str:
    """What a published report says, as it was frozen; Refused when it was changed since."""
    kept = Report.objects.values_list("snapshot", "snapshot_sha256")
    text, fingerprint = kept.get(pk=report.pk)
    if sha256_of(text) != fingerprint:
        raise Refused(
            _(
                "This report was changed after it was published, so it is not shown. Whoever "
                "looks after the installation can restore it from a backup."
            )
        )
    return text


def changed_reports() -> Iterator[str]:
    """One sentence for every report that is no longer what the events say was published."""
    published = Event.objects.filter(verb="publish_report", outcome="done")
    told = {event.object: event.facts.get("sha256") for event in published.order_by("number")}
    reports = Report.objects.published().select_related("plan", "period").order_by("pk")
    for report in reports.iterator(chunk_size=10):
        name = f"report:{report.plan.slug}/{report.period.year}"
        recorded = told.pop(name, None)
        if recorded is None:
            yield f"There is no event of the publishing of {name}."
        elif not sha256_of(report.snapshot) == report.snapshot_sha256 == recorded:
            yield f"The content of {name} was changed after it was published."
    for name in told:
        yield f"{name} was published and is there no more."


def reported_period(slug: str, year: int) -> Period:
    """The period of a plan; Http404 when there is none."""
    found = Period.objects.select_related("plan")
    return get_object_or_404(found, plan__slug=slug, year=year)


def report_on(period: Period) -> Report | None:
    """The report on a period, if somebody has begun it."""
    return Report.objects.filter(period=period).select_related("plan", "period").first()


def report_or_blank(period: Period) -> Report:
    """The report on a period; one that is not saved yet when nobody has begun it."""
    published = Report.objects.published().filter(plan=period.plan)
    return report_on(period) or Report(
        plan=period.plan, period=period, number=published.count() + 1
    )


def made_file(report: Report, language: str) -> ReportFile | None:
    """The PDF of a report in one language, if it is made."""
    found = ReportFile.objects.filter(report=report, format=ReportFile.Format.PDF)
    return found.filter(language=language).select_related("file").first()


def file_states(report: Report) -> list[FileState]:
    """The PDFs of a published report, language by language."""
    found = report.files.filter(format=ReportFile.Format.PDF).select_related("file")
    sizes = {each.language: each.file.size for each in found}
    coming = set() if len(sizes) == len(CODES) else under_way(report)
    return [
        FileState(code, _pdf_address(report, code), sizes.get(code, 0), code in coming)
        for code in CODES
    ]


def under_way(report: Report) -> set[str]:
    """The languages in which a PDF is ordered and was neither made nor given up."""
    orders = DBTaskResult.objects.filter(task_path=_ORDER, status__in=_UNDER_WAY)
    waiting = orders.filter(args_kwargs__args__0=report.pk)
    return {str(each["args"][1]) for each in waiting.values_list("args_kwargs", flat=True)}


def _pdf_address(report: Report, language: str) -> str:
    """The PDF's address: its language is that of the address."""
    with override(language):
        return reverse("report-pdf", args=[report.plan.slug, report.period.year])


def texts_kept_aside(report: Report, person: Person) -> TextsKeptAside | None:
    """What this person typed last and could not save, because another had saved."""
    if report.pk is None:
        return None
    return report.kept_aside.filter(person=person).order_by("-kept_at", "-pk").first()


def missing(report: Report) -> list[Missing]:
    """What is missing before the report is published: what blocks comes first."""
    found = [*_texts(report), *_contributions(report), *_given_away(report)]
    return sorted(found, key=lambda one: not one.blocks)


def _texts(report: Report) -> Iterator[Missing]:
    """Texts not written: in the report's own language they block, in the others they are named."""
    for name in ("introduction", "achievements"):
        texts = getattr(report, name).texts
        empty = [code for code in CODES if not texts.get(code, "").strip()]
        own = [code for code in empty if code == report.language]
        for codes in (own, [code for code in empty if code not in own]):
            if codes:
                sentence = _("%(text)s: not written in %(languages)s.") % {
                    "text": LABELS[name],
                    "languages": names.any_of(codes),
                }
                yield Missing(sentence, f"#id_{name}_{codes[0]}", blocks=codes == own)


def _contributions(report: Report) -> Iterator[Missing]:
    """How many contributions of each body are not accepted, and in which states they are."""
    period = report.period
    open_ones = Contribution.objects.of_period(period).exclude(status__in=_TELLABLE).order_by()
    counts: dict[int, dict[str, int]] = {}
    rows = open_ones.values_list("body", "status").annotate(Count("pk"))
    for body, status, count in rows.order_by("body__position", "body", "status"):
        counts.setdefault(body, {})[status] = count
    bodies = Body.objects.in_bulk(counts)
    href = reverse("board", args=[period.plan.slug, period.year])
    for body, states in counts.items():
        yield Missing(_waiting(bodies[body], states), f"{href}?body={bodies[body].code}")
    if not Contribution.objects.of_period(period).filter(status__in=_TELLABLE).exists():
        yield Missing(_("No contribution on this year is accepted yet."), href, blocks=True)


def _waiting(body: Body, states: dict[str, int]) -> str:
    """ "Defence: 3 contributions are not accepted (1 submitted, 2 draft)."."""
    sentence = ngettext(
        "%(body)s: %(count)d contribution is not accepted (%(states)s).",
        "%(body)s: %(count)d contributions are not accepted (%(states)s).",
        sum(states.values()),
    )
    said = [f"{count} {Status(status).label}" for status, count in states.items()]
    facts = {"body": str(body), "count": sum(states.values()), "states": ", ".join(said)}
    return sentence % facts


def _given_away(report: Report) -> Iterator[Missing]:
    """Confidential figures that the whole and the other parts give away."""
    values = Value.objects.filter(period=report.period).in_order()
    found: dict[tuple[int, int], list[Value]] = {}
    for value in values.select_related("body", "measure__instrument__provision"):
        found.setdefault((value.measure_id, value.body_id), []).append(value)
    for group in found.values():
        whole = next((figure_of(one) for one in group if not one.category_key), None)
        parts = [figure_of(one) for one in group if one.category_key]
        if gives_away(whole, parts):
            yield _doubtful(report, group[0])


def _doubtful(report: Report, value: Value) -> Missing:
    line, body = value.measure.instrument.provision.code, value.body
    sentence = _(
        "Line %(line)s, %(body)s: the figure that cannot be disclosed follows from the total and "
        "the other figures. Leave out one more, or the total."
    ) % {"line": line, "body": str(body)}
    plan, year = report.plan.slug, report.period.year
    return Missing(sentence, reverse("contribution", args=[plan, year, line, body.code]))
