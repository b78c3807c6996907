"""Beside the present week: the check-in, the look back at a quarter's end, and what is likely."""
