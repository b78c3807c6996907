"""The people on a coach's list, and copies of their meetings until these are downloaded."""
