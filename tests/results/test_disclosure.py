"""No group under ten can be found in a release, whoever looks and whatever they know of the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from participation.results.disclosure import BASE, SMALLEST, release_table
from participation.results.tally import tally
from participation.results.values import Asked, Counted
from tests.results.attacker import Code, Refuter, agrees, answered, questionnaire, seeded, size, texts
from tests.results.released import HEADING, asked, table

SURVEYS = st.tuples(st.integers(0, 2**32), st.integers(20, 160))


@settings(max_examples=300, deadline=None)
@given(SURVEYS)
@example((0, 20))
def test_every_number_is_round_and_stands_for_ten_or_more(seed: tuple[int, int]) -> None:
    """Also the rest: those who were not asked, did not choose it, gave no answer."""
    draw = seeded(seed[0])
    questions = questionnaire(draw)
    answers = answered(questions, seed[1], draw)
    exact = {one.question.code: one for one in tally(questions, answers, texts(questions, answers))}
    for result in table(questions, answers).results:
        one = exact[result.code]
        if result.withheld:
            assert not result.groups
            continue
        same = one.question.after is None or one.asked == exact[one.question.after[0]].asked
        assert same or len(answers) - one.asked >= SMALLEST
        for group in result.groups:
            persons = sum(one.persons[code] for code in group.codes) + (one.left_out if group.left_out else 0)
            persons = one.persons[""] if result.kind == "text" else persons
            if group.count is not None:
                assert persons >= SMALLEST
                assert group.count % BASE == 0
                assert abs(group.count - persons) <= BASE // 2
            if group.others is not None:
                assert one.asked - persons >= SMALLEST
        codes = [code for group in result.groups for code in group.codes]
        assert sorted(codes) == sorted(label.code for label in one.question.answers)
        if result.kind in ("one", "scale"):
            assert sum(group.left_out for group in result.groups) == one.question.optional


@settings(max_examples=300, deadline=None)
@given(SURVEYS)
def test_every_small_group_could_as_well_be_large(seed: tuple[int, int]) -> None:
    """For each group under ten there are other answers with the same release in which it has ten and more."""
    draw = seeded(seed[0])
    questions = questionnaire(draw)
    answers = answered(questions, seed[1], draw)
    release = table(questions, answers)
    refuter = Refuter(release, questions)
    for name, one, code, chosen in _groups(questions):
        within = sum(one.code in sheet for sheet in answers)
        truly = size(answers, name, code) if chosen else within - size(answers, name, code)
        if truly < SMALLEST:
            other = refuter.inflated(answers, name, code, chosen=chosen)
            has = size(other, name, code) if chosen else sum(name in s for s in other) - size(other, name, code)
            assert agrees(release, questions, other), (name, code)
            assert has >= SMALLEST, (name, code)
    for one in questions:
        few = sum(one.code not in sheet for sheet in answers) < SMALLEST
        if few and _may_be_left_aside(one, {other.code: other for other in questions}):
            other = refuter.avoided(answers, one.code)
            assert agrees(release, questions, other)
            assert sum(one.code not in sheet for sheet in other) >= SMALLEST


def _may_be_left_aside(one: Asked, questions: dict[str, Asked]) -> bool:
    """Whether somebody can answer so that it is not asked; choices that overlap are looked at below."""
    if one.after is None:
        return False
    earlier, codes = questions[one.after[0]], one.after[1]
    if earlier.kind == "several":
        return len(codes) == 1
    every = {label.code for label in earlier.answers} <= set(codes) and not earlier.optional
    return not every or _may_be_left_aside(earlier, questions)


def _groups(questions: Sequence[Asked]) -> Iterator[tuple[str, Asked, Code, bool]]:
    for one in questions:
        yield from ((one.code, one, label.code, True) for label in one.answers)
        if one.kind == "several":
            yield from ((one.code, one, label.code, False) for label in one.answers)
        elif one.optional and one.kind != "text":
            yield one.code, one, None, True


Q1, Q2 = asked("q1", "one", "a b c"), asked("q2", "one", "p q", after=("q1", ("a", "b")))
CELLS = (("q1", "a"), ("q1", "b"), ("q1", "c"), ("q2", "p"), ("q2", "q"))
World = tuple[int, int, int, int, int]  # how many there are in each of the cells


def _worlds() -> Iterator[World]:
    """Everything that 20 to 32 people can answer to two questions, the second after a or b of the first."""
    for a_p, a_q, b_p in product(range(33), repeat=3):
        for b_q in range(33 - a_p - a_q - b_p):
            for c in range(max(0, 20 - a_p - a_q - b_p - b_q), 33 - a_p - a_q - b_p - b_q):
                yield a_p + a_q, b_p + b_q, c, a_p + b_p, a_q + b_q


def _known(publish: Callable[[World], object]) -> dict[object, dict[tuple[str, str], set[int]]]:
    """For each release and each group with under ten persons in one of its worlds: the sizes it may have."""
    sizes: dict[object, dict[tuple[str, str], set[int]]] = defaultdict(lambda: defaultdict(set))
    for world in set(_worlds()):
        release = publish(world)
        for cell, count in zip(CELLS, world, strict=True):
            sizes[release][cell].add(count)
    small = {key: {c: known for c, known in groups.items() if min(known) < SMALLEST} for key, groups in sizes.items()}
    return {key: groups for key, groups in small.items() if groups}


def _ours(world: World) -> object:
    a, b, c, p, q = world
    exact = [Counted(Q1, a + b + c, {"a": a, "b": b, "c": c}), Counted(Q2, a + b, {"p": p, "q": q})]
    release = release_table(HEADING, a + b + c, exact)
    return release.sheets, tuple((result.asked, result.groups) for result in release.results)


def _naive(world: World) -> object:
    """The usual way: hide what is small and tell the rest, with the totals."""
    return sum(world[:3]), *(count if count >= SMALLEST else None for count in world)


def _narrowest(known: dict[object, dict[tuple[str, str], set[int]]]) -> int:
    return min(max(sizes) - min(sizes) for groups in known.values() for sizes in groups.values())


def test_who_knows_the_rules_and_tries_everything_still_does_not_know_a_small_group() -> None:
    """All possible answers to a small survey, sorted by the release they give: no release leaves a single size."""
    assert _narrowest(_known(_ours)) >= SMALLEST - 1


def test_the_usual_way_gives_small_groups_away() -> None:
    """The control: hiding small cells without more leaves their size to be computed."""
    assert _narrowest(_known(_naive)) == 0
