"""How people talk to Lotse."""
