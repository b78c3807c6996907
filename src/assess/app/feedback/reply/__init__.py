"""Answer what someone asks about their skills: on a page of this server, or in a file."""
