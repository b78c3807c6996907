"""Two raters and one conversation: what differs, what is agreed, goals, and what moved since.

Frozen records and plain functions; nothing here knows a file, a page or a database.
"""
