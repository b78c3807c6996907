"""The profile step: the answer, scores, gaps, and how they moved."""
