"""Long work: asked for on a page, done by a worker, watched meanwhile."""
