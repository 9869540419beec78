"""One message of a conversation: which command, button or answer it is, and what is said in return."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.talk import replies
from bot.talk.channel import Incoming, Reply
from bot.talk.commands import Called, read_command
from bot.talk.labels import begins_one
from bot.talk.player import Answer, CannotUndo, Perform, Turn, forget, last_open, play
from bot.talk.questions import DONE, Said
from bot.talk.script import FLOWS, Flow, Person
from bot.talk.state import Act, Open, State
from participation.core.languages import FALLBACKS
from participation.core.text import Lines, Sayable, render

FIRST_WORDS = "find_office", "need"  # words said while nothing was asked start this flow with this answer


@dataclass(frozen=True, slots=True)
class House:
    """What a conversation knows of the place it stands in: the region's name, and what each channel must disclose.

    *transcripts* names channels that keep replies for showing them again.
    """

    region: Sayable = ""
    notices: dict[str, Sayable] = field(default_factory=dict)
    transcripts: frozenset[str] = frozenset()


@dataclass(slots=True)
class Talk:
    """A conversation while one message is answered. *ended_private*: a flow ended whose words are not to be kept."""

    person: str
    channel: str
    language: str | None
    place: str | None
    state: State
    house: House
    now: datetime
    perform: Perform
    replies: list[Reply] = field(default_factory=list)
    ended_private: bool = False

    @property
    def tongue(self) -> str:
        """The language to answer in."""
        return self.language or FALLBACKS[0]

    async def hear(self, incoming: Incoming) -> None:
        """Answer one message; the replies are in `replies` afterwards."""
        self.state.clear_shelf(self.now.date())
        called = read_command(incoming.words) if incoming.text is not None else None
        if called and await self._is_answer(called, incoming.words):
            called = None
        self.state.met |= incoming.greeted
        if self.language and (not self.state.met or (called and called.name == "start" and not called.argument)):
            self._say(self._greeting())
        if called:
            await self._command(called)
        elif incoming.choice is not None:
            await self._press(incoming.choice)
        elif not incoming.words.strip():
            await self._again(replies.NAME_THE_PLACE if incoming.located else replies.NOT_READABLE)
        elif self.state.open:
            await self._answered(Said(self.tongue, text=incoming.words, pressed=self.state.open.meant(incoming.words)))
        elif code := replies.menu_choice(incoming.words, self.tongue):
            await self._press(code)
        else:
            flow, key = FIRST_WORDS
            await self._start(FLOWS[flow], {key: incoming.words.strip()[:1000]})

    def _greeting(self, *, told: bool = False) -> Sayable:
        """What a newcomer reads first; *told*: they have read the channel's notice already."""
        self.state.met = True
        return replies.greeting(self.house.region, None if told else self.house.notices.get(self.channel))

    def _notice(self) -> list[Sayable]:
        """What a newcomer without known language reads before the first question of all: who else sees the messages."""
        notice, known = self.house.notices.get(self.channel), self.language or self.state.met or self.state.open
        return [] if notice is None or known else [Lines(tuple(render(notice, code) for code in FALLBACKS))]

    def _say(self, text: Sayable, *, menu: bool = False) -> None:
        buttons = replies.menu_buttons(self.tongue) if menu else ()
        self.replies.append(Reply(render(text, self.tongue), self.tongue, buttons))

    async def _command(self, called: Called) -> None:
        match called.name:
            case "start":
                await self._deep_link(called.argument)
            case "menu":
                await self._menu()
            case "back":
                await self._back()
            case "cancel":
                self._drop()
                self._say(replies.STOPPED, menu=True)
            case name:
                await self._start(next(flow for flow in FLOWS.values() if flow.command == name), {})

    async def _deep_link(self, argument: str) -> None:
        prefix, _, value = argument.partition("_")
        for flow in FLOWS.values():
            if flow.link and flow.link == prefix and value:
                return await self._start(flow, {flow.link_key: value})
        return await self._menu()

    async def _menu(self) -> None:
        self._shelve()
        if self.language is None:
            return await self._start(FLOWS["choose_language"], {})
        return self._say(replies.MENU, menu=True)

    async def _press(self, code: str) -> None:
        pressed = replies.read_code(code)
        if pressed is None:
            return await self._again(replies.OLD_BUTTON)
        if pressed.kind == "command":
            return await self._command(Called(pressed.name))
        if pressed.kind == "flow":
            return await self._start(FLOWS[pressed.name], {})
        if pressed.talk != replies.talk_tag(self.person):
            return await self._again(replies.FOREIGN_BUTTON)
        if code == self.state.pressed:
            return None
        asked = self.state.open
        if asked is None or pressed.turn != self.state.turn or pressed.index > len(asked.options):
            return await self._again(replies.OLD_BUTTON)
        self.state.pressed = "" if pressed.sign else code
        option = asked.options[pressed.index] if pressed.index < len(asked.options) else DONE.id
        return await self._answered(Said(self.tongue, pressed=option + pressed.sign, picked=tuple(asked.picked)))

    async def _answered(self, said: Said) -> None:
        assert self.state.open is not None
        await self._play(Answer(self.state.open.key, said))

    async def _is_answer(self, called: Called, words: str) -> bool:
        """Whether words that are a command elsewhere begin an answer in sight; who asks for help is helped first."""
        act, asked = self.state.act, self.state.open
        if called.name == "help" or words.strip().startswith("/"):
            return False
        if act is None or asked is None or not asked.options or act.flow not in FLOWS:
            return False
        person = Person(self.person, self.tongue, self.place, self.channel)
        turn = await play(FLOWS[act.flow], act.journal, person, self.now, self.perform, quiet=True)
        options = turn.question.kind.options() if turn.question else ()
        return begins_one(words, [option.label for option in options if option.id in asked.options], self.tongue)

    async def _back(self) -> None:
        act = self.state.act
        if act is None:
            return await self._again(replies.OVER)
        key = last_open(act.journal)
        if key is None:
            if len(self.state.acts) > 1:
                self.state.acts.pop()
                return await self._again(None)
            done = any(isinstance(entry, dict) and "done" in entry for entry in act.journal.values())
            return await self._again(replies.CANNOT_UNDO if done else replies.NOTHING_BACK)
        try:
            act.journal = forget(act.journal, key)
        except CannotUndo:
            return await self._again(replies.CANNOT_UNDO)
        return await self._again(None)

    async def _again(self, because: Sayable | None) -> None:
        """Ask the open question once more, or show the menu where nothing is open."""
        if self.state.act is None:
            return self._say(because, menu=True) if because else await self._menu()
        return await self._play(None, quiet=True, before=[because] if because else [])

    async def _start(self, flow: Flow, preset: dict[str, str]) -> None:
        """Begin *flow*; a newcomer without known language is asked for it first."""
        before = self._notice()
        if not flow.interrupts:
            self._shelve()
        left = self.state.take_up(flow.name, preset) if flow.resumable else None
        self.state.put_on_top(Act(flow.name, left or {**preset}, fresh=left is None))
        if self.language is None and flow.command != "language":
            self.state.put_on_top(Act("choose_language", fresh=True))
        await self._play(None, before=before if left is None else [*before, replies.RESUMED])

    def _shelve(self) -> None:
        """Leave what is in play; what can be resumed is kept for later."""
        for act in self.state.leave():
            if (flow := FLOWS.get(act.flow)) and flow.resumable and act.journal:
                self.state.shelve(act, self.now.date())

    def _drop(self) -> None:
        for act in self.state.leave():
            self.state.shelf.pop(act.flow, None)
            self.ended_private |= act.flow in FLOWS and FLOWS[act.flow].private

    async def _play(self, answer: Answer | None, *, quiet: bool = False, before: list[Sayable] | None = None) -> None:
        """Play what is on top, and what lies below it once that has ended, up to an open question."""
        said, last = list(before or []), None
        while (act := self.state.act) is not None:
            known = FLOWS.get(act.flow)
            if known is None:  # a flow that a newer version no longer has
                self.state.acts.pop()
                continue
            quiet = (quiet or not act.fresh) and answer is None
            person = Person(self.person, self.tongue, self.place, self.channel)
            turn = await play(known, act.journal, person, self.now, self.perform, answer=answer, quiet=quiet)
            turn.said[:0] = said
            act.journal, act.fresh = turn.journal, False
            self._keep(turn)
            self.replies += [Reply(render(one.text, self.tongue), self.tongue, file=one.file) for one in turn.handed]
            if turn.question is not None:
                return self._ask(turn)
            self.state.acts.pop()
            self.ended_private |= known.private
            said, answer, quiet = turn.said, None, False
            if self.language and not self.state.met:
                said.append(self._greeting(told=self.language in FALLBACKS))
            last = known
        return await self._ended(said, last)

    def _keep(self, turn: Turn) -> None:
        self.language = turn.kept.get("language", self.language)
        self.place = turn.kept.get("place", self.place)

    def _ask(self, turn: Turn) -> None:
        question = turn.question
        assert question is not None
        same = self.state.open is not None and self.state.open.key == question.key
        if turn.picked is None:
            self.state.turn += 1
        self.state.tries = self.state.tries + 1 if turn.hint is not None and same else int(turn.hint is not None)
        options = turn.narrowed or question.kind.options()
        picked = [] if turn.picked is None else list(turn.picked)
        self.state.open = Open(question.key, [option.id for option in options], picked, bool(turn.narrowed))
        self.replies.append(
            replies.reply_to(turn, self.state.open, self.state.turn, self.state.tries, self.person, self.tongue)
        )

    async def _ended(self, said: list[Sayable], last: Flow | None) -> None:
        """Nothing is in play any more: the last words, and the way on."""
        self.state.open = None
        if not said:
            return await self._menu()
        menu = last is None or last.interrupts
        text = "\n\n".join(render(part, self.tongue) for part in (*said, *([replies.MENU] if menu else [])))
        buttons = replies.menu_buttons(self.tongue) if menu else replies.way_out(self.tongue)
        self.replies.append(Reply(text, self.tongue, buttons))
        return None
