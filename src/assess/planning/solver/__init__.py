"""Choose the activities of a window of quarters by integer programs, wish by wish."""

from assess.planning.solver.wishes import Solved, solve_window

__all__ = ["Solved", "solve_window"]
