"""What the server refuses, and how it says so."""

import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import Server, visit


def _status(url: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1:8866"])
def test_a_foreign_host_header_gets_403_everywhere(server: Server, host: str) -> None:
    """A page elsewhere could point its own name at this machine."""
    for path in ("", "voila/static/voila.js", "api/kernels/x", "nothing"):
        status, text = _status(server.url + path, Host=host)
        assert status == 403
        assert "its own address" in text


def test_no_file_of_the_notebooks_directory_is_served(server: Server) -> None:
    """Neither notebooks nor anything that lies beside them, whatever the path."""
    names = ("assessment.ipynb", "x.png", "../competencies.yaml", "..%2fpyproject.toml")
    for name in names:
        status, _ = _status(f"{server.url}voila/files/{name}")
        assert status in (403, 404)


def test_template_and_theme_cannot_be_chosen_by_an_address(
    context: BrowserContext, server: Server
) -> None:
    """`?template=` would bring back Voilà's own page, which asks another machine for fonts."""
    page = context.new_page()
    visit(page, server.url + "?template=lab&theme=dark")
    assert page.locator("main#rendered_cells").count() == 1
    page.goto("about:blank")


def test_an_unknown_page_is_ours_and_asks_nothing_of_elsewhere(
    context: BrowserContext, server: Server
) -> None:
    """Voilà's own error page links a font from a public server."""
    page = context.new_page()
    page.goto(server.url + "nothing")
    expect(page.get_by_role("heading", name="There is no such page here")).to_be_visible()
    context.watch.complaints.clear()  # type: ignore[attr-defined]  # the browser reports the 404


def test_one_visitor_too_many_is_told_to_wait(context: BrowserContext, tmp_path: Path) -> None:
    """The bound holds, and the page tries again by itself."""
    crowded = Server(tmp_path, ASSESS_MAX_VISITS="1")
    try:
        first = context.new_page()
        visit(first, crowded.url)
        second = context.new_page()
        second.goto(crowded.url)
        expect(second.get_by_role("heading", name="The server is full")).to_be_visible()
        assert second.locator("meta[http-equiv=refresh]").count() == 1
        first.goto("about:blank")
        while second.locator("meta[http-equiv=refresh]").count():  # sooner than by itself
            second.goto(crowded.url)
        second.wait_for_selector(".as-app[data-step] .ui-option input", state="visible")
        second.goto("about:blank")
    finally:
        crowded.stop()
    context.watch.complaints.clear()  # type: ignore[attr-defined]  # the browser reports the 503


def test_a_broken_model_stops_serve_with_its_mistakes(tmp_path: Path) -> None:
    """Exit 1 and located sentences, no traceback."""
    broken = tmp_path / "broken.yaml"
    broken.write_text("schema_version: 1\nmodle: {}\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "assess.cli.main",
        "serve",
        "--no-browser",
        "--model",
        str(broken),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert f"{broken}:2:1:" in done.stderr
    assert "Traceback" not in done.stderr
