"""Talks written down as they go, played on the demo county."""
