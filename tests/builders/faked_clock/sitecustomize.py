"""For a server under test: its days are those that a file says, in each of its processes.

Python runs it in every process that has this folder in PYTHONPATH.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

from assess import clock


def _present() -> datetime:
    return datetime.fromisoformat(Path(os.environ["FAKED_NOW"]).read_text().strip()).astimezone(UTC)


clock.present = _present
