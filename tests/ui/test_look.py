"""Is the compiled look small, ours, and legible in light and in dark?"""

import gzip
import re
from itertools import pairwise

import pytest

from suivi.settings import PACKAGE_DIR

UI = PACKAGE_DIR / "ui"
CSS = (UI / "static/ui/suivi.css").read_text(encoding="utf-8")
# Text on its ground; 4.5:1 (WCAG 2.2, 1.4.3).
PAIRS = [
    ("ink", "paper"),
    ("ink", "wash"),
    ("ink-soft", "paper"),
    ("ink-soft", "wash"),
    ("link", "paper"),
    ("link", "wash"),
    ("thread", "paper"),
    ("error", "paper"),
    ("paper", "error"),
    ("paper", "ink"),
    ("paper", "ink-soft"),
    ("on-focus", "focus"),
    ("on-done", "done"),
    ("on-on-track", "on-track"),
    ("on-in-progress", "in-progress"),
    ("on-delayed", "delayed"),
    ("on-delayed", "delayed-stripe"),
    ("dropped", "paper"),
    ("on-notice", "notice"),
]


def tokens(rule: str) -> dict[str, str]:
    """The colours a block of declarations names."""
    return dict(re.findall(r"--([a-z-]+): ?(#[0-9a-f]{3,6})", rule))


def palettes() -> dict[str, dict[str, str]]:
    """The colours by day, and those at night, which replace some of them."""
    blocks = [tokens(block) for block in re.findall(r":root\{([^}]*)\}", CSS)]
    ours = [block for block in blocks if "thread" in block]
    assert len(ours) == 2
    return {"light": ours[0], "dark": {**ours[0], **ours[1]}}


def chart_colours() -> dict[str, dict[str, str]]:
    """The blues of charts by day and at night, among the other colours."""
    blocks = [tokens(block) for block in re.findall(r":root\{([^}]*)\}", CSS)]
    light, dark, _print = (block for block in blocks if "chart-deep" in block)
    page = palettes()
    return {"light": {**page["light"], **light}, "dark": {**page["dark"], **light, **dark}}


def luminance(colour: str) -> float:
    """Relative luminance of a colour, 0 black to 1 white (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(mode: str, text: str, ground: str) -> None:
    palette = palettes()[mode]
    assert contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_borders_that_mean_something_can_be_seen(mode: str) -> None:
    palette = palettes()[mode]
    assert contrast(palette["edge"], palette["paper"]) >= 3


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_bars_can_be_seen_and_written_on_and_read_in_grey(mode: str) -> None:
    palette = chart_colours()[mode]
    assert contrast(palette["chart-deep"], palette["paper"]) >= 4.5
    steps = [palette[f"chart-{name}"] for name in ("pale", "light", "middle", "deep", "most")]
    for one, other in pairwise(steps):
        assert contrast(one, other) >= 1.4


def test_the_look_is_small() -> None:
    assert len(gzip.compress(CSS.encode(), 9)) < 22_000


@pytest.mark.parametrize("foreign", ["GDS Transport", "crown", "http:", "https:", "@import"])
def test_nothing_foreign_is_in_it(foreign: str) -> None:
    rules = CSS.split("*/", 1)[1]
    assert foreign not in rules


def test_every_file_it_names_is_there() -> None:
    named = re.findall(r'url\("?([^")]+)"?\)', CSS)
    assert len(named) >= 6
    assert [name for name in named if not (UI / "static/ui" / name).exists()] == []
