"""Which addresses has the register of activities?"""

from django.urls import URLPattern, URLResolver, path

from suivi.activities import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("evidence/<int:pk>/", views.evidence_file, name="evidence-file"),
]
