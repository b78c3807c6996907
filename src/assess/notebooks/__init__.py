"""What notebooks call; the notebooks themselves are at the top of the repository."""
