"""Somebody who reads what comes up, and clicks: how long they need."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

WORDS_A_MINUTE, SECONDS_A_CLICK = 238, 3

# what is seen, as lines; a picture is looked at, a closed list shows one of its options
LINES = """(within) => {
  const found = [];
  for (const root of document.querySelectorAll(within)) {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { data, parentElement: around } = texts.currentNode;
      const shown = around.checkVisibility({ visibilityProperty: true })
        && !around.closest(".as-sr, svg, .as-dots, option:not(:checked)");
      if (shown && data.trim()) found.push(data.trim());
    }
  }
  return found;
}"""


class Reader:
    """Reads every line that comes up, once; of a line that only counts on, the number that did."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words = 0
        self.clicks = 0
        self._lines: set[str] = set()
        self._forms: dict[str, list[str]] = {}

    def read(self, within: str = ".as-app") -> None:
        for line in self.page.evaluate(LINES, within):
            form = re.sub(r"\d+", "#", line)
            if line in self._lines:
                continue
            words, before = line.split(), self._forms.get(form, [])
            self._lines.add(line)
            self._forms[form] = words
            for place, word in enumerate(words):
                self.words += bool(re.search(r"\w", word)) and word not in before[place : place + 1]

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1

    @property
    def minutes(self) -> float:
        return self.words / WORDS_A_MINUTE + self.clicks * SECONDS_A_CLICK / 60
