"""A plain Voilà and a plain JupyterLab, started as people start them by habit."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import free_port

TOP = Path(__file__).parents[2]


@contextmanager
def running(directory: Path, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server process in the checkout, with a data directory of its own."""
    environment = {
        **os.environ,
        "ASSESS_DATABASE_URL": f"sqlite:///{directory / 'a.sqlite3'}",
        "XDG_DATA_HOME": str(directory / "data"),
    }
    log = directory / "server.log"
    with log.open("ab") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=TOP, env=environment, stdout=stream, stderr=stream
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


SOON = ("--AsyncIOLoopKernelRestarter.time_to_dead=0.5",)
SOON += ("--AsyncIOLoopKernelRestarter.stable_start_time=1",)
"""Options by which a server sees at once that a kernel died; it looks every three seconds else."""


def kill_kernel(server: subprocess.Popen[bytes]) -> None:
    """End a server's newest kernel on the spot, as a crash does; plain Voilà keeps older ones."""
    kernels: list[psutil.Process] = []
    for process in psutil.Process(server.pid).children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            if any("ipykernel" in word for word in process.cmdline()):
                kernels.append(process)
    max(kernels, key=psutil.Process.create_time).kill()


def wait_for(url: str) -> None:
    """Until the server answers at all."""
    for _ in range(6000):
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"nothing answers at {url}")


class JupyterLab:
    """A plain JupyterLab for several tests; `prepare` makes its folders as good as new."""

    def __init__(self, place: Path, port: int, process: subprocess.Popen[bytes]) -> None:
        self.url = f"http://127.0.0.1:{port}/"
        self.process = process
        self.place = place
        self.home = place / "lab"
        self.data = place / "data" / "assess"

    def prepare(self, notebook: str, theme: str) -> None:
        """Have nothing but this notebook, as it is in the checkout, and this theme."""
        for folder in (self.home, self.data, self.place / "workspaces"):
            shutil.rmtree(folder, ignore_errors=True)
        self.home.mkdir()
        (self.home / notebook).write_bytes((TOP / "notebooks" / notebook).read_bytes())
        chosen = self.place / "@jupyterlab" / "apputils-extension" / "themes.jupyterlab-settings"
        chosen.parent.mkdir(parents=True, exist_ok=True)
        chosen.write_text(json.dumps({"theme": f"JupyterLab {theme}"}), encoding="utf-8")

    def end_kernels(self, context: BrowserContext) -> None:
        """Shut every notebook's kernel down, as *Shut Down All Kernels* does."""
        (token,) = (one["value"] for one in context.cookies() if one.get("name") == "_xsrf")
        sessions = f"{self.url}api/sessions"
        for session in context.request.get(sessions).json():
            headers = {"X-XSRFToken": token}
            ended = context.request.delete(f"{sessions}/{session['id']}", headers=headers)
            assert ended.ok, ended.status


@contextmanager
def jupyterlab_in(place: Path) -> Iterator[JupyterLab]:
    """Start a JupyterLab; nothing is open in it."""
    port = free_port()
    (place / "lab").mkdir()
    command = ["jupyterlab", "--no-browser", f"--port={port}", "--ip=127.0.0.1", "--allow-root"]
    command += ["--IdentityProvider.token=", f"--ServerApp.root_dir={place / 'lab'}", *SOON]
    command += [f"--LabApp.user_settings_dir={place}"]
    command += [f"--LabApp.workspaces_dir={place / 'workspaces'}"]
    with running(place, *command) as process:
        wait_for(f"http://127.0.0.1:{port}/api")
        yield JupyterLab(place, port, process)


class Lab:
    """A page of JupyterLab with one notebook of ours open in it."""

    def __init__(self, context: BrowserContext, server: JupyterLab) -> None:
        self.context = context
        self.server = server
        self.page = context.new_page()

    def open(self, notebook: str) -> None:
        """Load the notebook, again where it is open, and wait for its kernel."""
        self.page.goto(f"{self.server.url}lab/tree/{notebook}")
        # a cell that is run before there is a kernel makes JupyterLab ask which one is wanted
        self.page.locator(".jp-Toolbar-kernelName", has_text="Python 3").first.wait_for()
        self.idle()

    def idle(self) -> None:
        """Wait until the kernel has nothing to do."""
        idle = self.page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
        idle.wait_for(state="attached")

    def run(self) -> None:
        """Run the first cell of code."""
        cell = self.page.locator(".jp-CodeCell").first
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.inner_text()
        for _ in range(10):  # a key pressed before JupyterLab has restored itself is lost
            cell.locator(".cm-content").click()
            self.page.keyboard.press("Shift+Enter")
            with suppress(AssertionError):
                expect(prompt).not_to_contain_text("[ ]", timeout=2000)
                expect(prompt).not_to_have_text(before, timeout=4000)
                break

    def kill(self) -> None:
        """Kill the kernel, and answer JupyterLab's dialog about it."""
        kill_kernel(self.server.process)
        with suppress(AssertionError):
            dialog = self.page.locator(".jp-Dialog")
            expect(dialog).to_be_visible(timeout=10_000)
            dialog.get_by_role("button", name="Ok").click()

    def save(self, notebook: str) -> str:
        """Save the notebook; what its file holds."""
        self.page.keyboard.press("Control+s")
        self.page.wait_for_timeout(1500)
        return (self.server.home / notebook).read_text(encoding="utf-8")


@contextmanager
def lab(
    context: BrowserContext, server: JupyterLab, notebook: str, theme: str = "Light"
) -> Iterator[Lab]:
    """A copy of a notebook of ours open in JupyterLab, its kernel there, nothing run yet."""
    server.prepare(notebook, theme)
    opened = Lab(context, server)
    opened.open(notebook)
    yield opened
    opened.page.close()
    server.end_kernels(context)
    context.watch.complaints.clear()  # type: ignore[attr-defined]  # JupyterLab's own, not ours


@contextmanager
def run_in_lab(
    context: BrowserContext, server: JupyterLab, notebook: str, theme: str = "Light"
) -> Iterator[Page]:
    """A notebook of ours open in JupyterLab, its first cell run; the page is closed at the end."""
    with lab(context, server, notebook, theme) as opened:
        opened.run()
        yield opened.page
