"""The page as a whole: its root, its steps, its connection and where it stores."""
