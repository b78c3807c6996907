"""Rules that a model's file must keep, and warnings about weak content."""
