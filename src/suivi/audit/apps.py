"""Who did what, when: the chain of events."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Names the subject for Django."""

    name = "suivi.audit"
