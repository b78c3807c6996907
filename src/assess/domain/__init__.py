"""Records, scores and gaps, and what follows from them; knows no file and no page."""
