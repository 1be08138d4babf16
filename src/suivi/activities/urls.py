"""Which addresses has the register of activities?"""

from django.urls import URLPattern, URLResolver, include, path

from suivi.activities.views import bulk, entering, evidence, fragile, iati, register, tables

one = [
    path("", register.activity, name="activity"),
    path("history/", register.changes, name="activity-history"),
    path("change/", entering.change, name="activity-edit"),
    path("remove/", entering.remove, name="activity-take-out"),
    path("bring-back/", entering.bring_back, name="activity-bring-back"),
    path("restore/<int:number>/", entering.restore, name="activity-restore"),
]

imported = [
    path("", iati.one, name="iati-import"),
    path("decide/", iati.decide, name="iati-import-decide"),
    path("confirm/", iati.confirm, name="iati-import-confirm"),
    path("again/", iati.again, name="iati-import-again"),
    path("original/", iati.original, name="iati-import-original"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("activities/", register.activities, name="activities"),
    path("activities/overview/", register.overview, name="activity-overview"),
    path("activities/export/<slug:kind>/", register.export, name="activity-export"),
    path("activities/enter/", entering.enter, name="activity-enter"),
    path("activities/several/", bulk.change_several, name="activity-bulk"),
    path("activities/several/undo/", bulk.undo_several, name="activity-bulk-undo"),
    path("activities/table/", tables.hand_over, name="activity-table"),
    path("activities/table/empty/<slug:kind>/", tables.empty, name="activity-table-empty"),
    path("activities/table/<int:pk>/", tables.preview, name="activity-table-preview"),
    path("activities/table/<int:pk>/original/", tables.original, name="activity-table-original"),
    path("activities/table/<int:pk>/undo/", tables.undo, name="activity-table-undo"),
    path("activities/filters/", register.save_filter, name="activity-filter-save"),
    path("activities/filters/<int:pk>/", register.forget_filter, name="activity-filter-forget"),
    path("activities/iati/", iati.imports, name="iati-imports"),
    path("activities/iati/<int:pk>/", include(imported)),
    path("activities/<uuid:uid>/", include(one)),
    path("fragile-contexts/", fragile.editions, name="fragile-editions"),
    path("fragile-contexts/load/", fragile.load, name="fragile-load"),
    path("fragile-contexts/<int:year>/change/", fragile.change, name="fragile-change"),
    path("evidence/<int:pk>/", evidence.evidence_file, name="evidence-file"),
]
