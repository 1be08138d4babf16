"""How does a fact of an activity become the content of a cell, and a cell a fact again?

A row is compared fact by fact, each known by the column that holds it: days are days, amounts
hundredths, lists tuples in a fixed order. What nobody counted or screened is None, never 0.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import override

from suivi.activities import rules
from suivi.activities.facts import UNTOLD, columns_of
from suivi.activities.models import Activity
from suivi.activities.queries.names import Names
from suivi.activities.tables import layout
from suivi.files.cells import writable
from suivi.languages import countries, days, numbers
from suivi.languages.choices import Choices, folded, offered
from suivi.languages.currencies import is_currency

Told = dict[str, Any]
NOT_SCREENED: Final = "none"
# One separator and no group of three behind it: a decimal in any language.
_DECIMAL: Final = re.compile(r"(-?)(0|\d+)[.,](\d{1,2}|\d{4,})|(-?)(0)[.,](\d+)")
_EVIDENCE: Final = re.compile(r"(.*?)\s*\((https?://\S+)\)|(https?://\S+)", re.DOTALL)
_BETWEEN: Final = re.compile(r"\n|(?<=\));\s*")
_is_address: Final = URLValidator(schemes=["http", "https"])


class Unfit(Exception):
    """The cell holds what its column cannot take; the message is a sentence."""


def told_of(facts: Mapping[str, Any], body: str) -> Told:
    """The facts of a version, by the column of the table that holds them."""
    told: Told = {**UNTOLD, **columns_of(facts)}
    evidence = facts.get("evidence", ())
    return told | {
        "countries": tuple(told["countries"] or ()),
        "body": body,
        "partners": tuple(sorted(facts.get("partners", ()))),
        "lines": (
            tuple(sorted(facts.get("provisions", ()))),
            tuple(sorted(facts.get("plans", ()))),
        ),
        "links": tuple((each["title"], each["link"]) for each in evidence if each["link"]),
    }


def choices(names: Names, language: str) -> Choices:
    """The drop-downs of a table in a language."""
    with override(language):
        return offered(lambda: _labels(names))


def _labels(names: Names) -> dict[str, dict[str, str]]:
    marker = {str(code): str(label) for code, label in Activity.GenderMarker.choices}
    return {
        "kind": {code: str(label) for code, label in Activity.Kind.choices},
        "dated": {code: str(label) for code, label in Activity.Dated.choices},
        "forum": {code: str(label) for code, label in Activity.Forum.choices},
        "gender_marker": {**marker, NOT_SCREENED: _("not screened")},
        "language": dict(settings.LANGUAGES),
        "is_public": {"yes": _("everybody"), "no": _("members only")},
        "body": {code: names.body_label(code) for code in names.bodies},
    }


@dataclass(frozen=True)
class Cells:
    """Facts to cells and back, for a table in one language, in the hands of one person."""

    language: str
    offered: Choices
    names: Names
    own_plans: Collection[str] = ()

    def cell(self, key: str, told: Told) -> Any:
        """What stands in the cell of a fact; None where nothing is known."""
        fact = told[key]
        if key in layout.CHOICE:
            return self.offered.label(key, _code(key, fact)) or None
        if key == "amount":
            return None if fact is None else Decimal(fact) / 100
        if key in _LISTS:
            return "".join(_LISTS[key](self, fact)) or None
        return (writable(fact) or None) if isinstance(fact, str) else fact

    def fact(self, key: str, value: Any) -> Any:
        """The fact in a cell. Raises Unfit with a sentence."""
        if key in layout.CHOICE:
            return self._choice(key, text_of(value))
        if key in layout.DAYS:
            return _day(value)
        if key in _READ:
            return _READ[key](self, value)
        return text_of(value)

    def is_same(self, value: Any, cell: Any) -> bool:
        """Whether a cell says what was written into it."""
        if isinstance(cell, Decimal):
            cell = decimal_text(cell, self.language) if isinstance(value, str) else float(cell)
        return text_of(value) == text_of(cell)

    def _choice(self, key: str, text: str) -> Any:
        if not text:
            return _BLANK.get(key, "")
        code = self.offered.code(key, text)
        if code not in self.offered.labels[key]:
            raise Unfit(self._no_choice(key, text[:60]))
        return _MEANT.get((key, code), code)

    def _no_choice(self, key: str, text: str) -> str:
        if key == "body":
            return _("No body is called “%(text)s” here.") % {"text": text}
        listed = "; ".join(self.offered.labels[key].values())
        sentence = _("“%(text)s” is not in the list; write one of: %(choices)s.")
        return sentence % {"text": text, "choices": listed}

    def number(self, value: Any, read: Callable[..., Any]) -> Any:
        """A number as the language of the table writes it; None for a blank."""
        if isinstance(value, bool):
            value = str(value).upper()
        if isinstance(value, int | float):
            value = decimal_text(Decimal(f"{value:.15g}"), self.language)
        text = text_of(value)
        if not text:
            return None
        plain = _DECIMAL.fullmatch(text)
        if plain:
            text = decimal_text(Decimal(text.replace(",", ".")), self.language)
        try:
            return read(text, self.language, numbers.OR_NOTHING)
        except numbers.NotANumber as wrong:
            raise Unfit(str(wrong)) from None


def text_of(value: Any) -> str:
    """A cell as a text without blanks around it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return format(Decimal(f"{value:.15g}").normalize(), "f")
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def decimal_text(number: Decimal, language: str) -> str:
    """A number as people write it in a language, without groups."""
    plain = format(number.normalize(), "f")
    return plain if language == "en" else plain.replace(".", ",")


def uid_of(value: Any) -> UUID:
    """The identifier in a cell. Raises Unfit."""
    try:
        return UUID(text_of(value))
    except ValueError:
        sentence = _("is no identifier of this register; leave it empty for a new activity.")
        raise Unfit(sentence) from None


def _code(key: str, fact: Any) -> str:
    if key == "gender_marker":
        return NOT_SCREENED if fact is None else str(fact)
    return ("yes" if fact else "no") if key == "is_public" else str(fact or "")


_BLANK: Final[dict[str, Any]] = {
    "gender_marker": None,
    "is_public": True,
    "dated": Activity.Dated.DAY.value,
}
_MEANT: Final[dict[tuple[str, str], Any]] = {
    ("gender_marker", NOT_SCREENED): None,
    **{("gender_marker", str(code)): int(code) for code in Activity.GenderMarker.values},
    ("is_public", "yes"): True,
    ("is_public", "no"): False,
}


def _day(value: Any) -> date | None:
    if not text_of(value):
        return None
    found = days.day_of(value)
    if found is None:
        sentence = _("“%(text)s” is not a date; write day, month and year: 31/12/2014.")
        raise Unfit(sentence % {"text": text_of(value)[:40]})
    return found


def _amount(cells: Cells, value: Any) -> int | None:
    found: int | None = cells.number(value, numbers.cents)
    return found


def _rate(cells: Cells, value: Any) -> Decimal | None:
    found: Decimal | None = cells.number(value, numbers.decimal)
    if found is not None and not rules.is_rate(found):
        raise Unfit(_("A rate is above zero and has eight decimals at most."))
    return found


def _count(cells: Cells, value: Any) -> int | None:
    found: int | None = cells.number(value, numbers.count)
    return found


def _currency(_cells: Cells, value: Any) -> str:
    code = text_of(value).upper()
    if code and not is_currency(code):
        raise Unfit(_("Give the currency of the amount as three letters."))
    return code


def _countries(_cells: Cells, value: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_country(written) for written in _parts(text_of(value), ",;\n")))


def _country(written: str) -> str:
    try:
        return countries.code_of(written)
    except countries.UnknownCountry:
        sentence = _("“%(country)s” is no country we know; write its name or its two-letter code.")
        raise Unfit(sentence % {"country": written[:60]}) from None


def _partners(cells: Cells, value: Any) -> tuple[str, ...]:
    found = set()
    for written in _parts(text_of(value), ";\n"):
        # A name may hold a comma; where it is none as a whole, commas part names.
        whole = cells.names.body_codes.get(folded(written))
        for part in [written] if whole else _parts(written, ","):
            code = cells.names.body_codes.get(folded(part))
            if code is None:
                raise Unfit(_("No body is called “%(text)s” here.") % {"text": part[:60]})
            found.add(code)
    return tuple(sorted(found))


def _lines(cells: Cells, value: Any) -> tuple[tuple[int, ...], tuple[str, ...]]:
    lines: set[int] = set()
    plans: set[str] = set()
    for written in _parts(text_of(value), ",;\n"):
        plan = cells.names.plans.get(written)
        if plan is not None and plan.is_outline:
            plans.add(written)
        else:
            lines.add(_line(cells, written))
    return tuple(sorted(lines)), tuple(sorted(plans))


def _line(cells: Cells, written: str) -> int:
    *named, code = written.split()
    found = cells.names.lines_called(" ".join(named), code, cells.own_plans)
    if len(found) == 1:
        return found[0]
    sentence = (
        _("Several plans have a line “%(code)s”; write the plan before it: %(example)s.")
        if found
        else _("There is no line “%(code)s” here; write codes as printed: %(example)s.")
    )
    example = cells.names.line_label(found[0]) if found else "1.a, 23.c"
    raise Unfit(sentence % {"code": written[:60], "example": example})


def _links(_cells: Cells, value: Any) -> tuple[tuple[str, str], ...]:
    return tuple(_link(written.strip()) for written in _BETWEEN.split(text_of(value)) if written)


def _link(written: str) -> tuple[str, str]:
    found = _EVIDENCE.fullmatch(written)
    title, link, bare = found.groups() if found else ("", "", "")
    address = link or bare or ""
    try:
        _is_address(address)
    except ValidationError:
        sentence = _("“%(text)s” is no evidence; write each as: title (https://…), one per line.")
        raise Unfit(sentence % {"text": written[:60]}) from None
    return " ".join((title or address).split())[:200], address[:500]


def _parts(text: str, signs: str) -> list[str]:
    return [part.strip() for part in re.split(f"[{signs}]", text) if part.strip()]


_READ: Final[dict[str, Callable[[Cells, Any], Any]]] = {
    "amount": _amount,
    "euro_rate": _rate,
    "currency": _currency,
    "countries": _countries,
    "partners": _partners,
    "lines": _lines,
    "links": _links,
    **dict.fromkeys(layout.COUNTS, _count),
}


def _said_countries(cells: Cells, codes: Any) -> Iterator[str]:
    yield ", ".join(countries.name_of(code, cells.language) for code in codes)


def _said_partners(cells: Cells, codes: Any) -> Iterator[str]:
    yield "; ".join(cells.offered.label("body", code) for code in codes)


def _said_lines(cells: Cells, fact: Any) -> Iterator[str]:
    lines, plans = fact
    yield ", ".join([*(cells.names.line_label(pk) for pk in lines), *plans])


def _said_links(_cells: Cells, links: Any) -> Iterator[str]:
    yield "\n".join(f"{writable(title)} ({link})" for title, link in links)


_LISTS: Final[dict[str, Callable[[Cells, Any], Iterator[str]]]] = {
    "countries": _said_countries,
    "partners": _said_partners,
    "lines": _said_lines,
    "links": _said_links,
}
