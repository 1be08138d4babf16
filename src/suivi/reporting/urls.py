"""Which addresses has the round?"""

from django.urls import URLPattern, URLResolver, include, path

from suivi.reporting.views import (
    activities,
    board,
    contributions,
    delivery,
    desk,
    handover,
    offering,
    periods,
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
    path("activities/take-back/", offering.take_back, name="activities-take-back"),
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

delivering = [
    path("", delivery.tell, name="delivery"),
    path("extension/", delivery.ask_extension, name="extension-ask"),
]

views = [
    path("save/", board.save_view, name="board-view-save"),
    path("<int:pk>/forget/", board.forget_view, name="board-view-forget"),
]

period = [
    path("", periods.period, name="period"),
    path("schedule/", periods.reschedule, name="period-reschedule"),
    path("length/", periods.expect_length, name="period-length"),
    path("due-day/", periods.set_due_day, name="period-due-day"),
    path("extensions/<int:pk>/", periods.answer_extension, name="extension-answer"),
    path("reopen/", periods.reopen_period, name="period-reopen"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("my-work/", desk.my_work, name="my-work"),
    path("my-work/export/<slug:kind>/", desk.export, name="my-work-export"),
    path("board/<slug:plan>/<int:year>/", board.board, name="board"),
    path("board/<slug:plan>/<int:year>/export/<slug:kind>/", board.export, name="board-export"),
    path("board/<slug:plan>/<int:year>/views/", include(views)),
    path("board/<slug:plan>/<int:year>/open/", periods.open_period, name="period-open"),
    path("board/<slug:plan>/<int:year>/close/", periods.close_period, name="period-close"),
    path("board/<slug:plan>/<int:year>/period/", include(period)),
    path("plans/<slug:plan>/handover/<slug:body>/", handover.handover, name="handover"),
    path(
        "plans/<slug:plan>/handover/<slug:body>/<int:pk>/", handover.take_up, name="aside-take-up"
    ),
    path("review/<slug:plan>/<int:year>/", desk.review, name="review"),
    # Before the lines: no line of a plan is called "workbook", "delivery", "period",
    # "export" or "views".
    path("board/<slug:plan>/<int:year>/delivery/<slug:body>/", include(delivering)),
    path("board/<slug:plan>/<int:year>/workbook/<slug:body>/", include(workbook)),
    path("board/<slug:plan>/<int:year>/<str:code>/<slug:body>/", include(one)),
]
