"""Results: what was answered, told so that nobody can be found in it; stored once and never changed."""
