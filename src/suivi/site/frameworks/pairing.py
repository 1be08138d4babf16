"""Where are pairs made and taken out: seen from an indicator, or from a line?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from suivi.indicators.frameworks.queries import (
    all_indicators,
    instruments_of,
    instruments_on,
    pairs_for,
    pairs_of,
)
from suivi.indicators.models import Crosswalk, FrameworkIndicator
from suivi.plans.models import Instrument, Provision
from suivi.site.frameworks.forms import PairForm, indicator_choices, instrument_choices


@dataclass(frozen=True)
class Desk:
    """The pairs there are, and the form for one more."""

    title: str
    back: str
    href: str
    pairs: Sequence[Crosswalk]
    form: PairForm
    indicators: Sequence[FrameworkIndicator]
    instruments: Sequence[Instrument]

    def pair(self, number: str) -> Crosswalk:
        """The pair of that number, if it is shown here; Http404 otherwise."""
        for each in self.pairs:
            if str(each.pk) == number:
                return each
        raise Http404

    def facts(self) -> dict[str, Any]:
        """What the valid form says, as `pair` takes it."""
        said = self.form.cleaned_data
        sides = {"instrument": self.instruments, "indicator": self.indicators}
        return {
            **{
                name: _of(several, said.get(name, said["other"])) for name, several in sides.items()
            },
            "standing": said["standing"],
            "remark": said["remark"],
        }


def _of(several: Sequence[Any], number: int) -> Any:
    """The only one, or the one of that number."""
    return several[0] if len(several) == 1 else next(e for e in several if e.pk == number)


def desk_of_indicator(
    indicator: FrameworkIndicator, plans: Collection[int], typed: QueryDict | None
) -> Desk:
    """The instruments of the plans that the reader coordinates, for one indicator."""
    instruments = instruments_of(plans)
    choices = instrument_choices(instruments, several=len(plans) > 1)
    framework = indicator.edition.framework
    place = reverse("framework-pairs", args=[framework.code, indicator.code])
    year = f"?edition={indicator.edition.year}"
    return Desk(
        f"{framework} {indicator.code}",
        f"{indicator.get_absolute_url()}{year}",
        f"{place}{year}",
        pairs_for(indicator, plans),
        PairForm(typed, choices=choices, label=_("Monitoring instrument")),
        [indicator],
        instruments,
    )


def desk_of_line(line: Provision, typed: QueryDict | None) -> Desk:
    """Every indicator, for one line; with several instruments, which of them is chosen too."""
    instruments = instruments_on(line)
    indicators = all_indicators()
    form = PairForm(typed, choices=indicator_choices(indicators), label=_("Indicator"))
    if len(instruments) > 1:
        form.ask_which(instrument_choices(instruments, several=False))
    return Desk(
        f"{line.plan}, {line.code}",
        line.get_absolute_url(),
        reverse("line-pairs", args=[line.plan.slug, line.code]),
        pairs_of(line),
        form,
        indicators,
        instruments,
    )
