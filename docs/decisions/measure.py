"""What a dependency costs: `python docs/decisions/measure.py highspy plotly:plotly.graph_objects`.

Each argument is a distribution, or DISTRIBUTION:MODULE where the module has another name. Prints
its version, the size of its own files (not of what it depends on), and the processor time that
importing it takes (with what it depends on): the least of five fresh processes, Python's own
start not counted.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import distribution

RUNS = 5
CLOCK = "from time import process_time as t; a = t(); import {}; print(t() - a)"


def size(name: str) -> float:
    """Megabytes (10^6 bytes) of the files that a distribution has installed."""
    places = [file.locate() for file in distribution(name).files or ()]
    return sum(place.stat().st_size for place in places if place.exists()) / 1e6


def seconds(module: str) -> float:
    """Processor seconds to import a module in a new process."""
    command = [sys.executable, "-c", CLOCK.format(module)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    return float(output)


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        name, _, module = argument.partition(":")
        spent = 1000 * min(seconds(module or name) for _ in range(RUNS))
        version = distribution(name).version
        print(f"{name:14} {version:10} {size(name):6.1f} MB  import {spent:5.0f} ms")
