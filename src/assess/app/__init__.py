"""The web page: one folder for each feature, with its texts, scripts and styles."""
