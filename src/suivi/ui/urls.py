"""Which addresses belong to the look itself?"""

from django.urls import URLPattern, URLResolver, path

from suivi.ui import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("components/", views.components, name="components"),
]
