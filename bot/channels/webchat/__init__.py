"""The chat on our own page: no account, no name, works without script."""
