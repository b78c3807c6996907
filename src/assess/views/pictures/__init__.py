"""The radars and the dot plot as plain records: what is where, for page and report."""
