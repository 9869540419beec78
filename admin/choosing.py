"""Choosing one of the offices: from a list while that is short, by typing a part of the name where there are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from admin.forms import Form
from participation.core.catchwords import Catchwords
from participation.core.folding import loosely
from participation.core.languages import best
from participation.core.text import Sayable, Several, t
from participation.offices.values import Unit

FEW = 25  # offices that a list can be looked through for
NEAR = 3  # offices named where it is not clear which one is meant


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices there are to choose from, by id, with what each is called on the page: no two alike."""

    named: Mapping[str, str]

    @property
    def many(self) -> bool:
        return len(self.named) > FEW

    def called(self, typed: str) -> str:
        """What stands in the field: the name of the office chosen, or what was typed."""
        return self.named.get(typed, typed)

    def chosen(self, form: Form, name: str, *, needed: bool = True) -> str:
        """Return the id of the office chosen or typed, which then stands in the form; who is meant by nothing else is told."""
        typed = form.text(name, needed=False)
        if not typed and needed:
            form.wrong[name] = t("Please choose one of these.")
        if not typed or name in form.wrong:
            return ""
        meant = [typed] if typed in self.named else self._meant(typed)
        if len(meant) != 1:
            form.wrong[name] = self._unclear(typed, meant)
            return ""
        form.given = {**form.given, name: meant[0]}
        return meant[0]

    def _meant(self, typed: str) -> list[str]:
        """Those called exactly so, or else those whose names hold every word."""
        folded = {id_: loosely(name) for id_, name in self.named.items()}
        words = loosely(typed)
        exactly = [id_ for id_, name in folded.items() if name == words]
        return exactly or [id_ for id_, name in folded.items() if words and all(word in name for word in words.split())]

    def _unclear(self, typed: str, meant: list[str]) -> Sayable:
        near = meant or [one.key for one in Catchwords(self.named.items()).find(typed)]
        if not near:
            return t("No office is called “{typed}”. Please choose one from the list.", typed=typed)
        offices = Several([self.named[id_] for id_ in near[:NEAR]], other=True)
        if len(meant) > NEAR:
            return t("{n} offices are called like “{typed}”, such as {offices}. Please choose one of them.", n=len(meant), typed=typed, offices=offices)  # fmt: skip
        return t("It is not clear which office is “{typed}”. Do you mean {offices}?", typed=typed, offices=offices)


def offices(units: Iterable[Unit], language: str) -> Offices:
    """Name each unit for the reader; those called alike with the town behind, and if that does not help with the short name."""
    units = list(units)
    plain = {unit.id: best(unit.names, language) for unit in units}
    placed = {unit.id: f"{plain[unit.id]} ({unit.city})" if unit.city else plain[unit.id] for unit in units}
    often, there = Counter(map(loosely, plain.values())), Counter(map(loosely, placed.values()))

    def name(id_: str) -> str:
        if often[loosely(plain[id_])] == 1:
            return plain[id_]
        return placed[id_] if there[loosely(placed[id_])] == 1 else f"{plain[id_]} ({id_})"

    return Offices({unit.id: name(unit.id) for unit in units})
