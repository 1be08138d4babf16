"""Is a common text written beside its parts, without a word lost, and read when ready?"""

from typing import Any

import pytest
from django.urls import reverse

from suivi.audit.models import Event
from suivi.errors import Refused
from suivi.reporting import actions
from suivi.reporting.models import CommonText, Contribution
from suivi.reporting.queries.review.common import CommonFilter, common_page, common_rows
from suivi.reporting.states import Status
from tests import factories
from tests.cast import Cast
from tests.factories import NOON

HERE = ["small-plan", 2014, "1.b"]


@pytest.fixture
def other(cast: Cast) -> Contribution:
    """Defence has something on the line of Justice, too."""
    return factories.make_contribution(
        *(cast.shared_line, cast.body, cast.period),
        status=Status.SUBMITTED,
        progress="on_track",
        account="Defence trained.\n\nDefence wrote a guide.",
    )


def _save(cast: Cast, text: str, base: int, *, window: str = "one", join: bool = True) -> Any:
    return actions.save_common_text(
        by=cast.coordinator,
        at=NOON,
        line=cast.shared_line,
        period=cast.period,
        typed=actions.TypedText(text, "fr", base, window),
        join=join,
    )


def test_a_line_of_one_body_has_nothing_in_common(cast: Cast) -> None:
    with pytest.raises(Refused, match="several bodies"):
        _save(cast, "Text.", 0)


@pytest.mark.usefixtures("other")
def test_departments_do_not_write_it(cast: Cast) -> None:
    with pytest.raises(Refused, match="coordinators"):
        actions.save_common_text(
            by=cast.focal_point,
            at=NOON,
            line=cast.shared_line,
            period=cast.period,
            typed=actions.TypedText("Text.", "en", 0),
        )


@pytest.mark.usefixtures("other")
def test_every_save_is_a_version_and_the_same_text_is_none(cast: Cast) -> None:
    _save(cast, "One.", 0)
    _save(cast, "One. Two.", 1)
    common = _save(cast, "One. Two.", 2).common

    assert (common.version, common.text, common.language) == (2, "One. Two.", "fr")
    assert Event.objects.filter(verb="save_common_text").count() == 2


@pytest.mark.usefixtures("other")
def test_two_who_change_different_paragraphs_are_joined(cast: Cast) -> None:
    _save(cast, "One.\n\nMiddle.\n\nTwo.", 0)
    _save(cast, "One!\n\nMiddle.\n\nTwo.", 1, window="a")
    saved = _save(cast, "One.\n\nMiddle.\n\nTwo!", 1, window="b")

    assert saved.common.text == "One!\n\nMiddle.\n\nTwo!"
    assert (saved.was_joined, saved.stands_twice) == (True, False)


@pytest.mark.usefixtures("other")
def test_two_who_change_the_same_words_lose_none(cast: Cast) -> None:
    _save(cast, "One.", 0)
    _save(cast, "One by Ann.", 1, window="a")
    saved = _save(cast, "One by Bob.", 1, window="b")

    assert saved.stands_twice
    assert "One by Ann." in saved.common.text
    assert "One by Bob." in saved.common.text


@pytest.mark.usefixtures("other")
def test_what_is_typed_too_late_is_kept_aside_until_it_is_joined(
    cast: Cast, signed_in: Any
) -> None:
    _save(cast, "One.", 0)
    _save(cast, "One by Ann.", 1, window="a")
    client = signed_in(cast.coordinator)
    sent = {"text": "One by Bob.", "language": "en", "base": "1", "window": "b"}
    answer = client.post(reverse("common-text-autosave", args=HERE), sent).content.decode()
    assert "Your text is kept beside theirs" in answer
    assert 'name="base" value="1"' in answer
    page = client.get(reverse("common-text", args=HERE)).content.decode()
    assert "One by Bob." in page

    aside = CommonText.objects.get().asides.get()
    client.post(reverse("common-text", args=HERE), {"join": str(aside.pk)})
    common = CommonText.objects.get()
    assert "One by Ann." in common.text
    assert "One by Bob." in common.text
    assert not common.asides.exists()


def test_a_paragraph_is_copied_with_its_source(
    cast: Cast, other: Contribution, signed_in: Any
) -> None:
    client = signed_in(cast.coordinator)
    address = reverse("common-text", args=HERE)
    page = client.get(address).content.decode()
    assert "Defence wrote a guide." in page
    sent = {"text": "Begun.", "language": "en", "base": "0", "take": f"{other.pk}:1"}
    client.post(address, sent)

    assert CommonText.objects.get().text == "Begun.\n\nDefence wrote a guide."
    sources = common_page(cast.shared_line, cast.period).sources
    assert [source.body for source in sources] == [None, cast.body]
    page = client.get(address).content.decode()
    assert "stands in the common text" in page
    assert 'Defence wrote a guide. <span class="tag">Defence</span>' in page


def test_departments_that_change_afterwards_are_flagged(
    cast: Cast, other: Contribution, signed_in: Any
) -> None:
    common = _save(cast, "Common.", 0).common
    actions.make_common_text_ready(by=cast.coordinator, at=NOON, common=common)
    other.draft_versions.create(number=2, answers={"account": "New."}, saved_at=NOON)
    Contribution.objects.filter(pk=other.pk).update(
        version=2, submitted_version=2, account="Defence trained more."
    )
    row = common_rows(cast.period, CommonFilter(state="changed"))[0]
    assert (row.line, row.changed) == (cast.shared_line, 1)

    client = signed_in(cast.coordinator)
    page = client.get(reverse("common-text", args=HERE)).content.decode()
    assert "1 department changed since" in page
    assert "[added:] </span>more" in page or "[added:] </span>Defence trained more." in page
    client.post(reverse("common-text", args=HERE), {"seen": "1", "part": f"{other.pk}:2"})
    assert common_rows(cast.period, CommonFilter(state="changed")) == []


@pytest.mark.usefixtures("other")
def test_it_is_read_by_its_departments_once_it_is_ready(cast: Cast, signed_in: Any) -> None:
    common = _save(cast, "What all did.", 0).common
    address = reverse("common-text", args=HERE)
    assert signed_in(cast.focal_point).get(address).status_code == 404
    actions.make_common_text_ready(by=cast.coordinator, at=NOON, common=common)

    assert "What all did." in signed_in(cast.focal_point).get(address).content.decode()
    own = reverse("contribution", args=[*HERE, "justice"])
    page = signed_in(cast.other_focal_point).get(own).content.decode()
    assert f'href="{address}"' in page
    assert signed_in(cast.reader).get(address).status_code == 404


@pytest.mark.usefixtures("other")
def test_what_is_ready_changes_only_when_it_is_taken_back(cast: Cast) -> None:
    common = _save(cast, "Common.", 0).common
    actions.make_common_text_ready(by=cast.coordinator, at=NOON, common=common)
    with pytest.raises(Refused, match="take it back first"):
        _save(cast, "Other.", 2)

    actions.take_back_common_text(by=cast.coordinator, at=NOON, common=common)
    assert _save(cast, "Other.", 3).common.text == "Other."


@pytest.mark.usefixtures("other")
def test_an_empty_text_is_never_ready(cast: Cast) -> None:
    common = _save(cast, "", 0).common
    with pytest.raises(Refused, match="empty"):
        actions.make_common_text_ready(by=cast.coordinator, at=NOON, common=common)


@pytest.mark.usefixtures("other")
def test_the_list_is_searched_and_leaves_as_shown(cast: Cast, signed_in: Any) -> None:
    third = factories.make_body("interior", name="Interior")
    for body in (cast.body, third):
        line = factories.make_provision(cast.plan, f"4.{body.code[0]}", parent=cast.goal)
        for each in (cast.other_body, body):
            factories.make_contribution(line, each, cast.period)
    client = signed_in(cast.coordinator)
    page = client.get(reverse("common-texts", args=HERE[:2]), {"words": "interior"})
    assert "4.i" in page.content.decode()
    assert "4.d" not in page.content.decode()
    table = client.get(
        reverse("common-texts-export", args=[*HERE[:2], "csv"]), {"order": "-line"}
    ).content.decode("utf-8-sig")
    assert [row.split(",")[0] for row in table.splitlines()] == ["Line", "4.i", "4.d", "1.b"]
