"""The forms of our files as checked types, and what is written in them.

pydantic is imported when something is read, not before.
"""
