"""The web server: HTTP, the kernels of pages, and what a browser loads first."""

import sys

# jsonschema, below Voilà, would build 39 parsers of international addresses, which nothing here
# reads: two thirds of the time until the server answers
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
