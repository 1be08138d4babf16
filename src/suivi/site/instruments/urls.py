"""Which addresses have the monitoring instruments?"""

from django.urls import URLPattern, URLResolver, path

from suivi.site.instruments import views

_ONE = "plans/<slug:slug>/<str:code>/instruments/<int:position>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/<slug:slug>/instruments/", views.instruments, name="instruments"),
    path(
        "plans/<slug:slug>/instruments/table.<str:form>",
        views.instruments_table,
        name="instruments-table",
    ),
    path(f"{_ONE}/", views.instrument, name="instrument"),
    path(f"{_ONE}/<int:year>/", views.instrument_year, name="instrument-year"),
]
