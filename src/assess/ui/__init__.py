"""The page: session, widgets, views and the app that wires them."""
