"""A group's picture that says nothing about fewer than k people.

`release` decides what may be said of everybody's levels; all the rest reads releases only.
"""

from assess.cohort.counting import PersonLevels, counts, levels_of
from assess.cohort.picture import Change, Line, Picture, changes, picture
from assess.cohort.release import LEAST, check_k, release, releasing
from assess.cohort.teaching import Pair, pairs

__all__ = [
    "LEAST",
    "Change",
    "Line",
    "Pair",
    "PersonLevels",
    "Picture",
    "changes",
    "check_k",
    "counts",
    "levels_of",
    "pairs",
    "picture",
    "release",
    "releasing",
]
