"""The visitor state: answers, changes to them, saving, and two tabs at once."""
