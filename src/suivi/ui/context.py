"""What does every page know?"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from suivi.ui import navigation


def page(request: HttpRequest) -> dict[str, Any]:
    """The site's name, whether it is a demo, where one can go, and this page in other languages."""
    here = request.get_full_path()
    return {
        "site_name": settings.SITE_NAME,
        "is_demo": settings.SUIVI_DEMO,
        "navigation": navigation.entries(request),
        "languages": [
            {
                "code": code,
                "name": name,
                "href": translate_url(here, code),
                "is_current": code == get_language(),
            }
            for code, name in settings.LANGUAGES
        ],
    }
