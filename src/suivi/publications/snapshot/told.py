"""What was done, as the snapshot of a report keeps it: contributions, figures, activities."""

from collections.abc import Mapping

from suivi.activities import models as activities
from suivi.indicators import models as indicators
from suivi.publications.snapshot.material import Material
from suivi.publications.snapshot.shape import (
    Activity,
    Amount,
    CommonText,
    Contribution,
    Evidence,
    Judgement,
    Mention,
    Progress,
    Provision,
    Restated,
    Value,
)
from suivi.publications.snapshot.wordings import iso_day
from suivi.reporting import models as reporting
from suivi.reporting.progress import line_progress


def add_told(provisions: Mapping[int, Provision], found: Material) -> dict[str, Activity]:
    """Puts contributions, figures and progress on their lines; gives the activities they name."""
    for contribution in found.contributions:
        provisions[contribution.provision_id]["contributions"].append(
            _contribution(contribution, found)
        )
    _add_common_texts(provisions, found)
    _add_values(provisions, found)
    _add_mentions(provisions, found)
    _add_progress(provisions, found)
    return {str(one.uid): _activity(one) for one in found.activities.values()}


def _add_common_texts(provisions: Mapping[int, Provision], found: Material) -> None:
    """The common texts that are ready, each with the bodies whose contributions are told."""
    for text in found.common_texts:
        made_of = [
            one
            for one in found.contributions
            if (one.provision_id, one.period_id) == (text.provision_id, text.period_id)
        ]
        told: CommonText = {
            "year": text.period.year,
            "language": text.language,
            "text": text.text,
            "bodies": [one.body.code for one in made_of],
        }
        if any(one.is_sample for one in made_of):
            told["is_sample"] = True
        provisions[text.provision_id].setdefault("common_texts", []).append(told)


def _add_values(provisions: Mapping[int, Provision], found: Material) -> None:
    for value in found.values:
        instrument = value.measure.instrument
        key = f"{instrument.position}.{value.measure.position}"
        for part in provisions[instrument.provision_id]["instruments"]:
            for measure in part["measures"]:
                if measure["key"] == key:
                    measure["values"].append(_value(value, found))


def _add_mentions(provisions: Mapping[int, Provision], found: Material) -> None:
    """An activity counts once a year on each line it serves, wherever it was reported."""
    seen: set[tuple[int, int, int]] = set()
    for contribution in found.contributions:
        for entered in contribution.activities.all():
            activity = found.activities.get(entered.pk)
            if activity is None:
                continue
            serves = {one.pk for one in activity.provisions.all()} | {contribution.provision_id}
            for line in sorted(serves & provisions.keys()):
                mark = (line, activity.pk, contribution.period.year)
                if mark not in seen:
                    seen.add(mark)
                    mention: Mention = {"activity": str(activity.uid), "year": mark[2]}
                    provisions[line]["activities"].append(mention)


def _add_progress(provisions: Mapping[int, Provision], found: Material) -> None:
    judged: dict[int, dict[int, dict[str, reporting.Contribution]]] = {}
    for one in found.contributions:
        years = judged.setdefault(one.provision_id, {})
        years.setdefault(one.period.year, {})[one.body.code] = one
    for number, provision in provisions.items():
        answering = [code for entry in provision["responsibilities"] for code in entry["bodies"]]
        if not answering and number not in judged:
            continue
        for period in found.periods:
            given = judged.get(number, {}).get(period.year, {})
            # A body that left the line since was asked then; one that came to it was not.
            asked = found.asked.get((number, period.pk), answering)
            in_order = [code for code in answering if code in asked]
            bodies = dict.fromkeys([*in_order, *asked, *given])
            provision["progress"].append(_progress(period.year, list(bodies), given))


def _progress(
    year: int, bodies: list[str], given: Mapping[str, reporting.Contribution]
) -> Progress:
    steps = [given[code].progress if code in given else None for code in bodies]
    line = line_progress(steps)
    found: Progress = {"year": year, "bodies": line.bodies, "without_news": line.without_news}
    if line.step is not None:
        found["step"] = line.step.code
    return found


def _contribution(contribution: reporting.Contribution, found: Material) -> Contribution:
    public = found.activities.keys()
    told: Contribution = {
        "body": contribution.body.code,
        "year": contribution.period.year,
        "language": contribution.language,
        "account": contribution.told_account,
        "obstacles": contribution.obstacles,
        "next_steps": contribution.next_steps,
        "activities": [
            str(one.uid)
            for one in sorted(contribution.activities.all(), key=lambda a: (a.started_on, a.pk))
            if one.pk in public
        ],
    }
    if contribution.progress is not None:
        told["progress"] = _judgement(contribution, contribution.progress.code, found)
    if contribution.is_sample:
        told["is_sample"] = True
    return told


def _judgement(contribution: reporting.Contribution, step: str, found: Material) -> Judgement:
    """Who judged is told as a body: the contribution's own, or the one the person worked for."""
    own = contribution.body.code
    worked_for = found.judging_bodies.get(contribution.judged_by_id or 0, set())
    judged_by = own if own in worked_for or not worked_for else sorted(worked_for)[0]
    judged: Judgement = {
        "step": step,
        "reason": contribution.progress_reason,
        "judged_by": judged_by,
    }
    if contribution.judged_on:
        judged["judged_on"] = iso_day(contribution.judged_on)
    return judged


def _value(value: indicators.Value, found: Material) -> Value:
    told: Value = {
        "body": value.body.code,
        "year": value.period.year,
        "category": dict(value.category),
        "category_key": value.category_key,
    }
    if value.absence:
        told["absence"] = value.absence
    elif value.number is not None:
        told["number"] = value.number
        if value.denominator is not None:
            told["denominator"] = value.denominator
    elif value.state:
        told["state"] = value.state
    else:
        told["text"], told["language"] = value.text, value.language or "en"
    if value.reached_on:
        told["reached_on"] = iso_day(value.reached_on)
    if value.is_sample:
        told["is_sample"] = True
    if value.note:
        told["note"], told["language"] = value.note, value.language or "en"
    if value.definition is not None and value.definition.number > 1:
        told["definition"] = value.definition.number
    if restated := found.restatements.get(value.pk):
        told["restated"] = [_restated(each) for each in restated]
    return told


def _restated(restated: indicators.Restatement) -> Restated:
    told: Restated = {
        "on": iso_day(restated.at.date()),
        "reason": restated.reason,
        "language": restated.language,
    }
    if restated.absence_before:
        told["absence"] = restated.absence_before
    elif restated.number_before is not None:
        told["number"] = restated.number_before
        if restated.denominator_before is not None:
            told["denominator"] = restated.denominator_before
    return told


def _activity(activity: activities.Activity) -> Activity:
    told: Activity = {
        "uid": str(activity.uid),
        "kind": activity.kind,
        "title": activity.title,
        "account": activity.account,
        "language": activity.language,
        "body": activity.body.code,
        "started_on": iso_day(activity.started_on),
        "countries": list(activity.countries),
        "lines": [
            line.code for line in sorted(activity.provisions.all(), key=lambda one: one.position)
        ],
        "evidence": [
            _evidence(one) for one in sorted(activity.evidence.all(), key=lambda one: one.pk)
        ],
    }
    if activity.ended_on:
        told["ended_on"] = iso_day(activity.ended_on)
    if activity.is_sample:
        told["is_sample"] = True
    return told | _particulars(activity)  # type: ignore[return-value]


def _particulars(activity: activities.Activity) -> dict[str, object]:
    """What is known beyond the account: what is not known is left away, never written as 0."""
    people = {
        name: getattr(activity, name)
        for name in ("women", "men", "other_sex", "unknown_sex")
        if getattr(activity, name) is not None
    }
    told: dict[str, object] = {
        "dated": "" if activity.dated == activities.Activity.Dated.DAY else activity.dated,
        "forum": activity.forum,
        "partners": sorted(body.code for body in activity.partners.all()),
        "amount": _amount(activity),
        "participants": people,
        "iati_identifier": activity.iati_identifier,
        "source": activity.source,
    }
    known = {name: fact for name, fact in told.items() if fact}
    if activity.gender_marker is not None:
        known["gender_marker"] = activity.gender_marker
    return known


def _amount(activity: activities.Activity) -> Amount | None:
    if activity.amount is None:
        return None
    told: Amount = {"amount": activity.amount, "currency": activity.currency}
    if activity.euro_rate is not None:
        told["euro_rate"] = format(activity.euro_rate.normalize(), "f")
        if activity.euro_rate_on:
            told["euro_rate_on"] = iso_day(activity.euro_rate_on)
        if activity.euro_rate_source:
            told["euro_rate_source"] = activity.euro_rate_source
    return told


def _evidence(evidence: activities.Evidence) -> Evidence:
    told: Evidence = {"title": evidence.title}
    if evidence.link:
        told["link"] = evidence.link
    if evidence.file is not None:
        told["file"] = {
            "name": evidence.file.name,
            "media_type": evidence.file.media_type,
            "size": evidence.file.size,
            "sha256": evidence.file.sha256,
        }
    return told
