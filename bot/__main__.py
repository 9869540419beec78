"""The command `lotse`."""
