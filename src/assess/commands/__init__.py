"""What each command does; `assess.cli` says how it is called."""
