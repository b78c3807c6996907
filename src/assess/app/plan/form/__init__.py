"""The plan's form: what it asks, and what is typed wrong."""
