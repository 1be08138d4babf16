"""Which addresses have notices?"""

from django.urls import URLPattern, URLResolver, path

from suivi.notices.views import office, own

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/notices/", own.preferences, name="notices-preferences"),
    path("account/notices/calendar/", own.renew, name="calendar-renew"),
    path("notices/stop/<str:token>/", own.stop, name="notices-stop"),
    path("calendar/<str:token>/round.ics", own.calendar, name="calendar"),
    path("my-work/round.ics", own.own_calendar, name="own-calendar"),
    path("mails/", office.mails, name="mails"),
    path("mails/again/", office.retry_all, name="mails-again"),
    path("mails/<int:pk>/again/", office.retry, name="mail-again"),
    path("outbox/", office.outbox, name="outbox"),
    path("outbox/<slug:name>/", office.outbox_mail, name="outbox-mail"),
    path("outbox/<slug:name>/html/", office.outbox_html, name="outbox-html"),
]
