"""Which addresses have the frameworks?"""

from django.urls import URLPattern, URLResolver, path

from suivi.site.frameworks import views

_ONE = "frameworks/<slug:framework>/<str:indicator>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("frameworks/", views.frameworks, name="frameworks"),
    path("framework-import/", views.framework_import, name="framework-import"),
    path("frameworks/<slug:framework>/", views.framework, name="framework"),
    path("frameworks/<slug:framework>/<int:year>/add/", views.indicator_add, name="framework-add"),
    path(f"{_ONE}/", views.indicator, name="framework-indicator"),
    path(f"{_ONE}/change/", views.indicator_change, name="framework-change"),
    path(f"{_ONE}/instruments/", views.indicator_pairs, name="framework-pairs"),
    path(f"{_ONE}/table.<str:form>", views.indicator_table, name="framework-table"),
    path("plans/<slug:slug>/<str:code>/indicators/", views.line_pairs, name="line-pairs"),
]
