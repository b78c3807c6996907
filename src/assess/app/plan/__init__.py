"""The plan step: make a plan, show it, and note what was done."""
