"""Surveys as files."""
