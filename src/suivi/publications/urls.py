"""Which addresses have the reports?"""

from django.urls import URLPattern, URLResolver, include, path

from suivi.publications.views import desk, public

one = [
    path("", public.report, name="report"),
    path("report.pdf", public.report_pdf, name="report-pdf"),
    path("report.json", public.report_json, name="report-json"),
    path("report.html", public.report_html, name="report-html"),
    path("desk/", desk.desk, name="report-desk"),
    path("desk/autosave/", desk.autosave, name="report-desk-autosave"),
    path("desk/publish/", desk.publish, name="report-publish"),
    path("desk/files/", desk.order_files, name="report-files"),
    path("desk/preview/", desk.preview, name="report-preview"),
    path("desk/preview.pdf", desk.preview_pdf, name="report-preview-pdf"),
    path("<slug:part>/", public.report_part, name="report-part"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/<slug:plan>/results.xml", public.results_iati, name="plan-results-iati"),
    path("reports/", public.reports, name="reports"),
    path("reports/<slug:plan>/<int:year>/", include(one)),
]
