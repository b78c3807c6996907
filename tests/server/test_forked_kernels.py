"""Forked kernels share what every visit needs and nothing else; they outlive their parent only."""

import asyncio
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assess.server.kernels import forks as forks_module
from assess.server.kernels.forks import Forks
from tests.builders.kernels import Kernel, in_thread, kernel_of, notebook

CELL = """
import ipywidgets
secret = []
ipywidgets.HTML("a page")
"""


@pytest.fixture(scope="module")
def directory() -> Iterator[Path]:
    # a socket's path is short: pytest's own directory is too deep
    path = Path(tempfile.mkdtemp(prefix="as"))
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="module")
def forks(directory: Path) -> Iterator[Forks]:
    made = Forks(notebook(directory / "n.ipynb", CELL))
    made.start()
    made.finish()
    yield made
    made.stop()


def both(forks: Forks, directory: Path, expression: str, setup: str = "") -> list[object]:
    """What two kernels, started one after the other, say."""

    async def ask() -> list[object]:
        first = await kernel_of(forks, directory)
        second = await kernel_of(forks, directory)
        try:
            return [await kernel.ask(expression, setup) for kernel in (first, second)]
        finally:
            await first.end()
            await second.end()

    return in_thread(ask)


def gone(pid: int) -> bool:
    """Whether a process ends within ten seconds."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize(
    "expression",
    [
        "__import__('random').random()",
        "float(__import__('numpy').random.random())",
        "__import__('uuid').uuid4().hex",
        "__import__('secrets').token_hex()",
        "__import__('ssl').RAND_bytes(8)",
        "next(__import__('tempfile')._get_candidate_names())",
        "get_ipython().kernel.session.session",
    ],
)
def test_no_two_kernels_draw_the_same_chance(
    forks: Forks, directory: Path, expression: str
) -> None:
    first, second = both(forks, directory, expression)
    assert first != second


def test_kernels_have_no_open_file_or_socket_in_common_but_what_leads_to_the_server(
    forks: Forks, directory: Path
) -> None:
    """Standard streams aside: a pipe or socket has the same name in two processes if shared."""
    listed = (
        "[os.readlink(f'/proc/self/fd/{fd}') for fd in os.listdir('/proc/self/fd') "
        "if int(fd) > 2 and os.path.exists(f'/proc/self/fd/{fd}')]"
    )
    first, second = both(forks, directory, listed, "import os")
    shared = {name for name in first if name in second}  # type: ignore[attr-defined, operator]
    mine = {str(Path(f"/proc/self/fd/{fd}").readlink()) for fd in forks.inherited}
    assert {name for name in shared if name.startswith(("pipe:", "socket:"))} == mine
    assert not any(name.endswith((".sqlite", ".sqlite3", ".db")) for name in first)  # type: ignore[attr-defined]


def test_what_one_visit_leaves_behind_is_not_in_the_next_kernel(
    forks: Forks, directory: Path
) -> None:
    """Neither in the notebook's names, nor in a module, nor in the environment."""
    leave = (
        "import assess.domain.model, os\n"
        "seen = [list(secret), getattr(assess.domain.model, 'left', 0), "
        "os.environ.get('LEFT', '')]\n"
        "secret.append('mine'); assess.domain.model.left = 1; os.environ['LEFT'] = 'x'"
    )
    assert both(forks, directory, "seen", leave) == [[[], 0, ""]] * 2


def test_a_kernel_keeps_no_history_and_loads_no_debugger(forks: Forks, directory: Path) -> None:
    history = "get_ipython().history_manager.enabled"
    debugger = "__import__('sys').modules.get('debugpy') is not None"
    assert both(forks, directory, f"({history}, {debugger})") == [(False, False)] * 2


def test_a_kernel_that_takes_too_much_memory_gets_none(forks: Forks, directory: Path) -> None:
    setup = """
try:
    taken = bytearray(1_200_000_000)
except MemoryError:
    taken = None
"""
    assert both(forks, directory, "taken is None", setup) == [True, True]


def test_kernels_live_on_when_their_parent_is_killed_and_new_ones_get_a_new_parent(
    forks: Forks, directory: Path
) -> None:
    async def crash() -> tuple[int, int]:
        first = await kernel_of(forks, directory)
        parent = forks.pid
        assert parent
        os.kill(parent, signal.SIGKILL)
        await asyncio.sleep(0.3)
        second = await kernel_of(forks, directory)
        try:
            assert await first.ask("6 * 7") == await second.ask("6 * 7") == 42
            assert forks.pid not in (None, parent)
        finally:
            await first.end()
            await second.end()
        return first.pid, second.pid

    for pid in in_thread(crash):
        assert gone(pid)


def test_a_kernel_that_fails_while_it_is_set_up_ends_at_once(directory: Path) -> None:
    """What it had begun may never end by itself: ipykernel's closing waits for its threads."""
    code = """
import atexit, time
from assess.server.kernels.forked.parent import _child
def fail():
    atexit.register(time.sleep, 600)
    raise FileNotFoundError("the server's directory is gone")
_child(fail)
"""
    ended = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=directory,
    )
    assert ended.returncode == 1
    assert "a kernel ended by FileNotFoundError" in ended.stderr


def test_a_kernel_whose_end_waits_for_ever_is_ended(directory: Path) -> None:
    code = """
import atexit, time
from assess.server.kernels.forked.parent import _child
_child(lambda: atexit.register(time.sleep, 600))
"""
    ended = subprocess.run([sys.executable, "-c", code], timeout=60, check=False, cwd=directory)
    assert ended.returncode == -signal.SIGALRM


def test_kernels_share_one_session_so_that_priorities_count_among_them(
    forks: Forks, directory: Path
) -> None:
    sessions = both(forks, directory, "__import__('os').getsid(0)")
    groups = both(forks, directory, "__import__('os').getpgid(0) == __import__('os').getpid()")
    assert sessions[0] == sessions[1]
    assert groups == [True, True]


def test_an_ended_kernel_leaves_no_process_behind(forks: Forks, directory: Path) -> None:
    async def end() -> int:
        kernel = await kernel_of(forks, directory)
        await kernel.end()
        return kernel.pid

    pid = in_thread(end)
    assert gone(pid)
    assert not Path(f"/proc/{pid}").exists(), "nobody has reaped it"


def test_a_kernel_is_known_to_run_or_to_have_ended_where_thousands_of_files_are_open(
    forks: Forks, directory: Path
) -> None:
    """A workshop of a hundred has handles with numbers beyond a thousand."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
    many = [os.open(os.devnull, os.O_RDONLY) for _ in range(1100)]

    async def end() -> tuple[int | None, int | None]:
        kernel = await kernel_of(forks, directory)
        process = kernel.manager.provisioner.process
        before = process.poll()
        await kernel.end()
        return before, process.poll()

    try:
        assert in_thread(end) == (None, 0)
    finally:
        for handle in many:
            os.close(handle)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_parent_and_kernels_end_with_a_server_that_is_killed(directory: Path) -> None:
    """SIGKILL: nothing of the server's can run."""
    place = Path(tempfile.mkdtemp(prefix="as"))
    notebook(place / "n.ipynb", CELL)
    code = (
        "import asyncio, sys, time\n"
        "from pathlib import Path\n"
        "from assess.server.kernels.forks import Forks\n"
        "from tests.builders.kernels import kernel_of\n"
        f"forks = Forks(Path({str(place / 'n.ipynb')!r})); forks.start(); forks.finish()\n"
        f"kernel = asyncio.run(kernel_of(forks, Path({str(place)!r})))\n"
        "print(forks.pid, kernel.pid, flush=True); time.sleep(60)\n"
    )
    server = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    try:
        assert server.stdout is not None
        parent, kernel = map(int, server.stdout.readline().split())
    finally:
        server.kill()
        server.wait()
        assert server.stdout is not None
        server.stdout.close()
        shutil.rmtree(place, ignore_errors=True)
    assert gone(parent)
    assert gone(kernel)


def test_where_nothing_can_be_forked_the_same_kernel_is_spawned(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """macOS, or a system call filter: slower, and otherwise the same."""
    monkeypatch.setattr(forks_module, "can_fork", lambda: False)
    plain = Forks(directory / "n.ipynb")
    plain.start()
    plain.finish()
    assert plain.files.parts in plain.files.files

    async def ask() -> object:
        kernel: Kernel = await kernel_of(plain, directory)
        try:
            return await kernel.ask("(secret, get_ipython().history_manager.enabled)")
        finally:
            await kernel.end()

    try:
        assert in_thread(ask) == ([], False)
        assert plain.pid is None
    finally:
        plain.stop()
