"""Colours that come from around the page: a host's scheme, a notebook's theme, the system's own."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import go, questions

LIGHT, DARK = "rgb(255, 254, 251)", "rgb(20, 26, 29)"
HOST = """([theme, scheme]) => {
  const { body } = document;
  delete body.dataset.jpThemeLight;
  if (theme) body.dataset.jpThemeLight = theme;
  body.style.colorScheme = scheme;
}"""
SEEN = """() => {
  const of = (node) => getComputedStyle(node);
  const app = document.querySelector(".as-app");
  return [of(app).backgroundColor, of(app.querySelector("input[type=radio]")).colorScheme];
}"""
# text that the system paints in the colour of the ground that it paints behind it
UNSEEN = """() => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = "Canvas";
  const ground = getComputedStyle(probe).color;
  probe.remove();
  const words = (node) => [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
  return [...document.querySelectorAll(".as-app *")]
    .filter((node) => words(node) && node.checkVisibility() && !node.closest("svg, option"))
    .filter((node) => getComputedStyle(node).color === ground)
    .map((node) => node.textContent);
}"""


@pytest.mark.parametrize(
    ("system", "theme", "scheme", "paper", "controls"),
    [
        ("light", "false", "dark", DARK, "dark"),  # the dark theme of JupyterLab or Voilà
        ("dark", "true", "light", LIGHT, "light"),
        ("light", "", "dark", LIGHT, "light dark"),  # a host that has a scheme and no theme
        ("dark", "", "light", DARK, "light dark"),
    ],
)
def test_paper_and_native_controls_have_one_scheme_whatever_the_host_has(
    page: Page, system: str, theme: str, scheme: str, paper: str, controls: str
) -> None:
    page.emulate_media(color_scheme=system)  # type: ignore[arg-type]
    page.evaluate(HOST, [theme, scheme])
    assert page.evaluate(SEEN) == [paper, controls]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_is_seen_in_colours_that_the_system_forces(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, forced_colors="active")  # type: ignore[arg-type]
    questions(page).first.get_by_role("radio").nth(1).click()
    page.get_by_role("button", name="Practise on").click()
    page.get_by_role("group", name="Practice case").get_by_role("radio").first.check()
    page.get_by_role("button", name="Check my choice").click()
    expect(page.locator(".ui-key")).to_be_focused()
    assert page.evaluate(UNSEEN) == []
    for step in ("Profile", "Plan", "Take it with you"):
        go(page, step)
        expect(page.get_by_role("heading", level=2).locator("visible=true").first).to_be_visible()
        assert page.evaluate(UNSEEN) == []
