"""The conversations, one per file. Importing this package registers them, in the order of the menu."""

from bot.flows import (  # noqa: I001  the order is that of the menu
    find_office,
    book_appointment,
    my_appointments,
    take_survey,
    what_became_of_it,
    talk_to_a_person,
    choose_language,
    help,  # noqa: A004  the flow's name is the command's
    privacy,
)

__all__ = [
    "book_appointment",
    "choose_language",
    "find_office",
    "help",
    "my_appointments",
    "privacy",
    "take_survey",
    "talk_to_a_person",
    "what_became_of_it",
]
