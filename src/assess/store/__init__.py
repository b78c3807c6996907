"""Where answers are kept: `Store` and its migrations."""
