"""Does a comment stand at its words, go back to the exact field, and stay with the record?"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from suivi.audit.models import Event
from suivi.errors import Refused
from suivi.notices.models import Notice
from suivi.plans.models import Membership, Role
from suivi.reporting import actions
from suivi.reporting.models import Contribution, ReviewComment, Turn
from suivi.reporting.notices.letters import letter
from suivi.reporting.states import Status
from tests.cast import Cast
from tests.factories import NOON

ACCOUNT = "Trained 24 officers.\n\nOpened a desk in Goma."
FULL = {"account": ACCOUNT, "progress": "on_track", "value:1.1::number": "24"}
State = ReviewComment.State


@pytest.fixture
def waiting(cast: Cast) -> Contribution:
    """Defence handed 1.a over, and nobody clears there."""
    Membership.objects.filter(role=Role.CLEARING_OFFICER).delete()
    return _submit(cast)


def _submit(cast: Cast, **answers: str) -> Contribution:
    cast.draft.refresh_from_db()
    typed = actions.Typed({**FULL, **answers}, cast.draft.version)
    actions.save_draft(by=cast.focal_point, at=NOON, contribution=cast.draft, typed=typed)
    actions.submit_contribution(by=cast.focal_point, at=NOON, contribution=cast.draft)
    cast.draft.refresh_from_db()
    return cast.draft


def _comment(cast: Cast, one: Contribution, field: str = "account", place: Any = 1) -> Any:
    remark = actions.Remark("Which desk, and since when?", field, place)
    return actions.comment_on(by=cast.coordinator, at=NOON, contribution=one, remark=remark)


def _send_back(cast: Cast, one: Contribution, **facts: Any) -> Contribution:
    facts = {"note": "", **facts}
    return actions.send_back_contribution(
        by=cast.coordinator, at=NOON + timedelta(minutes=1), contribution=one, **facts
    )


def _page(client: Client, name: str = "contribution", query: str = "") -> str:
    address = reverse(name, args=["small-plan", 2014, "1.a", "defence"])
    answer = client.get(f"{address}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_comment_keeps_the_words_it_speaks_of(cast: Cast, waiting: Contribution) -> None:
    made = _comment(cast, waiting)

    assert (made.quoted, made.version) == ("Opened a desk in Goma.", waiting.submitted_version)
    assert Event.objects.filter(verb="comment_on_contribution").count() == 1


def test_a_comment_on_a_paragraph_that_is_not_there_is_refused(
    cast: Cast, waiting: Contribution
) -> None:
    with pytest.raises(Refused, match="not there any more"):
        _comment(cast, waiting, place=7)
    with pytest.raises(Refused, match="Choose what"):
        _comment(cast, waiting, field="xyz", place=None)


def test_only_reviewers_comment(cast: Cast, waiting: Contribution) -> None:
    remark = actions.Remark("No.", "account", 0)
    with pytest.raises(Refused, match="comments here"):
        actions.comment_on(by=cast.focal_point, at=NOON, contribution=waiting, remark=remark)


def test_what_is_sent_back_needs_a_note_or_a_comment(cast: Cast, waiting: Contribution) -> None:
    with pytest.raises(Refused, match="Say what should be changed"):
        _send_back(cast, waiting)
    made = _comment(cast, waiting)

    assert _send_back(cast, waiting, comments=[made.pk]).status == Status.SENT_BACK
    turn = Turn.objects.get(verb="send_back")
    assert turn.facts == {"comments": [made.pk]}


def test_a_note_may_speak_of_one_field(cast: Cast, waiting: Contribution) -> None:
    _send_back(cast, waiting, note="24 or 25?", field="value:1.1::number")

    note = ReviewComment.objects.get()
    assert (note.field, note.quoted, note.words) == ("value:1.1::number", "24", "24 or 25?")
    assert note.sent_at is not None


def test_the_department_reads_a_comment_only_when_it_was_sent(
    cast: Cast, waiting: Contribution, signed_in: Any
) -> None:
    made = _comment(cast, waiting)
    assert "Which desk" in _page(signed_in(cast.coordinator))
    assert "Which desk" not in _page(signed_in(cast.focal_point))

    _send_back(cast, waiting, comments=[made.pk])
    page = _page(signed_in(cast.focal_point))
    assert "1 thing to look at" in page
    assert f'href="#comment-{made.pk}"' in page
    before_field = page.index(f'id="comment-{made.pk}"')
    assert before_field < page.index('name="account"')


def test_nobody_outside_reads_a_comment(
    cast: Cast, waiting: Contribution, signed_in: Any, client: Client
) -> None:
    _comment(cast, waiting)
    Contribution.objects.filter(pk=waiting.pk).update(status=Status.PUBLISHED)
    for reader in (signed_in(cast.reader), signed_in(cast.other_focal_point), client):
        address = reverse("contribution", args=["small-plan", 2014, "1.a", "defence"])
        assert "Which desk" not in reader.get(address).content.decode()


def test_what_is_said_inside_a_department_stays_there(cast: Cast, signed_in: Any) -> None:
    submitted = _submit(cast)
    remark = actions.Remark("The minister will not like it.", "account", 0)
    actions.comment_on(by=cast.clearing_officer, at=NOON, contribution=submitted, remark=remark)
    assert "minister" in _page(signed_in(cast.clearing_officer))
    actions.clear_contribution(by=cast.clearing_officer, at=NOON, contribution=submitted)

    assert "minister" not in _page(signed_in(cast.coordinator))


def test_the_department_answers_at_the_field_and_loses_no_word(
    cast: Cast, waiting: Contribution, signed_in: Any
) -> None:
    made = _comment(cast, waiting)
    _send_back(cast, waiting, comments=[made.pk])
    waiting.refresh_from_db()
    client = signed_in(cast.focal_point)
    address = reverse("contribution", args=["small-plan", 2014, "1.a", "defence"])
    sent = {"base": str(waiting.version), "account": "Opened a desk in Goma in May."}
    sent |= {f"answer:{made.pk}": "Since May.", "done": str(made.pk)}

    assert client.post(address, sent).status_code == 302
    made.refresh_from_db()
    assert made.state == State.DONE
    assert made.answers.get().words == "Since May."
    waiting.refresh_from_db()
    newest = waiting.draft_versions.get(number=waiting.version)
    assert newest.answers["account"] == "Opened a desk in Goma in May."


def test_an_answer_without_the_button_is_kept_too(
    cast: Cast, waiting: Contribution, signed_in: Any
) -> None:
    made = _comment(cast, waiting)
    _send_back(cast, waiting, comments=[made.pk])
    address = reverse("contribution", args=["small-plan", 2014, "1.a", "defence"])
    sent = {"base": "1", f"answer:{made.pk}": "We look it up.", "save": "1"}

    signed_in(cast.focal_point).post(address, sent)
    made.refresh_from_db()
    assert (made.state, made.answers.get().words) == (State.OPEN, "We look it up.")


def test_a_comment_says_that_its_words_were_changed(
    cast: Cast, waiting: Contribution, signed_in: Any
) -> None:
    made = _comment(cast, waiting)
    _send_back(cast, waiting, comments=[made.pk])
    _submit(cast, account="Trained 24 officers.\n\nOpened a desk in Bukavu.")

    page = _page(signed_in(cast.coordinator))
    assert "The words were changed since" in page
    assert "[removed:] </span>Goma" in page
    assert "[added:] </span>Bukavu" in page
    assert f'id="comment-{made.pk}"' in page


def test_what_changed_since_the_last_turn_is_open_when_it_comes_back(
    cast: Cast, waiting: Contribution, signed_in: Any
) -> None:
    assert "What changed since" not in _page(signed_in(cast.coordinator))
    _send_back(cast, waiting, note="How many?")
    _submit(cast, **{"value:1.1::number": "25", "account": f"{ACCOUNT} And 1 more."})

    page = _page(signed_in(cast.coordinator))
    assert 'id="difference" open' in page
    assert "<del>24</del>" in page
    assert "<ins>25</ins>" in page
    assert "And 1 more" in page


def test_a_resolved_comment_stays_with_the_record_and_opens_again(
    cast: Cast, waiting: Contribution, signed_in: Any
) -> None:
    made = _comment(cast, waiting)
    client = signed_in(cast.coordinator)
    place = ["small-plan", 2014, "1.a", "defence", made.pk]
    client.post(reverse("comment-move", args=[*place, "resolve"]))
    made.refresh_from_db()
    assert (made.state, made.resolved_by) == (State.RESOLVED, cast.coordinator)
    assert "Which desk" in _page(client)

    client.post(reverse("comment-move", args=[*place, "reopen"]))
    made.refresh_from_db()
    assert (made.state, made.resolved_at) == (State.OPEN, None)


def test_mail_and_my_work_lead_to_the_exact_place(
    cast: Cast, waiting: Contribution, signed_in: Any
) -> None:
    made = _comment(cast, waiting)
    _send_back(cast, waiting, comments=[made.pk])

    work = signed_in(cast.focal_point).get(reverse("my-work")).content.decode()
    assert f"#comment-{made.pk}" in work
    notices = list(Notice.objects.filter(person=cast.focal_point, kind="sent_back"))
    mail = letter(cast.focal_point, notices, NOON.date())
    assert mail is not None
    links = [link.path for part in mail.sections for entry in part.entries for link in entry.links]
    assert [link.rsplit("#", 1)[1] for link in links] == [f"comment-{made.pk}"]


def test_what_was_typed_stands_in_the_form_when_nothing_says_why(
    cast: Cast, waiting: Contribution, signed_in: Any
) -> None:
    _comment(cast, waiting)
    place = ["small-plan", 2014, "1.a", "defence", "send_back"]
    answer = signed_in(cast.coordinator).post(reverse("contribution-move", args=place), {})

    assert answer.status_code == 422
    assert "choose a comment" in answer.content.decode()
