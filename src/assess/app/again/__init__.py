"""Looking at answers again: confirm them all, or rate blind and then compare with earlier."""
