"""The learning plan: problem → optimum → weekly schedule → check."""
