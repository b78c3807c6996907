"""serve and lab: the page by Voilà, and JupyterLab on the coaching notebooks."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from assess import settings
from assess.errors import ServeError
from assess.loader import load_model

if TYPE_CHECKING:
    from assess.serving.login import Access

JUDGED = "assess.serving.connections.JudgedConnection"
"""For JupyterLab: a malformed frame of a page would keep its server busy for ever."""


def serve(options: argparse.Namespace) -> int:
    """Check the model and the place for answers, then serve until interrupted."""
    load_model(options.model)
    from assess.serving.addresses import encryption, need_free, need_here
    from assess.serving.server import serve as run
    from assess.store import open_store

    if options.log_json:
        os.environ[settings.LOG_VARIABLE] = "json"
    access = _access(options)
    need_here(options.host, access)
    encrypted = encryption(options.certfile, options.keyfile)
    need_free(options.host, options.port)
    open_store(settings.database_url()).list()
    run(
        host=options.host,
        port=options.port,
        browser=not options.no_browser,
        model=options.model,
        access=access,
        names=options.name,
        encrypted=encrypted,
    )
    return 0


def _access(options: argparse.Namespace) -> Access:
    """How visitors prove to be ones, as the options say; ServeError where they contradict."""
    from assess.serving.login import Access, need_long, new_token

    chosen = settings.take_token()
    if options.proxy_header or options.proxy_from:
        if not (options.proxy_header and options.proxy_from) or options.token:
            raise ServeError(
                "--proxy-header and --proxy-from go together, and without --token: name the header "
                "that your sign-in sets and the address that it connects from."
            )
        return Access(proxy_header=options.proxy_header, proxy_from=options.proxy_from)
    if not options.token:
        return Access(insecure=options.insecure)
    if chosen:
        need_long(chosen)
    return Access(token=chosen or new_token())


def lab(options: argparse.Namespace) -> int:
    """Become JupyterLab, on our notebooks and with the chosen model."""
    load_model(options.model)
    from assess.serving.addresses import need_free

    need_free("127.0.0.1", options.port, "assess lab")
    os.environ[settings.MODEL_VARIABLE] = str(settings.model_path(options.model).resolve())
    command = [sys.executable, "-m", "jupyterlab", f"--port={options.port}", "--ip=127.0.0.1"]
    command += ["--ServerApp.port_retries=0", "--no-browser"] if options.no_browser else []
    command += [f"--ServerApp.root_dir={settings.notebooks_dir()}"]
    command += [f"--ServerApp.kernel_websocket_connection_class={JUDGED}"]
    command += ["--LabApp.default_url=/lab/tree/coaching.ipynb"]
    if os.geteuid() == 0:
        command += ["--allow-root"]
    try:
        os.execv(sys.executable, command)  # noqa: S606 - it becomes JupyterLab, no shell
    except OSError as error:
        raise ServeError(f"JupyterLab can't be started ({error.strerror}).") from error
