"""What stands in a mail, and how does a letter become one?

Plain text first, and the same in HTML without any style. Names and titles are on one line in the
head of a mail, whatever somebody typed into them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from email.headerregistry import Address
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from suivi.notices.addresses import absolute, host, stop_address
from suivi.notices.kinds import DIGEST, kind_of, teller_of, tellers
from suivi.notices.letters import Letter, Section
from suivi.notices.models import DigestDay, MailPreference, Notice, OutgoingMail
from suivi.notices.recipients import declined, may_be_stopped, preference_of
from suivi.people.models import Person

_LONGEST_SUBJECT: Final = 150


@dataclass(frozen=True)
class Written:
    """A letter with everything around it, in plain text and HTML."""

    subject: str
    text: str
    html: str
    reply_to: str
    stop: str


def letter_for(mail: OutgoingMail, on: date) -> Letter | None:
    """What the mail has to say on that day, in the active language; None for nothing any more."""
    notices = list(mail.notices.select_related("person").order_by("created_at", "pk"))
    if mail.kind != DIGEST:
        return teller_of(mail.kind).letter(mail.person, notices, on)
    preference = preference_of(mail.person)
    return None if preference.digest == DigestDay.NEVER else _digest(mail, preference, notices, on)


def _digest(
    mail: OutgoingMail, preference: MailPreference, notices: list[Notice], on: date
) -> Letter | None:
    """All that waits for the person as of now; its first sentence is the subject."""
    refused = declined({mail.person_id: preference})
    sections: list[Section] = []
    for teller in tellers():
        found = teller.digest([mail.person], notices, refused, on).get(mail.person_id)
        sections += found() if found else []
    sections = [section for section in sections if section.entries]
    if not sections:
        return None
    return Letter(subject=sections[0].entries[0].text.rstrip("."), sections=sections)


def written(person: Person, kind: str, letter: Letter) -> Written:
    """The letter to a person in the active language, from greeting to last line."""
    stop = stop_address(person, kind) if may_be_stopped(kind) else ""
    facts: dict[str, Any] = {
        "name": on_one_line(person.name),
        "letter": letter,
        "site_name": settings.SITE_NAME,
        "site_address": settings.SITE_ADDRESS,
        "language": translation.get_language(),
        "my_work": absolute(resolve_url(settings.LOGIN_REDIRECT_URL)),
        "preferences": absolute(reverse("notices-preferences")),
        "stop": stop,
        "why": _why(person, kind),
    }
    subject = on_one_line(f"{settings.SITE_NAME}: {letter.subject}")
    facts["subject"] = subject
    return Written(
        subject=subject[:_LONGEST_SUBJECT],
        text=f"{render_to_string('notices/mail.txt', facts).strip()}\n",
        html=render_to_string("notices/mail.html", facts),
        reply_to=letter.reply_to,
        stop=stop,
    )


def _why(person: Person, kind: str) -> str:
    """The sentence at the end that says why this mail came."""
    if kind != DIGEST:
        why = kind_of(kind).why
        return str(why) if why else _("This mail comes at once, because the day is near.")
    chosen = DigestDay(preference_of(person).digest)
    return _("This digest comes %(when)s.") % {"when": chosen.label}


def message_for(mail: OutgoingMail, at: datetime) -> EmailMultiAlternatives | None:
    """The mail as it leaves, in the language of its reader; None for nothing to say any more."""
    with translation.override(mail.person.language):
        letter = letter_for(mail, timezone.localtime(at).date())
        if letter is None:
            return None
        return _message(mail, written(mail.person, mail.kind, letter))


def _message(mail: OutgoingMail, said: Written) -> EmailMultiAlternatives:
    headers = {
        "Message-ID": mail.message_id,
        "Content-Language": translation.get_language() or "en",
        # Nobody's absence is to be told to us (RFC 3834, and what Exchange reads).
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if said.stop:
        headers["List-Unsubscribe"] = f"<{said.stop}>"
        if said.stop.startswith("https://"):  # one click: RFC 8058 wants https
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(
        said.subject,
        said.text,
        to=[_to(mail.person)],
        reply_to=[said.reply_to] if said.reply_to else None,
        headers=headers,
    )
    message.attach_alternative(said.html, "text/html")
    return message


def _to(person: Person) -> str:
    """The name and address of a person; the address alone where they do not make one."""
    try:
        return str(Address(on_one_line(person.name), addr_spec=person.email))
    except (ValueError, IndexError):
        return person.email


def on_one_line(words: str) -> str:
    """Words without line breaks and control characters, fit for the head of a mail."""
    return " ".join("".join(s if s.isprintable() else " " for s in words).split())


def new_message_id(unique: str) -> str:
    """A Message-ID that names this machine and nobody."""
    return f"<{unique}@{host()}>"
