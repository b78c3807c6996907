"""Requests, sign-in, limits on requests, metrics and logs."""
