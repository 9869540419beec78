"""Ways in and out of this room: our own tables, and the files of others."""
