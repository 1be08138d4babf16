"""Which addresses has the public site?"""

from django.urls import URLPattern, URLResolver, path

from suivi.site import views
from suivi.site.frameworks.urls import urlpatterns as frameworks
from suivi.site.projects.views import projects

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("plans/", views.plans, name="plans"),
    path("plans/<slug:slug>/", views.plan, name="plan"),
    path("plans/<slug:slug>/<str:code>/", views.line, name="line"),
    path("plans/<slug:slug>/<str:code>/projects/", projects, name="line-projects"),
    path("bodies/<slug:code>/", views.body, name="body"),
    path("search/", views.search, name="search"),
    *frameworks,
]
