"""Inputs by the million to everything that reads a stranger's text."""
