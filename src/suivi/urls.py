"""Which addresses are there? Each subject brings its own; a language prefix goes before all."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    *i18n_patterns(
        path("", include("suivi.people.urls")),
        path("", include("suivi.ui.urls")),
        path("", include("suivi.plans.urls")),
        path("", include("suivi.notices.urls")),
        path("", include("suivi.activities.urls")),
        path("", include("suivi.reporting.urls")),
        path("", include("suivi.publications.urls")),
        path("", include("suivi.site.urls")),
        prefix_default_language=False,
    )
]

handler400 = "suivi.ui.views.bad_request"
handler403 = "suivi.ui.views.refused"
handler404 = "suivi.ui.views.not_found"
handler500 = "suivi.ui.views.failed"
