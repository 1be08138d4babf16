"""What was promised: plans, their provisions, and who is responsible."""

from suivi.plans.models.definition import Definition
from suivi.plans.models.instrument import Dimension, Instrument, Measure
from suivi.plans.models.membership import Membership, Role
from suivi.plans.models.period import Period
from suivi.plans.models.plan import FocusCountry, Level, Plan, ScaleStep
from suivi.plans.models.provision import (
    Footnote,
    LegalBasis,
    Provision,
    Responsibility,
    ResponsibilityRole,
)

__all__ = [
    "Definition",
    "Dimension",
    "FocusCountry",
    "Footnote",
    "Instrument",
    "LegalBasis",
    "Level",
    "Measure",
    "Membership",
    "Period",
    "Plan",
    "Provision",
    "Responsibility",
    "ResponsibilityRole",
    "Role",
    "ScaleStep",
]
