"""Say what a plan means: why something isn't in it, what else there is, what would add most."""
