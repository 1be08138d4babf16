"""What did a measure mean in each year, what changed from one version to the next, and why?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from suivi.languages.wording import CODES, Said
from suivi.plans.models import Definition, Dimension, Measure
from suivi.plans.models.definition import breaks_of as breaks_among
from suivi.plans.queries.outline import within_sentence


@dataclass(frozen=True)
class Difference:
    """One fact of a measure that a version changed."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """A version as a reader sees it, and what it changed."""

    number: int
    from_year: int | None
    text: Said
    source: str
    is_break: bool
    reason: str
    changes: tuple[Difference, ...]
    definition: Definition


@dataclass(frozen=True)
class Defined:
    """What a measure means, version by version, the newest first."""

    measure: Measure
    explanation: str
    versions: tuple[Version, ...]

    @property
    def newest(self) -> Version | None:
        """The version that holds now."""
        return self.versions[0] if self.versions else None

    @property
    def has_something_to_say(self) -> bool:
        """Whether there is more than the measure's own words: a text, or a change."""
        newest = self.newest
        return newest is not None and (len(self.versions) > 1 or bool(newest.text.text))


def explained(measure: Measure, dimensions: Mapping[str, Dimension]) -> str:
    """How a measure gets its value: "share: women out of all, by mission"."""
    parts = {"above": measure.named("numerator"), "below": measure.named("denominator")}
    said = str(measure.get_kind_display())
    if measure.kind == Measure.Kind.SHARE and all(part.text for part in parts.values()):
        said = _("share: %(above)s out of %(below)s") % parts
    elif measure.kind == Measure.Kind.RATIO and all(part.text for part in parts.values()):
        said = _("ratio: %(above)s to %(below)s") % parts
    names = [
        within_sentence(dimensions[code].said_name).text
        for code in measure.dimension_codes()
        if code in dimensions
    ]
    if not names:
        return said
    return _("%(measure)s, by %(dimensions)s") % {"measure": said, "dimensions": ", ".join(names)}


def definitions_of(measures: Iterable[Measure]) -> dict[int, list[Definition]]:
    """The versions of these measures, by number of the measure, the first first: one query."""
    found: dict[int, list[Definition]] = defaultdict(list)
    keys = [measure.pk for measure in measures]
    for each in Definition.objects.filter(measure__in=keys).in_order():
        found[each.measure_id].append(each)
    return found


def breaks_of(measure: Measure) -> list[int]:
    """The years from which figures of a measure are not comparable with those before."""
    return sorted(breaks_among(measure.definitions.all()))


def defined(
    measure: Measure, definitions: Sequence[Definition], dimensions: Mapping[str, Dimension]
) -> Defined:
    """A measure with its versions, as a reader sees them."""
    versions = []
    before: Definition | None = None
    for each in definitions:
        versions.append(_version(each, before))
        before = each
    return Defined(measure, explained(measure, dimensions), tuple(reversed(versions)))


def _version(definition: Definition, before: Definition | None) -> Version:
    return Version(
        definition.number,
        definition.from_year,
        definition.said_text,
        definition.source,
        definition.is_break,
        definition.reason,
        tuple(_changes(before, definition)) if before else (),
        definition,
    )


def _changes(before: Definition, after: Definition) -> Iterator[Difference]:
    """The facts that differ; those of which only a translation differs are told as wording."""
    for key, name in _names().items():
        old, new = _shown_as(key, before.facts.get(key)), _shown_as(key, after.facts.get(key))
        if old != new:
            yield Difference(name, old, new)
    if before.text != after.text:
        yield Difference(_("text"), before.said_text.text, after.said_text.text)
    if before.source != after.source:
        yield Difference(_("source"), before.source, after.source)


def _names() -> Mapping[str, str]:
    return {
        "kind": _("kind"),
        "label": _("name"),
        "numerator": _("what is counted"),
        "denominator": _("out of what"),
        "unit": _("unit"),
        "dimensions": _("broken down by"),
        "categories": _("categories"),
        "activity_kinds": _("kinds of activity"),
        "total": _("how totals are made"),
        "target": _("target"),
    }


ORDER: Final = ("number", "of", "year")


def _shown_as(key: str, fact: Any) -> str:
    """A fact in a few words; kinds and rules by the names that people know."""
    if fact and key == "kind":
        return str(Measure.Kind(fact).label)
    if fact and key == "total":
        return str(Measure.Total(fact).label)
    return _shown(fact)


def _shown(fact: Any) -> str:
    """A fact in a few words; a text in the reader's language."""
    if not fact:
        return ""
    if isinstance(fact, str):
        return fact
    if isinstance(fact, list):
        return ", ".join(str(each) for each in fact)
    if set(fact) <= set(CODES):
        own = (get_language() or "en")[:2]
        said = next(fact[code] for code in (own, *CODES) if code in fact)
        return str(said["text"]) if isinstance(said, dict) else str(said)
    if set(fact) <= set(ORDER):
        return " / ".join(str(fact[key]) for key in ORDER if fact.get(key) is not None)
    return "; ".join(f"{key}: {_shown(part)}" for key, part in fact.items())
