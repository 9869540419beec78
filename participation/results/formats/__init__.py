"""A release as files."""
