"""How staff see Lotse: server-rendered pages."""
