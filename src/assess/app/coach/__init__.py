"""The coach's page: its list of people, and what it holds of each meeting."""
