"""Which addresses have the people of a plan?"""

from django.urls import URLPattern, URLResolver, include, path

from suivi.plans.views import looking, people, provider

one = [
    path("again/", people.invite_again, name="membership-invite-again"),
    path("change/", people.change, name="membership-change"),
    path("end/", people.end, name="membership-end"),
    path("look/", looking.look_as, name="look-as"),
    path("hand-over/", people.hand_over, name="membership-hand-over"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    # Before the lines: no line of a plan is called "people".
    path("plans/<slug:plan>/people/", people.people, name="people"),
    path("plans/<slug:plan>/people/export/<slug:kind>/", people.export, name="people-export"),
    path("plans/<slug:plan>/people/invite/", people.invite, name="people-invite"),
    path("plans/<slug:plan>/people/<int:pk>/", include(one)),
    path("accounts/provider/", provider.sign_in, name="provider-sign-in"),
    path("accounts/provider/back/", provider.back, name="provider-back"),
    path("look/stop/", looking.stop, name="look-stop"),
]
