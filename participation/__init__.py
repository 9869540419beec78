"""Taking part in what a municipality offers and decides; knows nothing of chat or web pages."""
