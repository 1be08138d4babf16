"""What does the sign-in provider say of somebody, and which roles does that give here?

A file that the installation names (SUIVI_OIDC_CLAIMS) says which value of which claim gives which
role: see docs/operate/sign-in.md.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from suivi.environment import SettingMissing
from suivi.plans.models import Role

Claims = Mapping[str, Any]


@dataclass(frozen=True)
class Rule:
    """Whoever's claim holds this value has this role in this plan, for this body."""

    claim: str
    value: str
    plan: str
    body: str
    role: Role

    def fits(self, claims: Claims) -> bool:
        """Whether what is said of somebody makes the rule apply."""
        said = _said(claims, self.claim)
        return self.value in said if isinstance(said, list) else self.value == said


def _said(claims: Claims, name: str) -> Any:
    """What a claim says; a name with dots may lead inside ("realm_access.roles")."""
    if name in claims:
        return claims[name]
    found: Any = claims
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


@cache
def rules(path: str) -> tuple[Rule, ...]:
    """The rules of a file; none without one. Stops with a sentence for a file that is wrong."""
    if not path:
        return ()
    try:
        written = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingMissing(
            f"SUIVI_OIDC_CLAIMS names {path}, which cannot be read: {error.strerror}."
        ) from None
    except ValueError as error:
        raise SettingMissing(
            f"{path}, which SUIVI_OIDC_CLAIMS names, is no JSON: {error}"
        ) from None
    if not isinstance(written, list):
        raise SettingMissing(f"{path} holds no list of rules: write [ … ].")
    return tuple(_rule(path, place, each) for place, each in enumerate(written, start=1))


def _rule(path: str, place: int, written: Any) -> Rule:
    names = [each.name for each in fields(Rule)]
    whole = isinstance(written, dict) and sorted(written) == sorted(names)
    if not whole or not all(isinstance(text, str) and text for text in written.values()):
        raise SettingMissing(f"{path}, rule {place}: write {', '.join(names)}, each a text.")
    if written["role"] not in Role.values:
        known = ", ".join(Role.values)
        raise SettingMissing(
            f"{path}, rule {place}: {written['role']!r} is no role; the roles are: {known}."
        )
    return Rule(**{**written, "role": Role(written["role"])})


def fitting(claims: Claims) -> Iterator[Rule]:
    """The rules of this installation that apply to somebody."""
    return (rule for rule in rules(settings.OIDC_CLAIMS) if rule.fits(claims))


def asked_second_factor(claims: Claims) -> bool:
    """Whether the provider says it asked for more than a password, in the words of the setting."""
    amr = claims.get("amr")
    said = {*(amr if isinstance(amr, list) else [amr]), claims.get("acr")}
    return bool(said & set(settings.OIDC_MFA))
