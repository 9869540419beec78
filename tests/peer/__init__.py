"""An independent Bot API server, written by others, and what repairs its known mistakes."""
