"""Who uses this installation, and which bodies exist?

What a person may do in a plan is said by a membership, which belongs to the plan (see plans).
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from suivi.languages.columns import Translated
from suivi.languages.wording import Said, said
from suivi.sensitivity import OFFICIAL, PERSONAL, PUBLIC, SEALED


class BodyQuerySet(models.QuerySet["Body"]):
    """Words for sets of bodies."""

    def in_order(self) -> Self:
        """Parents before their own bodies, as a directory reads."""
        return self.order_by("position", "code", "pk")


class Body(models.Model):
    """A department, agency or organisation; bodies nest (Interior holds the Federal Police)."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(
            ("id", "code", "abbreviation", "parent", "position", "valid_from", "valid_until"),
            PUBLIC,
        ),
        **dict.fromkeys(("name", "short_name", "translation_states", "standing"), PUBLIC),
    }

    code = models.SlugField(max_length=60, unique=True)
    abbreviation = models.CharField(max_length=30, blank=True)
    name = Translated(max_length=200)
    short_name = Translated(max_length=80)
    translation_states = models.JSONField(default=dict, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="own_bodies"
    )
    position = models.PositiveIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    standing = models.TextField(blank=True, help_text="Which name is confirmed, and where.")

    objects = BodyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="body_ends_after_it_begins",
                violation_error_message=_("A body cannot end before it begins."),
            )
        ]

    def __str__(self) -> str:
        return self.said_short_name.text

    @property
    def said_name(self) -> Said:
        """The full name in the reader's language."""
        return said(self, "name")

    @property
    def said_short_name(self) -> Said:
        """The short name in the reader's language; the full one where there is none."""
        short = said(self, "short_name")
        return short if short.text else said(self, "name")

    def named_in(self, year: int) -> "Body | FormerName":
        """What bears its name as it was at the end of that year; reads `former_names`."""
        end = date(year, 12, 31)
        later = [each for each in self.former_names.all() if each.valid_until >= end]
        return min(later, key=lambda each: each.valid_until, default=self)

    def exists_on(self, day: date) -> bool:
        """Whether the body exists on that day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)


class FormerName(models.Model):
    """What a body was called until a day, for the pages of the years in which it was."""

    SENSITIVITY: ClassVar = dict.fromkeys(
        ("id", "body", "name", "short_name", "translation_states", "valid_until"), PUBLIC
    )

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="former_names")
    name = Translated(max_length=200)
    short_name = Translated(max_length=80)
    translation_states = models.JSONField(default=dict, blank=True)
    valid_until = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "valid_until"], name="one_former_name_per_body_and_day"
            )
        ]

    def __str__(self) -> str:
        return self.said_short_name.text

    @property
    def said_name(self) -> Said:
        """The full name in the reader's language."""
        return said(self, "name")

    @property
    def said_short_name(self) -> Said:
        """The short name in the reader's language; the full one where there was none."""
        short = said(self, "short_name")
        return short if short.text else said(self, "name")


class PersonManager(BaseUserManager["Person"]):
    """Creates people with a usable, hashed password or none."""

    def create_user(self, email: str, password: str | None = None, **facts: Any) -> "Person":
        """A person who signs in with `email`; without password until they choose one."""
        person = self.model(email=self.normalize_email(email), **facts)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Someone who signs in. Nobody is all-powerful: an administrator reads no content."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("id", "language", "is_active", "is_administrator", "is_sample"), OFFICIAL),
        **dict.fromkeys(("email", "name", "password", "last_login", "joined_at"), PERSONAL),
    }

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=2, default="en")
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(
        default=False, help_text="Technical administrator: accounts and settings, no content."
    )
    is_sample = models.BooleanField(default=False)
    joined_at = models.DateTimeField(null=True, blank=True)

    # While somebody else looks at the site as this person: the plan, by number, they are kept to.
    seen_in: int | None = None

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_per_email",
                violation_error_message=_("Somebody signs in with this e-mail address already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, as allauth asks for it."""
        return self.name


class Session(AbstractBaseSession):
    """One browser in which somebody is signed in, roughly which, and until when."""

    SENSITIVITY: ClassVar = {
        **dict.fromkeys(("session_key", "session_data"), SEALED),
        **dict.fromkeys(("person", "device", "begun_at", "seen_at", "expire_date"), PERSONAL),
    }

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="sessions"
    )
    device = models.CharField(max_length=60, blank=True, help_text="Browser and system, roughly.")
    begun_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Where sessions are kept, as Django asks for it."""
        from suivi.people.session_store import SessionStore  # noqa: PLC0415  (knows this model)

        return SessionStore
