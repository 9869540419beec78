"""Real peers for tests: databases, a Bot API server, a browser."""
