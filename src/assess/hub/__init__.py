"""Assess on JupyterHub: each person's home, and the service that holds what people share."""
