"""A stored release as files: the same numbers as on every page."""
