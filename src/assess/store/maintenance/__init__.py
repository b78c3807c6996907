"""Back up, restore, check and clear a whole store, and tell all that is kept about one person."""
