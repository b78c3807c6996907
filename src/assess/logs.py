"""Log lines as JSON objects, one a line on stderr: `assess serve --log-json` or ASSESS_LOG=json.

A line holds time, level, logger and message. What a traceback or a library's record carries beside
its message isn't written: it could hold a person's words.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import IO


class JsonLines(logging.Formatter):
    """One JSON object a record; of an exception only its kind is named."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=False)


def log_json(stream: IO[str] | None = None) -> None:
    """Write our records from "info" up, others' warnings, as JSON lines; other handlers go."""
    handler = logging.StreamHandler(stream or sys.__stderr__)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("assess").setLevel(logging.INFO)
    for name in ("traitlets", "tornado", "Voila", "AssessVoila", "asyncio"):
        logger = logging.getLogger(name)
        logger.handlers[:] = []
        logger.setLevel(logging.NOTSET)  # Voilà asks for everything, and bounds its own handler
        logger.propagate = True
