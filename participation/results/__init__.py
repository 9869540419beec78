"""Results: what a finished survey tells in numbers that cannot be traced to anybody."""
