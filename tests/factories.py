"""How does a test get a record in the state it needs? Plain functions, facts by keyword.

Each makes exactly one noun with facts that are valid on their own; a test names the facts it is
about. Nothing here obeys the rules of who and when: that is what tests are for.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any, Final

from suivi.activities.actions import keep_words
from suivi.activities.fragile.models import FragileEdition
from suivi.activities.iati.models import IatiImport
from suivi.activities.models import Activity, Evidence
from suivi.files.actions import store_made
from suivi.indicators.models import Crosswalk, Edition, Framework, FrameworkIndicator, Value
from suivi.languages.wording import CODES, Wording
from suivi.people.models import Body, Person
from suivi.plans.models import (
    Definition,
    Instrument,
    Level,
    Measure,
    Membership,
    Period,
    Plan,
    Provision,
    Responsibility,
    Role,
    ScaleStep,
)
from suivi.publications.models import Report
from suivi.reporting.models import (
    ClearanceSeat,
    ClearanceStep,
    Contribution,
    DatedPromise,
    DraftVersion,
    PromiseAnswer,
)
from suivi.reporting.states import Status

NOON: Final = datetime(2015, 2, 2, 12, 0, tzinfo=UTC)
PASSWORD: Final = "a password long enough"
_numbers = count(1)

# The scale of a plan, lowest rank last: code, sign, name, rank.
SCALE: Final = (
    ("done", "✓", "Done", 5),
    ("on_track", "↗", "On track", 4),
    ("in_progress", "◑", "In progress", 3),
    ("not_started", "○", "Not started", 2),
    ("delayed", "!", "Delayed", 1),
    ("dropped", "×", "Dropped", 0),
)


def worded(text: str) -> Wording:
    """The same text in four languages, each marked with its language but English."""
    return Wording({code: text if code == "en" else f"{text} ({code})" for code in CODES})


def columns(name: str, text: str) -> dict[str, str]:
    """A translated field as keyword arguments of its columns."""
    return {f"{name}_{code}": said for code, said in worded(text).texts.items()}


def make_body(code: str = "", *, name: str = "", parent: Body | None = None, **facts: Any) -> Body:
    """A department."""
    number = next(_numbers)
    code = code or f"body-{number}"
    name = name or code.replace("-", " ").capitalize()
    return Body.objects.create(
        code=code,
        parent=parent,
        **{"position": number, **columns("name", name), **columns("short_name", name), **facts},
    )


def make_person(name: str = "Somebody", *, email: str = "", **facts: Any) -> Person:
    """Someone who signs in with PASSWORD."""
    email = email or f"person-{next(_numbers)}@example.org"
    return Person.objects.create_user(email, PASSWORD, name=name, **facts)


def make_plan(slug: str = "", *, levels: Sequence[str] = ("goal", "line"), **facts: Any) -> Plan:
    """A public plan for 2013–2016 with these levels and the scale, without provisions."""
    slug = slug or f"plan-{next(_numbers)}"
    plan = Plan.objects.create(
        slug=slug,
        **{
            **columns("title", f"Plan {slug}"),
            "country": "BE",
            "starts_on": date(2013, 1, 1),
            "ends_on": date(2016, 12, 31),
            "source_key": "sample",
            **facts,
        },
    )
    for depth, name in enumerate(levels):
        Level.objects.create(
            plan=plan,
            depth=depth,
            key=f"{name}s",
            **columns("name", name),
            **columns("plural", f"{name}s"),
        )
    for position, (code, sign, name, rank) in enumerate(SCALE):
        ScaleStep.objects.create(
            plan=plan,
            code=code,
            sign=sign,
            rank=rank,
            position=position,
            needs_reason=code == "dropped",
            **columns("name", name),
        )
    return plan


def make_provision(
    plan: Plan, code: str, *, parent: Provision | None = None, text: str = "", **facts: Any
) -> Provision:
    """A provision one level below `parent`, or of the highest level, after all others."""
    level = plan.levels.get(depth=parent.level.depth + 1 if parent else 0)
    return Provision.objects.create(
        plan=plan,
        level=level,
        parent=parent,
        code=code,
        **{
            "position": plan.provisions.count() + 1,
            **columns("text", text or f"Text of {code}"),
            **facts,
        },
    )


def make_instrument(provision: Provision, *, text: str = "", **facts: Any) -> Instrument:
    """The next monitoring instrument of a line."""
    position = provision.instruments.count() + 1
    return Instrument.objects.create(
        provision=provision,
        **{"position": position, **columns("text", text or f"Instrument {position}"), **facts},
    )


def make_measure(instrument: Instrument, kind: str = Measure.Kind.COUNT, **facts: Any) -> Measure:
    """The next measure of an instrument: a count, unless said otherwise."""
    position = instrument.measures.count() + 1
    return Measure.objects.create(
        instrument=instrument,
        kind=kind,
        **{"position": position, "total": Measure.Total.SUM, "unit": "people", **facts},
    )


def make_definition(measure: Measure, **facts: Any) -> Definition:
    """The next version of what a measure means, holding for all years unless said otherwise."""
    number = measure.definitions.count() + 1
    return Definition.objects.create(
        measure=measure, number=number, **{"reason": "" if number == 1 else "It changed.", **facts}
    )


def make_responsibility(provision: Provision, body: Body, **facts: Any) -> Responsibility:
    """The body answers for the line."""
    entry = provision.responsibilities.count() + 1
    return Responsibility.objects.create(
        provision=provision,
        body=body,
        **{
            "entry": entry,
            "role": "responsible",
            "printed": str(body.name.for_reader("en")),
            **facts,
        },
    )


def make_period(plan: Plan, year: int = 2014, *, is_open: bool = True, **facts: Any) -> Period:
    """A year on which the plan reports, open and due on 1 March of the next."""
    return Period.objects.create(
        plan=plan,
        year=year,
        **{
            "opens_on": date(year + 1, 1, 1),
            "due_on": date(year + 1, 3, 1),
            "closes_on": date(year + 1, 4, 1),
            "opened_at": datetime(year + 1, 1, 1, 9, 0, tzinfo=UTC) if is_open else None,
            **facts,
        },
    )


def make_membership(plan: Plan, person: Person, body: Body, role: Role) -> Membership:
    """The person has this role in the plan, for the body."""
    return Membership.objects.create(
        plan=plan, person=person, body=body, role=role, begun_on=date(2013, 1, 1)
    )


def make_contribution(
    provision: Provision,
    body: Body,
    period: Period,
    *,
    status: str = Status.DRAFT,
    progress: str = "",
    **facts: Any,
) -> Contribution:
    """What a body says about a line: in any status, with one saved version that tells the same."""
    account = str(facts.pop("account", f"What was done on {provision.code}."))
    step = provision.plan.scale.get(code=progress) if progress else None
    contribution = Contribution.objects.create(
        provision=provision,
        body=body,
        period=period,
        status=status,
        account=account,
        progress=step,
        **{
            "version": 1,
            "submitted_version": 0 if status == Status.DRAFT else 1,
            "changed_at": NOON,
            "delivered_at": None if status in {Status.DRAFT, Status.SENT_BACK} else NOON,
            **facts,
        },
    )
    DraftVersion.objects.create(
        contribution=contribution,
        number=1,
        answers={"account": account, "progress": progress},
        saved_at=NOON,
    )
    return contribution


def make_value(measure: Measure, body: Body, period: Period, **facts: Any) -> Value:
    """A figure; give `number`, `absence`, `text` or `state`."""
    category: dict[str, str] = facts.pop("category", {})
    return Value.objects.create(
        measure=measure,
        body=body,
        period=period,
        category=category,
        category_key=";".join(f"{code}={part}" for code, part in sorted(category.items())),
        **({"number": 1} if not facts.keys() & {"number", "absence", "text", "state"} else {}),
        **facts,
    )


def make_activity(
    body: Body,
    *,
    provisions: Sequence[Provision] = (),
    plans: Sequence[Plan] = (),
    title: str = "Training",
    **facts: Any,
) -> Activity:
    """A dated thing that was done, on these lines, or for these plans as a whole."""
    activity = Activity.objects.create(
        body=body,
        title=title,
        **{
            "kind": Activity.Kind.TRAINING,
            "started_on": date(2014, 5, 6),
            "entered_at": NOON,
            **facts,
        },
    )
    activity.provisions.set(provisions)
    activity.plans.set(plans)
    keep_words(activity=activity)
    return activity


def make_iati_import(body: Body, content: bytes = b"<iati-activities/>") -> IatiImport:
    """An IATI file of a body that waits to be read."""
    stored = store_made(
        by=None, at=NOON, name="projects.xml", media_type="application/xml", content=content
    )
    return IatiImport.objects.create(file=stored, body=body, received_at=NOON)


def make_fragile_edition(year: int, *codes: str, **facts: Any) -> FragileEdition:
    """An edition of the list of fragile contexts, in force from its year on."""
    edition = FragileEdition.objects.create(
        year=year, **{"first_year": year, "source": f"List {year}", "loaded_at": NOON, **facts}
    )
    for code in codes:
        edition.contexts.create(code=code, name=code, level="fragile")
    return edition


def make_link(activity: Activity, link: str = "https://example.org/report") -> Evidence:
    """Evidence by address."""
    return Evidence.objects.create(activity=activity, title="Report", link=link)


def make_report(period: Period, *, published: bool = False, **facts: Any) -> Report:
    """The report on a period; published, it has some snapshot (not one that can be rendered)."""
    frozen = {"published_at": NOON, "snapshot": "{}"} if published else {}
    return Report.objects.create(plan=period.plan, period=period, **{**frozen, **facts})


def make_edition(code: str = "", *, year: int = 2010, **facts: Any) -> Edition:
    """An edition of the framework of that code, which is made when it is not there."""
    number = next(_numbers)
    code = code or f"framework-{number}"
    named = {**columns("name", f"Indicators of {code}"), **columns("short_name", code.upper())}
    framework, _made = Framework.objects.get_or_create(
        code=code, defaults={"position": number, **named}
    )
    return Edition.objects.create(
        framework=framework, year=year, **{"source": f"Document {code} {year}", **facts}
    )


def make_indicator(edition: Edition, code: str = "", **facts: Any) -> FrameworkIndicator:
    """The next indicator of an edition; unconfirmed, unless said otherwise."""
    position = edition.indicators.count() + 1
    code = code or str(position)
    return FrameworkIndicator.objects.create(
        edition=edition,
        code=code,
        **{"position": position, **columns("text", f"Wording of {code}"), **facts},
    )


def make_pair(instrument: Instrument, indicator: FrameworkIndicator, **facts: Any) -> Crosswalk:
    """The instrument answers the indicator."""
    return Crosswalk.objects.create(
        instrument=instrument, indicator=indicator, **{"entered_at": NOON, **facts}
    )


def make_promise(contribution: Contribution, words: str = "", **facts: Any) -> DatedPromise:
    """The next promise of a contribution: for the year after the one it reports on."""
    number = contribution.promises.count() + 1
    return DatedPromise.objects.create(
        contribution=contribution,
        number=number,
        words=words or f"We will do {number}.",
        **{
            "language": "en",
            "due_year": contribution.period.year + 1,
            "given_at": NOON,
            "given_by": _anyone(),
            **facts,
        },
    )


def make_promise_answer(
    promise: DatedPromise, contribution: Contribution, verdict: str = "kept", **facts: Any
) -> PromiseAnswer:
    """What a contribution says of a promise: kept, unless said otherwise."""
    return PromiseAnswer.objects.create(
        promise=promise,
        contribution=contribution,
        verdict=verdict,
        **{
            "words": "It was done.",
            "language": "en",
            "due_year": contribution.period.year + 1 if verdict == "late" else None,
            "answered_at": NOON,
            "answered_by": _anyone(),
            **facts,
        },
    )


def _anyone() -> Person:
    return Person.objects.order_by("pk").first() or make_person()


def make_step(
    plan: Plan, body: Body, name: str, holder: Person, *alternates: Person, **facts: Any
) -> ClearanceStep:
    """A step of clearance, after those that are there, with who answers; they work for the body."""
    before = ClearanceStep.objects.current().of(plan.pk, body.pk).count()
    step = ClearanceStep.objects.create(
        plan=plan,
        body=body,
        **columns("name", name),
        **{"position": before + 1, "begun_at": NOON, **facts},
    )
    for person in (holder, *alternates):
        membership = (
            Membership.objects.current().filter(plan=plan, body=body, person=person).first()
        )
        assert membership is not None
        is_alternate = person is not holder
        ClearanceSeat.objects.create(
            step=step, membership=membership, is_alternate=is_alternate, begun_at=NOON
        )
    return step
