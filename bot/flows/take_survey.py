"""A person answers a survey of a migrant self-organisation."""

from __future__ import annotations

from bot.talk.free_words import SKIP, OptionalText
from bot.talk.questions import Free, Option
from bot.talk.script import ask, ask_again, choose, choose_many, confirm, do, flow, look, me, now, say
from participation.core.text import Lines, Sayable, Several, Words, t
from participation.offices.units import unit as unit_by_id
from participation.surveys.definition import Definition, Kind, Question
from participation.surveys.errors import AlreadyTookPart, SurveyClosed
from participation.surveys.logic import LONGEST, Answer, Answers, relevant
from participation.surveys.queries import open_surveys, survey_by_code, took_part
from participation.surveys.services import send_sheet

NONE_OPEN = ""
NOT_NOW = Option("-not-now", t("Not now"))  # no code of a survey or of a choice begins with a hyphen
LEAVE_OUT = Option("-skip", SKIP.label)
SEND, CHANGE, DISCARD = (
    Option("send", t("Send")),
    Option("change", t("Change an answer")),
    Option("discard", t("Do not send")),
)
IF_ANSWERING = t("If you were just answering a survey: nothing was sent, and your answers are deleted.")


@flow("take_survey", menu=t("Take part in a survey"), link="s", link_key="survey", resumable=True, private=True)
async def take_survey() -> None:
    code = await _which()
    if code == NONE_OPEN:
        return await say(t("No survey is open at the moment."), IF_ANSWERING)
    if code == NOT_NOW.id:
        return await say(t("All right. You can take part at any time while a survey is open."))
    survey = await look(survey_by_code, code)
    person, moment = (await me()).id, await now()
    if survey is None or not survey.takes_answers(moment):
        return await say(SurveyClosed().text, IF_ANSWERING)
    if any(taken.survey == survey.id for taken in await look(took_part, person)):
        return await say(AlreadyTookPart().text)
    await _introduce(survey.definition, survey.organisation)
    answers = await _answers(survey.definition)
    if not await _finished(survey.definition, answers):
        return await say(t("Nothing was sent, and your answers are deleted."))
    hear = await confirm("hear", t("Shall I tell you here what becomes of the results?"))
    try:
        await do("sent", send_sheet, survey.id, person, answers, hear, moment)
    except SurveyClosed as refusal:
        return await say(refusal.text, IF_ANSWERING)
    except AlreadyTookPart as refusal:
        return await say(refusal.text)
    await say(t("Thank you! Your answers have been sent. Nobody can see that they are yours, not even we."))
    if hear:
        await say(t("You will hear from me when something has been decided."))
    return None


async def _which() -> str:
    """The code of the survey: from the link, or chosen among those that are open."""
    running = await look(open_surveys, await now())
    if not running:
        return NONE_OPEN
    options = [Option(one.code, Words(one.definition.title)) for one in running]
    return await choose("survey", t("These surveys are open. Which one would you like to answer?"), [*options, NOT_NOW])


async def _introduce(definition: Definition, organisation: str) -> None:
    unit = await look(unit_by_id, organisation)
    await say(t("Survey: {title}", title=Words(definition.title)))
    if unit is not None:
        await say(t("It is asked by: {organisation}", organisation=Words(unit.names)))
    if definition.intro:
        await say(Words(definition.intro))
    await say(
        t(
            "Your answers are kept apart from you: nobody can find out who said what. Please write no names. /back goes back one question."
        )
    )


async def _answers(definition: Definition) -> Answers:
    answers: Answers = {}
    while (question := _next(definition, answers)) is not None:
        answers[question.code] = await _one(question)
    return answers


def _next(definition: Definition, answers: Answers) -> Question | None:
    return next((one for one in relevant(definition, answers) if one.code not in answers), None)


async def _one(question: Question) -> Answer:
    key, text = f"answer.{question.code}", Words(question.text)
    optional = (LEAVE_OUT,) if question.optional else ()
    match question.kind:
        case Kind.SEVERAL:
            return await choose_many(
                key, text, [Option(choice.code, Words(choice.text)) for choice in question.choices]
            )
        case Kind.TEXT:
            if question.optional:
                return await ask(key, text, OptionalText(LONGEST)) or None
            return await ask(key, text, Free(LONGEST))
        case Kind.SCALE:
            chosen = await choose(
                key, _scale(question), [*(Option(point, point) for point in question.codes), *optional]
            )
            return None if chosen == LEAVE_OUT.id else int(chosen)
        case Kind.ONE:
            options = [Option(choice.code, Words(choice.text)) for choice in question.choices]
            chosen = await choose(key, text, [*options, *optional])
            return None if chosen == LEAVE_OUT.id else chosen


def _scale(question: Question) -> Sayable:
    text = Words(question.text)
    if not question.low or not question.high:
        return text
    ends = t("1 = {low}, {points} = {high}", low=Words(question.low), points=question.points, high=Words(question.high))
    return Lines((text, ends))


async def _finished(definition: Definition, answers: Answers) -> bool:
    """Show all answers, let people change one, and ask whether to send."""
    lines = [_shown(question, answers.get(question.code)) for question in relevant(definition, answers)]
    await say(t("These are your answers:"), Lines(tuple(lines)))
    finish = await choose("finish", t("Shall I send them?"), [SEND, CHANGE, DISCARD])
    if finish == CHANGE.id:
        questions = [Option(one.code, Words(one.text)) for one in relevant(definition, answers)]
        text = t("Which answer? You then go through the questions after it again.")
        code = await choose("change", text, questions)
        await ask_again(f"answer.{code}", t("Please answer again."))
    return finish == SEND.id


def _shown(question: Question, answer: Answer) -> Sayable:
    labels = {choice.code: Words(choice.text) for choice in question.choices}
    text = Words(question.text)
    match answer:
        case list() if answer:
            return t("• {question} {answer}", question=text, answer=Several([labels[code] for code in answer]))
        case str() | int():
            return t("• {question} {answer}", question=text, answer=labels.get(str(answer), str(answer)))
        case _:
            return t("• {question} (no answer)", question=text)
