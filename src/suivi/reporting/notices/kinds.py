"""Which kinds of notices has the round?"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from suivi.notices.kinds import Kind

SENT_BACK: Final = "sent_back"
REMINDER: Final = "reminder"
DUE_TOMORROW: Final = "due_tomorrow"
SILENCE: Final = "silence_tomorrow"
IN_YOUR_NAME: Final = "in_your_name"
TO_WRITE: Final = "to_write"
TO_CLEAR: Final = "to_clear"
TO_REVIEW: Final = "to_review"
TOLD: Final = "told"

KINDS: Final = (
    Kind(
        SENT_BACK,
        _("A contribution is sent back to you"),
        is_immediate=True,
        why=_("It always comes, at once: the contribution waits for you alone."),
    ),
    Kind(
        REMINDER,
        _("A coordinator reminds you"),
        is_immediate=True,
        why=_("It always comes: a person wrote to you and waits for an answer."),
        is_joined=False,
    ),
    Kind(DUE_TOMORROW, _("Contributions due tomorrow (at once)"), is_immediate=True),
    Kind(SILENCE, _("Silence clears tomorrow what waits for you (at once)"), is_immediate=True),
    Kind(
        IN_YOUR_NAME,
        _("A contribution is submitted in your name"),
        is_immediate=True,
        why=_("It always comes, at once: somebody acted in your name."),
    ),
    Kind(TO_WRITE, _("Contributions to write: asked, due soon, overdue")),
    Kind(TO_CLEAR, _("Contributions to clear")),
    Kind(TO_REVIEW, _("Contributions to review, and what is overdue in the plan")),
    Kind(TOLD, _("Contributions accepted and published")),
)
