"""serve, coach and lab: the pages by Voilà, and JupyterLab on copies of our notebooks."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from assess import settings
from assess.errors import ServeError
from assess.formats.model_yaml.loader import FollowedModel, load_model

if TYPE_CHECKING:
    from assess.cli.room import OpenRoom
    from assess.server.http.login import Access
    from assess.store import Store

JUDGED = "assess.server.http.connections.JudgedConnection"
"""For JupyterLab: a malformed frame of a page would keep its server busy for ever."""

NO_HOME = "/nonexistent"
"""What Debian's list of users says for those who have no home directory."""


def serve(options: argparse.Namespace) -> int:
    """Check the model and the place for answers, then serve until interrupted."""
    model = FollowedModel(settings.model_path(options.model))
    place = settings.database_url()
    if settings.home() is None:
        os.environ["HOME"] = NO_HOME  # libraries ask for one; nothing of ours is written there
    from assess.server.http.config import encryption, need_free, need_here, need_known, path_of
    from assess.server.http.server import serve as run
    from assess.store import open_store

    if options.log_json:
        os.environ[settings.LOG_VARIABLE] = "json"
    usual = "127.0.0.1" if options.room is None else "0.0.0.0"  # noqa: S104
    host = usual if options.host is None else options.host
    access = _access(options)
    base_url = path_of(options.base_url)
    need_known(host)
    if options.room is None:
        need_here(host, access)
    encrypted = encryption(options.certfile, options.keyfile)
    need_free(host, options.port)
    store = open_store(place)
    store.answers.list()
    room = None
    if options.room is not None:
        room = _room(options, access, store, model)
        access = replace(access, token=room.token)
    run(
        host=host,
        port=options.port,
        browser=not options.no_browser,
        model=model,
        access=access,
        room=room,
        names=options.name,
        encrypted=encrypted,
        base_url=base_url,
    )
    return 0


def _room(
    options: argparse.Namespace, access: Access, store: Store, model: FollowedModel
) -> OpenRoom:
    """The room, whose group this server's kernels know."""
    from assess.cli.room import open_room

    room = open_room(
        options.room or None,
        store,
        lambda: model.model,
        is_open=options.open,
        role=options.role,
        token=access.token,
    )
    os.environ[settings.ROOM_VARIABLE] = room.join_code
    print(f"The room's key is {room.path}: `assess group` reads it, too.")
    return room


def _access(options: argparse.Namespace) -> Access:
    """How visitors prove to be ones, as the options say; ServeError where they contradict."""
    from assess.server.http.login import Access, need_long, new_token
    from assess.server.kernels.limits import as_number

    chosen = settings.take_token()
    if options.room is None and (options.open or options.role):
        raise ServeError("--open and --role go with --room. Add it, or leave them out.")
    if options.room is not None and (options.proxy_header or options.insecure):
        raise ServeError("A room has its own code. Leave out --proxy-header and --insecure.")
    if options.proxy_header or options.proxy_from:
        if not (options.proxy_header and options.proxy_from) or options.token:
            raise ServeError(
                "--proxy-header and --proxy-from go together, and without --token: name the header "
                "that your sign-in sets and the address that it connects from."
            )
        if as_number(options.proxy_from) is None:
            raise ServeError(
                f"--proxy-from {options.proxy_from} isn't an address: give it in digits, such as "
                "10.0.0.5, as your sign-in connects from it."
            )
        return Access(proxy_header=options.proxy_header, proxy_from=options.proxy_from)
    if not options.token and options.room is None:
        return Access(insecure=options.insecure)
    if chosen:
        need_long(chosen)
    if options.room is not None:
        return Access(token=chosen)  # without a chosen one, the room has one that lasts
    return Access(token=chosen or new_token())


def _prepare(options: argparse.Namespace, command: str) -> None:
    """Choose the model for a page of this computer; ServeError where that page can't be served."""
    load_model(options.model)
    home = settings.home()
    # Jupyter needs a place for its own files
    if "JUPYTER_RUNTIME_DIR" not in os.environ and not (home and os.access(home, os.W_OK)):
        raise ServeError(
            "Jupyter keeps files in the home directory, and there is none that can be written: "
            "set HOME to one."
        )
    from assess.server.http.config import need_free  # asks Jupyter, which asks for a home

    need_free("127.0.0.1", options.port, command)
    os.environ[settings.MODEL_VARIABLE] = str(settings.model_path(options.model).absolute())


def coach(options: argparse.Namespace) -> int:
    """Become Voilà on the coach's page, for this computer and with the chosen model."""
    _prepare(options, "assess coach")
    _prepend("JUPYTER_PATH", resources.files("assess.server.front") / "share" / "jupyter")
    command = [sys.executable, "-m", "assess.server.http.coach"]
    command += [str(settings.notebooks_dir() / "coaching.ipynb")]
    command += [f"--port={options.port}", "--Voila.ip=127.0.0.1", "--Voila.port_retries=0"]
    command += ["--template=assess", "--VoilaConfiguration.allow_template_override=NO"]
    command += ["--VoilaConfiguration.allow_theme_override=NO"]
    command += ["--no-browser"] if options.no_browser else []
    command += ["--Voila.log_level=ERROR"]
    print(f"The coach's page is at http://127.0.0.1:{options.port}/  (stop it with Ctrl+C)")
    sys.stdout.flush()
    _become(command, "Voilà")
    return 0


QUIET = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)
"""JupyterLab asks nobody for news, updates or extensions."""

QUIET_CONFIG = ("notebooks", "jupyter")
"""In our package: a directory of Jupyter's configuration, without the question about news."""

TILES = ("notebooks", "labextensions")
"""In our package: a directory of JupyterLab's extensions, with the tiles of the launcher."""


def lab(options: argparse.Namespace) -> int:
    """Become JupyterLab, on copies of our notebooks in the user's folder."""
    _prepare(options, "assess lab")
    folder = _furnished(options.folder)
    _prepend("JUPYTER_CONFIG_PATH", resources.files("assess").joinpath(*QUIET_CONFIG))
    command = [sys.executable, "-m", "jupyterlab", f"--port={options.port}", "--ip=127.0.0.1"]
    command += ["--ServerApp.port_retries=0", "--no-browser"] if options.no_browser else []
    command += [f"--ServerApp.root_dir={folder}", *QUIET]
    tiles = resources.files("assess").joinpath(*TILES)
    command += [f"--LabApp.extra_labextensions_path={tiles}"]
    command += [f"--ServerApp.kernel_websocket_connection_class={JUDGED}"]
    command += ["--LabApp.default_url=/lab/tree/coaching.ipynb"]
    if os.geteuid() == 0:
        command += ["--allow-root"]
    _become(command, "JupyterLab")
    return 0


def _prepend(variable: str, folder: object) -> None:
    """Let Jupyter look into a folder of ours first, then where it did."""
    paths = [str(folder), os.environ.get(variable, "")]
    os.environ[variable] = os.pathsep.join(filter(None, paths))


def _become(command: list[str], what: str) -> None:
    """Put a server in the place of this process."""
    try:
        os.execv(sys.executable, command)  # noqa: S606 - no shell
    except OSError as error:
        raise ServeError(f"{what} can't be started ({error.strerror}).") from error


def _furnished(chosen: Path | None) -> Path:
    """The folder with our notebooks; what lies in it already is the user's and stays as it is.

    Raises ServeError where it can't be made or written.
    """
    folder = (chosen or settings.notebook_folder()).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source in sorted(settings.notebooks_dir().glob("*.ipynb")):
            target = folder / source.name
            if not target.exists() and not target.is_symlink():
                target.write_bytes(source.read_bytes())
    except OSError as error:
        raise ServeError(
            f"The notebooks can't be put into {folder} ({error.strerror}): name another folder, "
            "such as `assess lab my-notebooks`."
        ) from error
    return folder
