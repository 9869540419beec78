"""The page's own words, beside those of the talk."""

from __future__ import annotations

from participation.core.text import Text, render, t

#: Every word on the pages, by the name the templates use.
WORDS: dict[str, Text] = {
    "title": t("Lotse – find the right office"),
    "tagline": t("Which office can help me? Ask in your own language."),
    "what": t(
        "Lotse tells you which office is responsible for you, what to bring and when it is open. You can book an "
        "appointment, and you can have your say on what your municipality plans."
    ),
    "free": t("Free of charge. No account, no name, no app."),
    "open_chat": t("Open the chat"),
    "languages": t("Languages"),
    "staff": t("For staff"),
    "telegram": t("Also on Telegram"),
    "poster": t("A poster to hang up"),
    "you": t("You"),
    "lotse": t("Lotse"),
    "talk": t("Conversation"),
    "your_message": t("Your message"),
    "send": t("Send"),
    "sending": t("Sending …"),
    "failed": t("This was not sent. Please check your connection and try again."),
    "too_long": t("That is too much text at once. Please write it in a few short sentences."),
    "more": t("More"),
    "language": t("Language"),
    "menu": t("Menu"),
    "back": t("Back"),
    "other_device": t("Continue on another device"),
    "other_device_how": t("Open this address on the other device within ten minutes. It works once."),
    "other_device_join": t("Continue this conversation here"),
    "other_device_gone": t("This link has been used already or is too old. You can ask for a new one in the chat."),
    "forget": t("Close and forget this conversation"),
    "forget_sure": t("Everything we know about you is deleted. Appointments to come are cancelled."),
    "forgotten": t("The conversation has been deleted."),
    "keep": t("No, keep it"),
    "skip": t("Skip to your message"),
    "unchecked": t("No native speaker has checked these texts yet. Where it matters, please ask at the office."),
    "home": t("Start page"),
}


def words(language: str) -> dict[str, str]:
    """Return all words in one language."""
    return {name: render(text, language) for name, text in WORDS.items()}
