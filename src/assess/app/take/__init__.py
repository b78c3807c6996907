"""The last step: files to download, and a file to continue from."""
