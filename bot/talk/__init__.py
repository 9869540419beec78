"""The language of conversations, and how one is played."""
