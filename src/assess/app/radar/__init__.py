"""The radar beside the questions, its legend and the level details."""
