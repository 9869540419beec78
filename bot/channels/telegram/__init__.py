"""Telegram: the bot's types and calls come from python-telegram-bot, what must not be lost from our own loop."""

CHANNEL = "telegram"
