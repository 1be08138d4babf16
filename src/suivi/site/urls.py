"""Which addresses has the public site?"""

from django.urls import URLPattern, URLResolver, path

from suivi.site import views
from suivi.site.definitions.urls import urlpatterns as definitions
from suivi.site.frameworks.urls import urlpatterns as frameworks
from suivi.site.instruments.urls import urlpatterns as instruments
from suivi.site.projects.views import projects

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("plans/", views.plans, name="plans"),
    path("plans/<slug:slug>/", views.plan, name="plan"),
    *instruments,  # before the lines: "instruments" is not the code of one
    path("plans/<slug:slug>/<str:code>/", views.line, name="line"),
    path("plans/<slug:slug>/<str:code>/projects/", projects, name="line-projects"),
    path("bodies/<slug:code>/", views.body, name="body"),
    path("countries/<slug:code>/", views.country, name="country"),
    path("search/", views.search, name="search"),
    *definitions,
    *frameworks,
]
