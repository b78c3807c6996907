"""A page as it comes out of a printer: its text sheet by sheet, and what doesn't belong there."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from unicodedata import normalize

from playwright.sync_api import Page
from pypdf import PdfReader

SIZES = {"A4": 703, "Letter": 725}
"""Paper → pixels between margins of 12 mm."""

# what is there to press or to type into, and what reaches over the edge of the paper
_WRONG = """() => {
  const seen = (node) => node.checkVisibility() && node.getClientRects().length > 0;
  const within = ":is(.as-app, .as-guide, main)";
  const all = (what) => [...document.querySelectorAll(`${within} :is(${what})`)].filter(seen);
  const named = (node) => `${node.localName}.${node.className.baseVal ?? node.className}`;
  const said = (node) => `${named(node)}: ${node.textContent.slice(0, 40)}`;
  // a name within a sentence leads to its question on the screen
  const pressed = all("button:not([data-question]), select:not(.as-guide select, .ui-goal select)");
  const typed = all("textarea, input:not([type=radio], [type=checkbox])")
    .filter((node) => !node.value.trim());
  const files = all("input[type=file]");
  const marked = (style) => style.display === "list-item" && style.listStyleType !== "none";
  const folded = all("summary").filter((node) => marked(getComputedStyle(node)));
  // a long word may stand in a box that is narrower than it, not over the edge
  const over = all("*").filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
    .filter((node) => !node.closest("defs, .as-sr, clipPath, .draglayer"));
  return [...new Set([...pressed, ...typed, ...files, ...folded, ...over])].map(said);
}"""


def printed(page: Page, size: str, margin: str = "12mm") -> list[str]:
    """The text of each sheet."""
    sides = dict.fromkeys(("top", "bottom", "left", "right"), margin)
    made = page.pdf(format=size, margin=sides)  # type: ignore[arg-type]
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(made)).pages]


def wrong_on_paper(page: Page, size: str) -> Any:
    """What can be pressed on paper or doesn't fit on it; the window is as before afterwards."""
    before = page.viewport_size
    page.set_viewport_size({"width": SIZES[size], "height": 1000})
    page.emulate_media(media="print")
    found = page.evaluate(_WRONG)
    page.emulate_media(media="null")
    if before:
        page.set_viewport_size(before)
    return found


def words(text: str) -> str:
    """A text with single spaces and without ligatures, however it was set."""
    return " ".join(normalize("NFKC", text).split())
