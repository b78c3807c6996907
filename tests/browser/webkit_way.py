"""The whole way in WebKitGTK: rate, look, plan, tick, take it home, reload."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import Server
from tests.browser.test_firefox import the_whole_way
from tests.browser.webkit import webkit

# its own browser asks where a download goes: the text is taken where the page hands it over
HANDED_OVER = """
const make = URL.createObjectURL;
URL.createObjectURL = (blob) => {
  blob.text().then((text) => { window.handedOver = text; });
  return make.call(URL, blob);
};"""
TAKEN = "const text = window.handedOver; window.handedOver = null; return text"


def test_a_new_user_goes_the_whole_way_in_webkit(server: Server, tmp_path: Path) -> None:
    with webkit(tmp_path) as page:

        def take(label: str, _ending: str) -> str:
            page.run(HANDED_OVER)
            page.click(".as-panel-take button", label)
            text: str = page.until(TAKEN)
            return text

        the_whole_way(page, server, take)
        page.open("about:blank")
