"""Which addresses has the round?"""

from django.urls import URLPattern, URLResolver, include, path

from suivi.reporting.views import (
    activities,
    contributions,
    desk,
    handover,
    reminding,
    restating,
    workbooks,
)

one = [
    path("", contributions.contribution, name="contribution"),
    path("autosave/", contributions.autosave, name="contribution-autosave"),
    path("join/", contributions.join, name="contribution-join"),
    path("move/<slug:verb>/", contributions.move, name="contribution-move"),
    path("figures/<str:measure>/restate/", restating.restate, name="value-restate"),
    path("remind/", reminding.remind, name="contribution-remind"),
    path("activities/add/", activities.add, name="activity-add"),
    path("activities/<int:pk>/", activities.change, name="activity-change"),
    path("activities/<int:pk>/tell/", activities.tell, name="activity-tell"),
    path("activities/<int:pk>/remove/", activities.remove, name="activity-remove"),
]

workbook = [
    path("", workbooks.workbook, name="workbook"),
    path("download/", workbooks.download_workbook, name="workbook-download"),
    path("<int:pk>/", workbooks.preview, name="workbook-preview"),
    path("<int:pk>/original/", workbooks.original, name="workbook-original"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("my-work/", desk.my_work, name="my-work"),
    path("board/<slug:plan>/<int:year>/", desk.board, name="board"),
    path("board/<slug:plan>/<int:year>/open/", desk.open_period, name="period-open"),
    path("board/<slug:plan>/<int:year>/close/", desk.close_period, name="period-close"),
    path("plans/<slug:plan>/handover/<slug:body>/", handover.handover, name="handover"),
    path(
        "plans/<slug:plan>/handover/<slug:body>/<int:pk>/", handover.take_up, name="aside-take-up"
    ),
    path("review/<slug:plan>/<int:year>/", desk.review, name="review"),
    # Before the lines: no line of a plan is called "workbook".
    path("board/<slug:plan>/<int:year>/workbook/<slug:body>/", include(workbook)),
    path("board/<slug:plan>/<int:year>/<str:code>/<slug:body>/", include(one)),
]
