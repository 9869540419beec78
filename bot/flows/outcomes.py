"""What became of answers, in words: what people said, what was decided and why, what is done and by whom."""

from __future__ import annotations

from collections.abc import Mapping

from bot.flows import words
from participation.core.clock import BERLIN
from participation.core.text import Lines, Sayable, Words, t
from participation.offices.values import Unit
from participation.planning.values import BASE, Measure, Outcome, Progress, Texts, Verdict

IN_GERMAN = t("(This part is in German.)")
VERDICTS = {
    Verdict.ACCEPTED: t("It was decided: yes, this is taken up."),
    Verdict.PARTLY: t("It was decided: a part of this is taken up."),
    Verdict.DECLINED: t("It was decided: no, this is not taken up."),
}
PROGRESS = {
    Progress.PLANNED: t("This is planned."),
    Progress.RUNNING: t("This has begun."),
    Progress.DONE: t("This is done."),
}


def outcome(
    found: Outcome, units: Mapping[str, Unit], language: str, *, briefly: bool = False, of_others: bool = False
) -> list[Sayable]:
    """Return a finding and what became of it as paragraphs; *briefly*: only its title."""
    title = Words(found.title)
    told = t("Others said: {finding}", finding=title) if of_others else t("You said: {finding}", finding=title)
    said = [_honest(told, found.title, language)]
    if not briefly:
        said.append(_honest(Words(found.text), found.text, language))
    if found.verdict is None or found.decided_at is None:
        said.append(
            t("This was forwarded to those who decide, on {day}.", day=found.forwarded_at.astimezone(BERLIN).date())
        )
        return said
    said.append(VERDICTS[found.verdict])
    if found.reason:
        said.append(_honest(t("The reason: {reason}", reason=Words(found.reason)), found.reason, language))
    return said + [_measure(one, units.get(one.unit), language) for one in found.measures]


def _measure(measure: Measure, unit: Unit | None, language: str) -> Sayable:
    lines = [_honest(t("We do: {measure}", measure=Words(measure.what)), measure.what, language)]
    if unit is not None:
        lines.append(t("Responsible: {unit}", unit=words.named(unit)))
    if measure.due is not None and measure.state is not Progress.DONE:
        lines.append(t("It is to be done by {day}.", day=measure.due))
    return Lines((*lines, PROGRESS[measure.state]))


def _honest(said: Sayable, texts: Texts, language: str) -> Sayable:
    """Say so where a text is not there in somebody's language, and comes in German."""
    return said if language == BASE or texts.get(language) else Lines((said, IN_GERMAN))


def units_of(outcomes: list[Outcome]) -> list[str]:
    """The ids of all units that do something."""
    return sorted({measure.unit for one in outcomes for measure in one.measures})
