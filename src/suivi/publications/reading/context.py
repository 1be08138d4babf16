"""What does every part of a report need to know of the whole, while it is being read?"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext as _

from suivi.indicators.tables import Years
from suivi.plans.models.provision import symbol_of
from suivi.publications.reading.words import Words, reader, words
from suivi.publications.snapshot.shape import Body, Dimension, Footnote, LegalBasis, Snapshot, Step


@dataclass(frozen=True)
class Context:
    """The snapshot, with its bodies, steps and dimensions at hand by their codes."""

    snapshot: Snapshot

    @cached_property
    def own_language(self) -> str:
        """The language in which the plan was adopted."""
        return self.snapshot["plan"]["language"]

    @cached_property
    def year(self) -> int:
        """The year reported on."""
        return self.snapshot["report"]["year"]

    @cached_property
    def years(self) -> Years:
        """The years across, with the baseline."""
        periods = self.snapshot["periods"]
        baseline = next((one["year"] for one in periods if one["is_baseline"]), None)
        return Years([one["year"] for one in periods], self.year, baseline)

    @cached_property
    def bodies(self) -> Mapping[str, Body]:
        """Bodies by code."""
        return {body["code"]: body for body in self.snapshot["bodies"]}

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """Steps of the plan's scale by code."""
        return {step["code"]: step for step in self.snapshot["plan"]["scale"]}

    @cached_property
    def dimensions(self) -> Mapping[str, Dimension]:
        """Dimensions by code."""
        return {one["code"]: one for one in self.snapshot["plan"]["dimensions"]}

    @cached_property
    def footnotes(self) -> Mapping[int, Footnote]:
        """Notes of the plan by number."""
        return {note["number"]: note for note in self.snapshot["plan"]["footnotes"]}

    @cached_property
    def first_lines(self) -> dict[str, tuple[str, str]]:
        """On which line each activity is told whole; filled while the lines are read in order."""
        return {}

    @cached_property
    def legal_bases(self) -> Mapping[str, LegalBasis]:
        """Legal bases by code."""
        return {basis["code"]: basis for basis in self.snapshot["plan"]["legal_bases"]}

    def basis(self, code: str) -> Words:
        """The symbol by which a text is cited, or its title."""
        symbol = symbol_of(code)
        title = self.legal_bases[code]["title"]
        return Words(symbol) if symbol else words(title, self.own_language)

    def path(self, path: str) -> str:
        """A path of the site in the language of the reader."""
        return path if reader() == settings.LANGUAGE_CODE else f"/{reader()}{path}"

    def link(self, path: str) -> str:
        """The same from anywhere; nothing where the snapshot names no site, or no path."""
        address = self.snapshot["report"].get("address", "")
        return f"{address}{self.path(path)}" if address and path else ""

    def body(self, code: str) -> Words:
        """The short name of a body, or the full one where there is no short name."""
        body = self.bodies[code]
        return words(body["short_name"] or body["name"])

    def year_words(self, year: int) -> str:
        """ "2014", or "2012 (baseline)"."""
        if year == self.years.baseline:
            return _("%(year)s (baseline)") % {"year": year}
        return str(year)

    def category(self, found: Mapping[str, str]) -> tuple[Words, ...]:
        """The names of the categories of a figure, dimension by dimension as they were given."""
        return tuple(self._category(code, found[code]) for code in sorted(found))

    def _category(self, dimension: str, code: str) -> Words:
        known = self.dimensions.get(dimension)
        for category in known["categories"] if known else ():
            if category["code"] == code:
                return words(category["name"])
        return Words(code)
