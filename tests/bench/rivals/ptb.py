"""The talk for python-telegram-bot: a ConversationHandler, its own polling.

`python -m tests.bench.rivals.ptb TOKEN API DATABASE [aiohttp] [wal]`
"""

from __future__ import annotations

import sys
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import Application, CommandHandler, ContextTypes, ConversationHandler, MessageHandler, filters

from tests.bench.rivals.answers import CHOICES, END, QUESTIONS, Answers, question, understood

Context = ContextTypes.DEFAULT_TYPE
KEYS = InlineKeyboardMarkup([[InlineKeyboardButton(choice, callback_data=choice) for choice in CHOICES]])


class Talk:
    """The handlers."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers

    async def begins(self, update: Update, _context: Context) -> int:
        await _message(update).reply_text(question(1), reply_markup=KEYS)
        return 1

    async def answered(self, update: Update, context: Context) -> int | None:
        message, number = _message(update), int((context.user_data or {}).get("number", 1))
        choice = understood(message.text)
        if choice is None:
            await message.reply_text("Please choose one of these.", reply_markup=KEYS)
            return None
        await self.answers.keep(message.chat_id, number, choice)
        assert context.user_data is not None
        if number == QUESTIONS:
            context.user_data["number"] = 1
            await message.reply_text(END)
            return ConversationHandler.END
        context.user_data["number"] = number + 1
        await message.reply_text(question(number + 1), reply_markup=KEYS)
        return number + 1


def _message(update: Update) -> Message:
    assert update.message is not None
    return update.message


def main() -> None:
    token, api, database, *more = sys.argv[1:]
    talk = Talk(Answers(database, advised="wal" in more))

    async def prepare(_application: Any) -> None:
        await talk.answers.prepare()

    builder = Application.builder().token(token).base_url(f"{api}/bot").post_init(prepare)
    if "aiohttp" in more:
        from bot.channels.telegram.request import AiohttpRequest

        builder = builder.request(AiohttpRequest()).get_updates_request(AiohttpRequest(2))
    application = builder.build()
    answering = [MessageHandler(filters.TEXT & ~filters.COMMAND, talk.answered)]
    states: dict[object, list[Any]] = {number: list(answering) for number in range(1, QUESTIONS + 1)}
    start: Any = CommandHandler("start", talk.begins)
    application.add_handler(ConversationHandler([start], states, [start], allow_reentry=True))
    application.run_polling()


if __name__ == "__main__":
    main()
