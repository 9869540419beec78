"""The talk for aiogram 3: states, a router, its own polling. `python -m tests.bench.rivals.aio TOKEN API DATABASE [wal]`."""

from __future__ import annotations

import asyncio
import sys

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message

from tests.bench.rivals.answers import CHOICES, END, QUESTIONS, Answers, question, understood

KEYS = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text=choice, callback_data=choice) for choice in CHOICES]]
)


class Asked(StatesGroup):
    """The person is being asked."""

    number = State()


def talk(answers: Answers) -> Router:
    router = Router()

    @router.message(CommandStart())
    async def begins(message: Message, state: FSMContext) -> None:
        await state.set_state(Asked.number)
        await state.set_data({"number": 1})
        await message.answer(question(1), reply_markup=KEYS)

    @router.message(StateFilter(Asked.number))
    async def answered(message: Message, state: FSMContext) -> None:
        number, choice = int((await state.get_data())["number"]), understood(message.text)
        if choice is None:
            await message.answer("Please choose one of these.", reply_markup=KEYS)
            return
        await answers.keep(message.chat.id, number, choice)
        if number == QUESTIONS:
            await state.clear()
            await message.answer(END)
            return
        await state.update_data(number=number + 1)
        await message.answer(question(number + 1), reply_markup=KEYS)

    return router


async def main() -> None:
    token, api, database, *more = sys.argv[1:]
    answers = Answers(database, advised="wal" in more)
    await answers.prepare()
    dispatcher = Dispatcher()
    dispatcher.include_router(talk(answers))
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
