"""Self-assessment against written anchors, a radar, and a computed learning plan."""

__version__ = "0.1.0"
