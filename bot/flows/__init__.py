"""The conversations, one per file. Importing this package registers them, in the order of the menu."""
