"""Does the map show each country where and as it is?"""

from suivi.charts.definitions import CountryMap, Place
from suivi.charts.drawing import drawn
from suivi.charts.maps import is_drawn, role_of, step_of, steps_for, world
from suivi.languages.countries import names
from suivi.settings import PACKAGE_DIR
from suivi.ui.numbers_and_days import step_names
from tests.charts.reading import SVG, of_role, parsed


def world_map(**counts: int) -> CountryMap:
    """These countries."""
    steps = steps_for(list(counts.values()))
    return CountryMap(
        key="map",
        title="Countries",
        summary="Countries.",
        places=tuple(Place(code, n, code, str(n)) for code, n in counts.items()),
        steps=steps,
        legend=step_names(steps, max(counts.values())),
    )


def test_every_country_of_the_plans_is_on_the_map() -> None:
    for code in ("AF", "BE", "BF", "CD", "ML", "NE", "RW", "PS", "XK", "SS", "SG", "MT"):
        assert is_drawn(code), code
    missing = {code for code in names("en") if not is_drawn(code)}
    assert not missing & {"FR", "UA", "CY", "SO", "TW", "EH", "LS", "VA", "TV"}


def test_the_file_names_its_source_and_is_small() -> None:
    assert "Natural Earth" in world().source
    path = PACKAGE_DIR / "charts" / "data" / "outlines.json"
    assert "public domain" in path.read_text(encoding="utf-8")
    assert path.stat().st_size < 150_000


def test_countries_keep_their_places_and_areas() -> None:
    def middle(code: str) -> tuple[float, float]:
        numbers = world().outlines[code].partition("l")[0].lstrip("M").split()
        return float(numbers[0]), float(numbers[1])

    assert middle("BR")[0] < middle("CD")[0] < middle("IN")[0] < middle("AU")[0]
    assert middle("NO")[1] < middle("CD")[1] < middle("ZA")[1]


def test_a_country_has_the_look_of_its_step_and_others_none() -> None:
    svg = drawn(world_map(CD=34, ML=2, MT=1))
    assert len(of_role(svg, "land", "path")) == 1
    titles = [one.text for one in parsed(svg).iter(f"{SVG}title")]
    assert {"CD (34)", "ML (2)", "MT (1)"} <= set(titles)
    assert len(list(parsed(svg).iter(f"{SVG}circle"))) == 1  # Malta, too small for an outline


def test_steps_are_few_and_hold_every_count() -> None:
    for counts in ([1], [3, 1], [58, 43, 27, 13, 1], [2500, 4], [10**6]):
        steps = steps_for(counts)
        assert 1 <= len(steps) <= 5
        assert steps[0] == 1
        assert list(steps) == sorted(set(steps))
        assert all(1 <= step_of(count, steps) <= len(steps) for count in counts)


def test_the_last_step_is_the_darkest_however_many_there_are() -> None:
    assert role_of(1, 1) == "step5"
    assert [role_of(step, 5) for step in range(1, 6)] == [f"step{n}" for n in range(1, 6)]


def test_steps_are_named_by_what_they_hold() -> None:
    assert step_names((1, 2, 6), 9) == ("1", "2–5", "6–9")
