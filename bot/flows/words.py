"""An office in words: where it is, when it is open, who decided it, what to bring."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from babel import Locale
from babel.core import UnknownLocaleError

from participation.core.text import Euros, Lines, Sayable, Several, Text, Words, t, tn
from participation.offices.opening import periods_on
from participation.offices.responsibility import Found
from participation.offices.values import Area, Attribute, Condition, Period, Service, Unit

MOST, FIRST = 5, 3  # offices shown in full; of more than that only the first
LTR, POP = "\u2066", "\u2069"
_EMERGENCY = re.compile(r"\b(?:11[02]|116[ \u00a0]?\d{3})\b")
WEEKDAYS = (t("Monday"), t("Tuesday"), t("Wednesday"), t("Thursday"), t("Friday"), t("Saturday"), t("Sunday"))


def answer(
    service: Service, found: Found, units: Mapping[str, Unit], because: Sayable | None, today: date,
    whose: Mapping[str, Sayable],
) -> list[Sayable]:  # fmt: skip
    """Return the finder's answer as paragraphs; *whose* says of several offices whom each is for."""
    fronts = [possible for possible in found.front if possible.unit in units]
    said: list[Sayable] = []
    if len(fronts) == 1:
        said.append(
            t("For “{service}” please go to: {unit}", service=Words(service.names), unit=named(units[fronts[0].unit]))
        )
        if (where := place(units[fronts[0].unit], today)).parts:
            said.append(where)
    else:
        said += _several(service, [units[one.unit] for one in fronts], today, whose)
    if because is not None and not any(one.open for one in fronts):
        said.append(because)
    if bring := documents(service):
        said.append(bring)
    said += fee(service)
    helping = [named(units[id_]) for id_ in found.counselling if id_ in units]
    if helping:
        said.append(t("Advice and help beforehand: {units}", units=Several(helping)))
    return said


def urgent(service: Service) -> Words:
    """Whom to call first. Numbers stand apart, as everywhere, so that a channel knows them and one press calls."""
    return Words({language: _EMERGENCY.sub(_apart, text) for language, text in service.urgent.items()})


def number(digits: str) -> str:
    """A telephone number as it is shown in a sentence of either direction."""
    return f"{LTR}{digits}{POP}"


def _apart(found: re.Match[str]) -> str:
    return number(found[0])


def _several(service: Service, offices: Sequence[Unit], today: date, whose: Mapping[str, Sayable]) -> list[Sayable]:
    """The first offices in full; of a long list the others only in number, or in name if each is for some people."""
    said: list[Sayable] = [t("For “{service}” several offices are possible:", service=Words(service.names))]
    full = offices if len(offices) <= MOST else offices[:FIRST]
    for office in full:
        condition = [whose[office.id]] if office.id in whose else []
        where = place(office, today)
        said.append(Lines((named(office), *condition, *([where] if where.parts else []))))
    left = offices[len(full) :]
    said += [Lines((named(office), whose[office.id])) for office in left if office.id in whose]
    if others := sum(1 for office in left if office.id not in whose):
        said.append(tn("One more office is possible.", "{n} more offices are possible.", others))
    return said


def named(unit: Unit, *, german: bool = True) -> Sayable:
    """The unit's name in the reader's language; the official German one is what stands on the door."""
    if not german or len(unit.names) == 1:
        return Words(unit.names)
    return Words(
        {code: name if name == unit.name else _with_german(name, unit.name) for code, name in unit.names.items()}
    )


def _with_german(name: str, german: str) -> str:
    return name if "(" in name else f"{name} ({german})"


def place(unit: Unit, today: date) -> Lines:
    """Address, hours and contact, one below the other."""
    lines: list[Sayable] = []
    if unit.street:
        lines.append(f"{LTR}{unit.street}, {unit.postcode} {unit.city}{POP}")
    if unit.notes:
        lines.append(Words(unit.notes))
    lines += hours(unit, today)
    if unit.phone:
        lines.append(t("Phone: {phone}", phone=f"{LTR}{unit.phone}{POP}"))
    if unit.email:
        lines.append(t("E-mail: {email}", email=f"{LTR}{unit.email}{POP}"))
    if unit.languages:
        lines.append(
            t("Languages spoken: {languages}", languages=Several([_language(code) for code in unit.languages]))
        )
    if unit.wheelchair == "yes":
        lines.append(t("Accessible with a wheelchair."))
    return Lines(tuple(lines))


def _language(code: str) -> Words:
    """The name of a language in every language we speak, as far as it is known."""
    names = {}
    for reader in ("de", "en", "ar"):
        try:
            names[reader] = Locale.parse(code).get_display_name(reader) or code
        except (UnknownLocaleError, ValueError):
            names[reader] = code
    return Words(names)


def hours(unit: Unit, today: date) -> list[Sayable]:
    """The hours of the coming seven days, days alike together, and days that are different."""
    by_hours: dict[tuple[tuple[str, bool], ...], list[Text]] = {}
    for day in sorted((today + timedelta(days=ahead) for ahead in range(7)), key=lambda day: day.isoweekday()):
        usual = tuple(_span(period) for period in unit.periods if period.weekday == day.isoweekday())
        if usual:
            by_hours.setdefault(tuple(dict.fromkeys(usual)), []).append(WEEKDAYS[day.weekday()])
    lines: list[Sayable] = []
    for spans, days in by_hours.items():
        for appointment in (False, True):
            times = [span for span, only in spans if only is appointment]
            if times:
                lines.append(_hours(Several(days), Several(times), appointment=appointment))
    lines += [t("Closed on {day}.", day=day) for day in _shut(unit, today)]
    return lines


def _hours(days: Several, times: Several, *, appointment: bool) -> Text:
    if appointment:
        return t("{days}: {times}, only with an appointment", days=days, times=times)
    return t("{days}: {times}, without appointment", days=days, times=times)


def _span(period: Period) -> tuple[str, bool]:
    return f"{LTR}{period.opens:%H:%M}–{period.closes:%H:%M}{POP}", period.by_appointment


def _shut(unit: Unit, today: date) -> list[date]:
    """Days of the coming two weeks on which the office is shut though it usually opens on that weekday."""
    days = [today + timedelta(days=ahead) for ahead in range(14)]
    usual = {period.weekday for period in unit.periods}
    return [day for day in days if day.isoweekday() in usual and not periods_on(unit, day)]


def documents(service: Service) -> Sayable | None:
    """What to bring, None if nothing is known."""
    if not service.documents:
        return None
    lines: list[Sayable] = [t("Please bring:")]
    for document in service.documents:
        thing = Words(document.texts)
        lines.append(
            t("• {thing} (for each person)", thing=thing) if document.per_person else t("• {thing}", thing=thing)
        )
    return Lines(tuple(lines))


def fee(service: Service) -> list[Sayable]:
    """What it costs: the amount where it is one, and the words there are for it."""
    said: list[Sayable] = []
    if service.fee is not None:
        said.append(t("Fee: {amount}", amount=Euros(service.fee)) if service.fee else t("It is free of charge."))
    return [*said, Words(service.fee_note)] if service.fee_note else said


def reason(found: Found, areas: Mapping[str, Area], attributes: Mapping[str, Attribute]) -> Sayable | None:
    """Why this office: the place and the answers that decided."""
    if found.reason:
        return Words(found.reason)
    area = areas.get(found.area)
    where: Sayable | None = area_name(area) if area is not None and area.kind != "county" else None
    facts = [_fact(condition, attributes) for condition in found.conditions]
    if found.area.startswith("postcode:"):
        where = t("the area of the postcode {postcode}", postcode=found.area.removeprefix("postcode:"))
    if where and facts:
        return t("Why this office: you live in {place}, and you said: {facts}.", place=where, facts=Several(facts))
    if where:
        return t("Why this office: because you live in {place}.", place=where)
    if facts:
        return t("Why this office: because you said: {facts}.", facts=Several(facts))
    if area is not None and len(found.front) == 1:
        return t("This office is responsible for everybody in {place}.", place=area_name(area))
    return None


def whose(found: Found, areas: Mapping[str, Area], attributes: Mapping[str, Attribute]) -> dict[str, Sayable]:
    """Say of every office that is right for some people only, for whom it is."""
    said: dict[str, Sayable] = {}
    for one in found.front:
        facts = [_fact(condition, attributes) for condition in one.when]
        if one.area and one.area in areas:
            facts.insert(0, t("you live in {place}", place=area_name(areas[one.area])))
        elif one.area:
            facts.insert(0, t("your postcode is {postcode}", postcode=one.area.removeprefix("postcode:")))
        if facts:
            said[one.unit] = t("This is your office if: {facts}.", facts=Several(facts))
    return said


def area_name(area: Area) -> Words:
    """A place's name in the reader's language."""
    return Words({**dict(reversed(area.names)), "de": area.name})


def _fact(condition: Condition, attributes: Mapping[str, Attribute]) -> Sayable | Several:
    attribute = attributes.get(condition.attribute)
    question = Words(attribute.question) if attribute and attribute.question else condition.attribute
    if condition.operator == "-":
        return t("family name from {first} to {last}", first=condition.values[0], last=condition.values[1])
    if condition.operator != "=":
        return t("{question} {value}", question=question, value=f"{LTR}{condition.operator} {condition.values[0]}{POP}")
    labels = [_label(value, attribute) for value in condition.values]
    if attribute and attribute.type == "choice":
        return Several(labels, other=True)
    return t("{question} {value}", question=question, value=Several(labels, other=True))


def _label(value: str, attribute: Attribute | None) -> Sayable:
    if attribute and value in attribute.labels:
        return Words(attribute.labels[value])
    return {"yes": t("Yes"), "no": t("No")}.get(value, value) if attribute and attribute.type == "yesno" else value


def bookable(periods: Sequence[Period]) -> bool:
    return any(period.slot_minutes for period in periods)
