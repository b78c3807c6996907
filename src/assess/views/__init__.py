"""Plain records of what is said and shown, rendered alike by page, report, files and notebooks."""
