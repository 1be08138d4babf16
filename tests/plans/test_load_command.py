"""What do ./suivi plan load and ./suivi plan show say?"""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from suivi.plans.formats.canonical import canonical
from suivi.plans.models import Plan
from tests.plans.files import BELGIAN, SAMPLE, activity, loaded_sample, sample

pytestmark = pytest.mark.django_db


def _told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    call_command("plan_load", *words)
    return capsys.readouterr().out


def test_the_command_loads_the_predecessor_that_lies_beside_the_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _told(capsys, str(BELGIAN)).splitlines() == [
        "Loaded the plan be-wps-2009-2012.",
        "Loaded the plan be-wps-2013-2016.",
    ]
    assert Plan.objects.get(slug="be-wps-2013-2016").predecessor == Plan.objects.get(
        slug="be-wps-2009-2012"
    )


def test_the_command_tells_changes_and_what_to_type_to_make_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loaded_sample()
    path = tmp_path / "changed.json"
    path.write_bytes(canonical(sample(lambda p: activity(p).update(text="Open none."))))
    assert _told(capsys, str(path)).splitlines() == [
        "The plan example-four-levels is here already. Changes in the file: 1.",
        "  changed  activities A.1.1.1, text (en): “Open two shelters.” → “Open none.”",
        "Nothing was changed. To change the plan, add --apply-changes.",
    ]
    assert _told(capsys, str(path), "--apply-changes").splitlines()[0] == (
        "Changed the plan example-four-levels, now revision 2. Changes: 1."
    )
    assert _told(capsys, str(path)) == "example-four-levels: nothing to change.\n"


def test_the_command_stops_with_all_faults_and_loads_nothing(tmp_path: Path) -> None:
    path = tmp_path / "faulty.json"
    path.write_bytes(SAMPLE.read_bytes().replace(b'"rank": 1', b'"rank": -1').replace(b"ML", b"QX"))
    with pytest.raises(CommandError) as stop:
        call_command("plan_load", str(path))
    assert str(stop.value).splitlines() == [
        "Nothing was loaded. The file has 2 faults:",
        "  scale[1].rank: must be at least 0",
        "  focus_countries[0].country: no country has this code",
    ]
    assert not Plan.objects.exists()


def test_the_command_shows_at_most_a_hundred_faults(tmp_path: Path) -> None:
    path = tmp_path / "faulty.json"
    broken = sample(lambda p: p.update(footnotes=[{"number": n} for n in range(1, 151)]))
    path.write_text(str(broken).replace("'", '"').replace("True", "true"), encoding="utf-8")
    with pytest.raises(CommandError) as stop:
        call_command("plan_load", str(path))
    lines = str(stop.value).splitlines()
    assert lines[0] == "Nothing was loaded. The file has 150 faults:"
    assert (len(lines), lines[-1]) == (102, "  … and 50 more.")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("missing.json", "There is no file {}."), (".", "{} is a directory, not a file.")],
)
def test_the_command_names_a_file_it_cannot_read(tmp_path: Path, name: str, sentence: str) -> None:
    path = tmp_path / name
    with pytest.raises(CommandError) as stop:
        call_command("plan_load", str(path))
    assert str(stop.value) == sentence.format(path)


def test_the_command_shows_a_plan_as_the_bytes_of_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loaded_sample()
    call_command("plan_show", "example-four-levels")
    assert capsys.readouterr().out.encode() == SAMPLE.read_bytes()
    call_command("plan_show", "example-four-levels", output=str(tmp_path / "plan.json"))
    assert (tmp_path / "plan.json").read_bytes() == SAMPLE.read_bytes()


def test_the_command_says_which_plans_there_are_to_show() -> None:
    loaded_sample()
    with pytest.raises(CommandError, match=r"There are: example-four-levels\."):
        call_command("plan_show", "no-such-plan")


def test_the_command_says_where_it_cannot_write(tmp_path: Path) -> None:
    loaded_sample()
    with pytest.raises(CommandError, match="cannot be written: Is a directory"):
        call_command("plan_show", "example-four-levels", output=str(tmp_path))
