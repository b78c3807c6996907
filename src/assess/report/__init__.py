"""Writers of what a person takes home: HTML, ICS, CSV, Markdown, JSON."""
