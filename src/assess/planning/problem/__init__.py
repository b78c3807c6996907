"""The planning problem of docs/planning.md as data: quarters, tasks, steps. No solver in here."""

from assess.planning.problem.problem import Problem, Quarter, Skill, State, Task, cut_into_quarters

__all__ = ["Problem", "Quarter", "Skill", "State", "Task", "cut_into_quarters"]
