"""Files beside the page: the plan as text, table and calendar."""
