"""Planning: what follows from the results. A finding is forwarded, decided, and measures are taken."""
