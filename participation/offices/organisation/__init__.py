"""Models of how offices can be organised, and what differs between two of them."""
