"""The planning problem of docs/planning.md as data: quarters, tasks, steps. No solver in here."""

from assess.planning.problem.problem import Problem, Skill, State, Task
from assess.planning.problem.quarters import Quarter, cut_into_quarters

__all__ = ["Problem", "Quarter", "Skill", "State", "Task", "cut_into_quarters"]
