"""What repo2docker builds from this repository: environment.yml, then postBuild."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[1]


def test_post_build_installs_all_that_the_pages_need_in_a_fresh_folder(tmp_path: Path) -> None:
    """In a copy of the repository, into a place of its own; without an index, by the tools here."""
    fresh, place = tmp_path / "repository", tmp_path / "environment"
    left_out = shutil.ignore_patterns(".venv", ".git", "node_modules", ".*_cache", "__pycache__")
    shutil.copytree(TOP, fresh, ignore=left_out, symlinks=True)
    tools = [str(place / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]]
    packages = place / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}"
    ran = subprocess.run(
        [fresh / "postBuild"],
        cwd=fresh,
        env={
            **os.environ,
            "PATH": os.pathsep.join(tools),
            "PYTHONPATH": str(packages / "site-packages"),
            "PIP_PREFIX": str(place),
            "PIP_IGNORE_INSTALLED": "1",
            "PIP_NO_INDEX": "1",
            "PIP_NO_BUILD_ISOLATION": "0",  # pip's way to say: without isolation
            "PIP_NO_WARN_SCRIPT_LOCATION": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "no mistakes" in ran.stdout
    share = place / "share" / "jupyter"
    assert (share / "voila" / "templates" / "assess" / "index.html.j2").is_file()
    assert (share / "labextensions" / "assess" / "static" / "plotly-charts.min.js").is_file()
    ours = packages / "site-packages" / "assess"
    tiles = ours / "notebooks" / "labextensions" / "assess"
    load = json.loads((tiles / "package.json").read_text(encoding="utf-8"))["jupyterlab"]["_build"]
    assert (tiles / load["load"]).is_file()
    launchers = ours / "notebooks" / "launchers"
    names = {path.name for path in (TOP / "notebooks").glob("*.ipynb")}
    assert {path.name for path in launchers.glob("*.ipynb")} == names
