"""How do several people write the report's own texts without losing a word?"""

import pytest

from suivi.audit.models import Event
from suivi.errors import Refused
from suivi.publications.actions import ReportTexts, StaleTexts, write_report_texts
from suivi.publications.models import Report, ReportVersion
from tests.cast import MEMBERS, Cast
from tests.factories import NOON
from tests.publications.year import published

MINE = {"en": ReportTexts("Mine.", "What I saw.")}
THEIRS = {"en": ReportTexts("Theirs.", "What they saw.")}


def save(cast: Cast, texts: dict[str, ReportTexts], version: int = 0) -> Report:
    """The coordinator saves these texts."""
    return write_report_texts(
        by=cast.coordinator, at=NOON, period=cast.period, texts=texts, version=version
    )


def test_the_first_save_makes_the_report(cast: Cast) -> None:
    report = save(cast, MINE)
    assert (report.version, report.number, report.language) == (1, 1, "en")
    assert report.introduction.texts == {"en": "Mine."}
    assert Event.objects.get(verb="write_report_texts").facts == {"version": 1}


def test_a_stale_save_changes_nothing_and_carries_both_texts(cast: Cast) -> None:
    save(cast, THEIRS)
    with pytest.raises(StaleTexts) as stale:
        save(cast, MINE)
    assert stale.value.mine == MINE
    assert stale.value.report.introduction.texts == {"en": "Theirs."}
    assert Report.objects.get().introduction.texts == {"en": "Theirs."}
    assert Report.objects.get().version == 1


def test_every_save_is_kept(cast: Cast) -> None:
    save(cast, THEIRS)
    save(cast, MINE, version=1)
    kept = {each.number: each.texts["introduction:en"] for each in ReportVersion.objects.all()}
    assert kept == {1: "Theirs.", 2: "Mine."}


def test_other_languages_stay_as_they_are(cast: Cast) -> None:
    save(cast, MINE)
    report = save(cast, {"fr": ReportTexts("La mienne.", "Ce que j’ai vu.")}, version=1)
    assert report.introduction.texts == {"en": "Mine.", "fr": "La mienne."}
    assert report.language == "en"


def test_line_ends_of_browsers_become_one(cast: Cast) -> None:
    report = save(cast, {"en": ReportTexts("One.\r\n\r\nTwo.\r\n", "")})
    assert report.introduction.texts == {"en": "One.\n\nTwo."}


def test_what_is_published_is_not_written_in_again(cast: Cast) -> None:
    report = published(cast)
    with pytest.raises(Refused, match="does not change"):
        save(cast, MINE, version=report.version)


@pytest.mark.parametrize("name", [name for name in MEMBERS if name != "coordinator"])
def test_only_coordinators_write_them(cast: Cast, name: str) -> None:
    with pytest.raises(Refused, match="coordinators of this plan"):
        write_report_texts(by=cast.member(name), at=NOON, period=cast.period, texts=MINE)  # type: ignore[arg-type]
    assert not Report.objects.exists()
