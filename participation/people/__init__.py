"""Who talks to us: a way to answer them, their language, and what they allowed us to keep."""
