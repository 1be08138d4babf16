"""Which address has the definition of a measure?"""

from django.urls import URLPattern, path

from suivi.site.definitions import views

urlpatterns: list[URLPattern] = [
    path(
        "plans/<slug:slug>/<str:code>/measures/<str:key>/definition/",
        views.definition,
        name="measure-definition",
    ),
]
