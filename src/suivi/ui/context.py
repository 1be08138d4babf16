"""What does every page know?"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, get_language_from_path

from suivi.ui import navigation


def _in_language(request: HttpRequest, code: str) -> str:
    """This address in another language; one that leads nowhere keeps its path there as well."""
    here = request.get_full_path()
    if request.resolver_match is not None:
        return translate_url(here, code)
    prefix = get_language_from_path(request.path_info)
    path = here.removeprefix(f"/{prefix}") if prefix else here
    return path if code == settings.LANGUAGE_CODE else f"/{code}{path}"


def page(request: HttpRequest) -> dict[str, Any]:
    """The site's name, whether it is a demo, where one can go, and this page in other languages."""
    return {
        "site_name": settings.SITE_NAME,
        "is_demo": settings.SUIVI_DEMO,
        "navigation": navigation.entries(request),
        "provider_name": settings.OIDC_NAME,  # who else signs people in, if anybody
        "is_missing": False,  # said by the page that tells so
        "languages": [
            {
                "code": code,
                "name": name,
                "href": _in_language(request, code),
                "is_current": code == get_language(),
            }
            for code, name in settings.LANGUAGES
        ],
    }
