"""How does one line of the plan read in a report: promised, done, next?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.utils.text import slugify
from django.utils.translation import gettext as _

from suivi.plans.models import ResponsibilityRole
from suivi.publications.reading import numbers
from suivi.publications.reading.activities import activities_of
from suivi.publications.reading.anchors import line_anchor
from suivi.publications.reading.context import Context
from suivi.publications.reading.figures import measure_part
from suivi.publications.reading.parts import (
    CommonPart,
    ContributionPart,
    InstrumentPart,
    LinePart,
    NotePart,
    SectionPart,
    Sign,
    YearPart,
)
from suivi.publications.reading.promises import promises_on
from suivi.publications.reading.words import Words, passage, words
from suivi.publications.snapshot.shape import Contribution, Judgement, Progress, Provision, Worded

NO_NEWS = "no_news"


def section_part(provision: Provision, known: Context) -> SectionPart:
    """A provision above the lines, and everything below it."""
    below = provision["provisions"]
    heading = words(provision["title"] or provision["text"], known.own_language, marked=True)
    long = words(provision["text"], known.own_language, marked=True)
    slug = f"{_level_slug(provision, known)}-{slugify(provision['code'])}"
    return SectionPart(
        anchor=slug,
        slug=slug,
        code=provision["code"],
        level=_level_name(provision, known),
        heading=heading,
        long=long if long.text and long.text != heading.text else None,
        notes=notes(provision["footnotes"], known),
        remark=_remark(provision, known),
        legal_bases=tuple(known.basis(code) for code in provision["legal_bases"]),
        href=f"#{slug}",
        sections=tuple(section_part(one, known) for one in below if one["provisions"]),
        lines=tuple(line_part(one, known) for one in below if not one["provisions"]),
    )


def line_part(line: Provision, known: Context) -> LinePart:
    """One line, with everything that this report tells on it."""
    anchor = line_anchor(line["code"])
    told = [one for one in line["contributions"] if "told_in" not in one]
    return LinePart(
        anchor=anchor,
        code=line["code"],
        heading=words(line["text"] or line["title"], known.own_language, marked=True),
        level=_level_name(line, known),
        notes=notes(line["footnotes"], known),
        remark=_remark(line, known),
        answering=tuple(_answering(line, known)),
        legal_bases=tuple(known.basis(code) for code in line["legal_bases"]),
        signs=tuple(_sign(one, known) for one in line["progress"]),
        instruments=tuple(_instruments(line, anchor, known)),
        years=tuple(_years(line, told, anchor, known)),
        promises=promises_on(line, anchor, known),
        silent=_silent(line, known),
        told_before=_told_before(line["contributions"], known),
    )


def _remark(provision: Provision, known: Context) -> Words | None:
    """How the provision was read; earlier snapshots hold it as a text in the plan's language."""
    note = provision["note"]
    texts: Worded = {known.own_language: note} if isinstance(note, str) else note
    said = words(texts, known.own_language)
    return said if said.text else None


def notes(numbers_of_notes: Iterable[int], known: Context) -> tuple[NotePart, ...]:
    """Notes of the plan by their numbers; a reservation with the body that made it."""
    found = (known.footnotes[number] for number in numbers_of_notes)
    return tuple(
        NotePart(
            note["number"],
            words(note["text"], known.own_language, marked=True),
            known.body(note["body"]) if "body" in note else None,
        )
        for note in found
    )


def _level_name(provision: Provision, known: Context) -> str:
    levels = known.snapshot["plan"]["levels"]
    level = next(one for one in levels if one["key"] == provision["level"])
    return words(level["name"], known.own_language).text


def _level_slug(provision: Provision, known: Context) -> str:
    """The level's English name, or its key: addresses are the same in every language."""
    levels = known.snapshot["plan"]["levels"]
    level = next(one for one in levels if one["key"] == provision["level"])
    name = level["name"].get("en", "")
    return slugify(name if isinstance(name, str) else name["text"]) or level["key"]


def _answering(line: Provision, known: Context) -> Iterator[str]:
    """Who answers for the line; the role is said where it is not simply "responsible"."""
    for entry in line["responsibilities"]:
        names = " / ".join(known.body(code).text for code in entry["bodies"])
        if entry["role"] == ResponsibilityRole.RESPONSIBLE:
            yield names
        else:
            yield f"{names} ({ResponsibilityRole(entry['role']).label})"


def _instruments(line: Provision, anchor: str, known: Context) -> Iterator[InstrumentPart]:
    for instrument in line["instruments"]:
        path = instrument.get("path", "")
        yield InstrumentPart(
            text=words(instrument["text"], known.own_language, marked=True),
            measures=tuple(
                measure_part(
                    *(one, instrument, line, f"{anchor}-m{one['key'].replace('.', '-')}", known)
                )
                for one in instrument["measures"]
            ),
            path=known.path(path) if path else "",
            link=known.link(path),
        )


def _sign(progress: Progress, known: Context) -> Sign:
    """How far the line is in one year, and how many of its bodies did not say."""
    year = progress["year"]
    silent = ""
    if "step" in progress and progress["without_news"]:
        silent = _("%(silent)s of %(bodies)s without news") % {
            "silent": progress["without_news"],
            "bodies": progress["bodies"],
        }
    if "step" not in progress:
        return Sign(NO_NEWS, "–", _("No information"), year, silent)
    return step_sign(progress["step"], known, year, silent)


def step_sign(code: str, known: Context, year: int = 0, note: str = "") -> Sign:
    """A step of the plan's scale, with its sign and word."""
    step = known.steps[code]
    return Sign(code, step["sign"], words(step["name"], known.own_language).text, year, note)


def _years(
    line: Provision, told: Sequence[Contribution], anchor: str, known: Context
) -> Iterator[YearPart]:
    """Year by year, the newest first.

    Earlier years stand here only as far as this report tells them; the year reported on always.
    """
    for year in sorted({one["year"] for one in told} | {known.year}, reverse=True):
        part = YearPart(
            year=year,
            year_words=known.year_words(year),
            contributions=tuple(
                _contribution(one, anchor, known) for one in told if one["year"] == year
            ),
            activities=activities_of(line, anchor, year, known),
        )
        if part.contributions:
            part = replace(part, common=_common(line, anchor, year, known))
        if part.contributions or part.activities:
            yield part


def _common(line: Provision, anchor: str, year: int, known: Context) -> CommonPart | None:
    """The common text of a year; None where there is none."""
    for told in line.get("common_texts", ()):
        place = f"{anchor}-common-{year}"
        account = passage(told["text"], told["language"], place)
        if told["year"] == year and account is not None:
            bodies = ", ".join(known.body(code).text for code in told["bodies"])
            return CommonPart(place, bodies, account)
    return None


def _contribution(told: Contribution, anchor: str, known: Context) -> ContributionPart:
    place = f"{anchor}-{told['body']}-{told['year']}"
    judgement = told.get("progress")
    language = told["language"]
    return ContributionPart(
        anchor=place,
        body=known.body(told["body"]),
        account=passage(told["account"], language, place),
        sign=step_sign(judgement["step"], known, told["year"]) if judgement else None,
        judged=_judged(judgement, told["body"], known) if judgement else "",
        reason=passage(judgement["reason"], language, f"{place}-reason") if judgement else None,
        obstacles=passage(told["obstacles"], language, f"{place}-obstacles"),
        next_steps=passage(told["next_steps"], language, f"{place}-next"),
    )


def _judged(judgement: Judgement, own_body: str, known: Context) -> str:
    """When the body judged; and which body, when it was another one."""
    on = numbers.days(judgement["judged_on"], None) if "judged_on" in judgement else ""
    if judgement["judged_by"] == own_body:
        return _("judged on %(day)s") % {"day": on} if on else ""
    body = known.body(judgement["judged_by"]).text
    if not on:
        return _("judged by %(body)s") % {"body": body}
    return _("judged by %(body)s on %(day)s") % {"body": body, "day": on}


def _silent(line: Provision, known: Context) -> str:
    """The answering bodies of which nothing was accepted for the year."""
    answering = [code for entry in line["responsibilities"] for code in entry["bodies"]]
    heard = {one["body"] for one in line["contributions"] if one["year"] == known.year}
    silent = [known.body(code).text for code in answering if code not in heard]
    if not silent:
        return ""
    return _("No contribution on %(year)s: %(bodies)s.") % {
        "year": known.year,
        "bodies": ", ".join(silent),
    }


def _told_before(contributions: Iterable[Contribution], known: Context) -> str:
    """Where earlier years of this line were told."""
    years = sorted({one["year"] for one in contributions if "told_in" in one})
    if not years:
        return ""
    return _(
        "What was done in earlier years (%(years)s) is told in the reports on those years."
    ) % {"years": ", ".join(known.year_words(year) for year in years)}
