"""A kernel provisioner (jupyter_client's extension point) that forks kernels where it can.

The kernel manager sees an ordinary local kernel: connection file, signals and clean-up are those of
jupyter_client's own provisioner, and only the process comes from elsewhere.
"""

from __future__ import annotations

import os
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any, cast

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from assess.server.kernels.forks import Forks, NoForkError

NAME = "assess-forked"
GROUP = "jupyter_client.kernel_provisioners"


class ForkedProvisioner(LocalProvisioner):
    """Forks each kernel from `forks`; spawns one of the same kind where that fails."""

    forks: Forks | None = None  # of the class: one server has one parent of kernels
    notebook: Path | None = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """The connection information, as the parent returns it."""
        if self.forks is None or self.notebook is None:
            return await super().launch_kernel(cmd, **kwargs)
        assert self.parent is not None
        file = str(self.parent.connection_file)
        env = kwargs.get("env", os.environ)
        cwd = str(kwargs.get("cwd") or Path.cwd())
        try:
            kernel = await self.forks.launch(file, env, cwd)
        except NoForkError:
            handles = self.forks.inherited
            spawned = [sys.executable, "-m", "assess.server.kernels.forked", "visit", file]
            return await super().launch_kernel(
                [*spawned, *map(str, handles), str(self.notebook)],
                **{**kwargs, "pass_fds": handles},
            )
        self.process = cast(Any, kernel)
        self.pid = self.pgid = kernel.pid  # it leads a group of its own
        self.cwd = cwd
        return self.connection_info


def register() -> str:
    """Make the provisioner known also where the installation is older than the code; its name."""
    known = EntryPoint(NAME, f"{__name__}:{ForkedProvisioner.__name__}", GROUP)
    KernelProvisionerFactory.provisioners.setdefault(NAME, known)
    return NAME
