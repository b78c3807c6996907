"""The role guide as a page of its own."""
