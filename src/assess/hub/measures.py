"""What the service counts: kinds of requests, their status and seconds; never who asked."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

REQUESTS = Counter("assess_sharing_requests", "Requests answered.", ["kind", "status"])
SECONDS = Histogram(
    "assess_sharing_seconds",
    "Seconds from a request to its answer.",
    ["kind"],
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
