"""A group's picture that says nothing about fewer than k people.

`release` decides what may be said of everybody's levels; all the rest reads releases only.
"""
