"""Which office does what, for whom, where."""
