"""The rating step: the questions, levels and notes."""
