"""Choose the activities of a window of quarters by integer programs, wish by wish."""

from assess.planning.solver.wishes import OUTLOOK_WISHES, WORTH, Solved, solve_window

__all__ = ["OUTLOOK_WISHES", "WORTH", "Solved", "solve_window"]
