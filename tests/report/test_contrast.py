"""The palette by the formula of WCAG 2.2: text at 4.5, marks of charts and edges of fields at 3."""

from __future__ import annotations

import re
from importlib import resources

import pytest

SHEET = (resources.files("assess.report") / "templates" / "tokens.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"(--as-[\w-]+):\s*(#[0-9a-f]{6});", part))
    for part in SHEET.split("@media screen")[:2]
)
TEXT = ("ink", "muted", "accent", "person", "held", "wanted", "practice", "people", "study")


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula_gives_the_known_ends() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "wash"])
@pytest.mark.parametrize("name", TEXT)
def test_every_colour_of_text_and_marks_is_readable(
    scheme: dict[str, str], ground: str, name: str
) -> None:
    assert contrast(scheme[f"--as-{name}"], scheme[f"--as-{ground}"]) >= 4.5
