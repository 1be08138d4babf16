"""Which addresses has the round?"""

from django.urls import URLPattern, URLResolver, include, path

from suivi.reporting.views import (
    activities,
    board,
    clearance,
    commenting,
    common_texts,
    contributions,
    delivery,
    desk,
    handover,
    offering,
    periods,
    promises,
    reminding,
    restating,
    reviewing,
    submitting_for,
    times_away,
    workbooks,
)

one = [
    path("", contributions.contribution, name="contribution"),
    path("autosave/", contributions.autosave, name="contribution-autosave"),
    path("join/", contributions.join, name="contribution-join"),
    path("move/<slug:verb>/", contributions.move, name="contribution-move"),
    path("submit-for/", submitting_for.submit_for, name="contribution-submit-for"),
    path("figures/<str:measure>/restate/", restating.restate, name="value-restate"),
    path("comments/add/", commenting.add, name="comment-add"),
    path("comments/<int:pk>/<slug:verb>/", commenting.move, name="comment-move"),
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

review = [
    path("", reviewing.review, name="review"),
    path("accept/", reviewing.accept_many, name="review-accept"),
    path("give-back/", reviewing.give_back, name="review-give-back"),
    path("export/<slug:kind>/", reviewing.export, name="review-export"),
    path("views/save/", reviewing.save_view, name="review-view-save"),
    path("views/<int:pk>/forget/", reviewing.forget_view, name="review-view-forget"),
    path("common/", common_texts.common_texts, name="common-texts"),
    path("common-export/<slug:kind>/", common_texts.export, name="common-texts-export"),
    path("common/<str:code>/", common_texts.common_text, name="common-text"),
    path("common/<str:code>/autosave/", common_texts.autosave, name="common-text-autosave"),
]

steps = [
    path("", clearance.steps, name="clearance"),
    path("add/", clearance.add, name="clearance-add"),
    path("<int:pk>/", clearance.change, name="clearance-step"),
    path("<int:pk>/move/<slug:way>/", clearance.move, name="clearance-step-move"),
    path("<int:pk>/end/", clearance.end, name="clearance-step-end"),
    path("away/<int:pk>/", times_away.away, name="time-away"),
    path("away/<int:pk>/back/", times_away.back, name="time-away-back"),
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
    path("plans/<slug:plan>/clearance/<slug:body>/", include(steps)),
    # Before the lines of the site: "promises" is not the code of one.
    path("plans/<slug:plan>/promises/", promises.ledger, name="promises"),
    path("plans/<slug:plan>/promises/<slug:kind>/", promises.export, name="promises-export"),
    path("review/<slug:plan>/<int:year>/", include(review)),
    # Before the lines: no line of a plan is called "workbook", "delivery", "period",
    # "export" or "views".
    path("board/<slug:plan>/<int:year>/delivery/<slug:body>/", include(delivering)),
    path("board/<slug:plan>/<int:year>/workbook/<slug:body>/", include(workbook)),
    path("board/<slug:plan>/<int:year>/<str:code>/<slug:body>/", include(one)),
]
