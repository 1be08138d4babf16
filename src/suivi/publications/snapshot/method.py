"""By which rules were the figures and the progress of a report made? Told in every report."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

METHOD: Final[tuple[Promise, ...]] = (
    _(
        "The report follows the plan’s own order and wording. What was done is told by the "
        "responsible bodies themselves, in the language in which they wrote it; only "
        "contributions that were accepted are told."
    ),
    _(
        "Percentages are computed from two counts, and both are printed. Nobody types a "
        "percentage. A quotient whose denominator is zero is not defined."
    ),
    _(
        "Totals are added up only where the measure says so. A total to which a part is lacking "
        "is marked as incomplete and is not compared with other years. A part that is not "
        "applicable is not lacking."
    ),
    _(
        "Changes are counted from the baseline and from the year before; those of shares are "
        "differences in percentage points, computed before rounding."
    ),
    _(
        "Nothing is compared or added up across a year from which another definition of the "
        "measure holds. A figure that was corrected after it was published is told with the "
        "figure before, the day and the reason."
    ),
    _(
        "Zero is a figure. Where there is no figure the reason is printed: not available, not "
        "applicable, nothing to report, not yet reported, cannot be disclosed. A dash means that "
        "nothing was entered."
    ),
    _(
        "A log is the list of activities with their dates; its number is the number of activities "
        "on that line. An activity that serves several lines counts once on each."
    ),
    _(
        "Progress is judged by the responsible body. A line of which several bodies answer is as "
        "far as the body that is least far; it is dropped only if all who judged have dropped it. "
        "Where nobody has judged there is no information. It is never computed from missing data."
    ),
    _(
        "Evidence is named by its title; a file also by the hash of its content (SHA-256), by "
        "which anyone who holds the file can tell that it is the same. Names of people who work "
        "on the plan are not told; their bodies are."
    ),
)
