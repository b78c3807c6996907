"""Codes for a coach, and levels given to a group."""
