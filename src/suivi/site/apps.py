"""The public site: pages that join the subjects into one thread, promised, done, told."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Names the subject for Django."""

    name = "suivi.site"
