"""Agree on goals and promises, and take the report along."""
