"""No group under ten can be found in a release, whoever looks and whatever they know of the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from participation.results.disclosure import BASE, SMALLEST, release_table, rounded
from participation.results.tally import tally
from participation.results.values import Asked, Counted, Group, Heading, Label, Table
from tests.results.attacker import Code, People, Refuter, agrees, answered, questionnaire, seeded, size, texts

HEADING = Heading("s", "code", "verein", {"de": "Titel"}, ("de",))


def asked(code: str, kind: str, answers: str, **more: object) -> Asked:
    return Asked(code, kind, {"de": code}, tuple(Label(a, {"de": a}) for a in answers.split()), **more)  # type: ignore[arg-type]  # fields of a question by their name


def table(questions: Sequence[Asked], people: People) -> Table:
    return release_table(HEADING, len(people), tally(questions, people, texts(questions, people)))


def people(*groups: tuple[int, Mapping[str, tuple[str, ...] | None]]) -> People:
    return [dict(sheet) for count, sheet in groups for _ in range(count)]


def shown(result_groups: Iterable[Group]) -> list[tuple[tuple[str, ...], int | None]]:
    return [(group.codes, group.count) for group in result_groups]


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


def test_under_twenty_nothing_at_all_is_told() -> None:
    """Not even how many there were."""
    question = asked("q", "one", "a b")
    for count in (0, 1, 19):
        assert table([question], people((count, {"q": ("a",)}))) == Table(HEADING, None)
    assert table([question], people((10, {"q": ("a",)}), (10, {"q": ("b",)}))).sheets == 20


def test_small_choices_are_told_together_and_an_empty_one_looks_the_same() -> None:
    """Nobody chose d, three chose c: both are among the others."""
    question = asked("q", "one", "a b c d")
    [result] = table(
        [question], people((40, {"q": ("a",)}), (31, {"q": ("b",)}), (8, {"q": ("c",)}), (2, {"q": ("d",)}))
    ).results

    assert shown(result.groups) == [(("a",), 40), (("b",), 30), (("c", "d"), 10)]
    [alone] = table([question], people((60, {"q": ("a",)}))).results
    assert alone.withheld


def test_choices_with_the_same_next_question_stand_together() -> None:
    """Five chose c and were asked what those who chose a were asked: they are told with these, and the question is told."""
    first = asked("q1", "one", "c b a")
    then = asked("q2", "one", "p q", after=("q1", ("c", "a")))
    answers = people(
        (5, {"q1": ("c",), "q2": ("p",)}), (30, {"q1": ("b",)}),
        (15, {"q1": ("a",), "q2": ("p",)}), (15, {"q1": ("a",), "q2": ("q",)}),
    )  # fmt: skip
    one, two = table([first, then], answers).results

    assert shown(one.groups) == [(("c", "a"), 35), (("b",), 30)]
    assert (two.asked, shown(two.groups)) == (35, [(("p",), 20), (("q",), 15)])


def test_ten_are_enough() -> None:
    """A choice, those who did not choose it, own words, those who wrote none, those who were asked, those who chose both."""
    first = asked("q1", "several", "a b c")
    both = asked("q2", "one", "p q", after=("q1", ("a", "b")))
    third = asked("q3", "text", "", after=("q1", ("c",)))
    words = asked("q4", "text", "", optional=True)
    answers = people(
        (10, {"q1": ("a", "c"), "q2": ("p",), "q3": (), "q4": ()}), (10, {"q1": ("b",), "q2": ("p",), "q4": None}),
        (10, {"q1": ("a", "b"), "q2": ("q",), "q4": None}), (10, {"q1": (), "q4": None}),
    )  # fmt: skip
    one, two, three, four = table([first, both, third, words], answers).results

    assert one.groups == (Group(("a",), 20, others=20), Group(("b",), 20, others=20), Group(("c",), 10, others=30))
    assert shown(two.groups) == [(("p",), 20), (("q",), 10)]
    assert (three.asked, shown(three.groups)) == (10, [((), 10)])
    assert shown(four.groups) == [((), 10)]
    [narrow] = table([words], people((30, {"q4": ()}), (10, {"q4": None}))).results
    [choice] = table([asked("q", "several", "a")], people((30, {"q": ("a",)}), (10, {"q": ()}))).results
    assert (shown(narrow.groups), choice.groups) == ([((), 30)], (Group(("a",), 30, others=10),))


def test_points_of_a_scale_join_their_neighbours_and_then_there_is_no_mean() -> None:
    """1 and 2 are told together, never 1 and 5."""
    question = asked("q", "scale", "1 2 3 4 5")
    uneven = people(*((count, {"q": (str(point),)}) for point, count in enumerate((3, 12, 20, 20, 11), start=1)))
    even = people(*((20, {"q": (str(point),)}) for point in range(1, 6)))
    [merged], [whole] = table([question], uneven).results, table([question], even).results

    assert shown(merged.groups)[0] == (("1", "2"), 15)
    assert (merged.mean, whole.mean) == (None, 3.0)


def test_of_several_choices_those_who_did_not_choose_are_a_group_too() -> None:
    """Everybody but three chose x: that tells of the three."""
    question = asked("q", "several", "x y z")
    answers = people((30, {"q": ("x", "y")}), (27, {"q": ("x",)}), (3, {"q": ()}))
    [result] = table([question], answers).results

    assert result.groups == (Group(("x",), None), Group(("y",), 30, others=30), Group(("z",), None))


def test_a_question_after_a_hidden_group_is_withheld() -> None:
    """Three said no, and were asked why: neither number may be told, nor be the difference of two others."""
    first = asked("q1", "one", "yes no maybe")
    why = asked("q2", "one", "p q", after=("q1", ("no", "maybe")))
    answers = people(
        (60, {"q1": ("yes",)}),
        (3, {"q1": ("no",), "q2": ("p",)}),
        (12, {"q1": ("maybe",), "q2": ("q",)}),
    )
    one, two = table([first, why], answers).results
    assert shown(one.groups) == [(("yes",), 60), (("no", "maybe"), 15)]
    assert two.withheld  # only three said p
    inner = asked("q2", "one", "p q", after=("q1", ("maybe",)))
    narrow = people((60, {"q1": ("yes",)}), (3, {"q1": ("no",)}), (30, {"q1": ("maybe",), "q2": ("p",)}))
    assert table([first, inner], narrow).results[1].withheld


def test_a_skip_after_overlapping_choices_tells_of_no_small_overlap() -> None:
    """Who chose x or y minus who chose x minus who chose y is who chose both: two persons here."""
    first = asked("q1", "several", "x y")
    then = asked("q2", "one", "p q", after=("q1", ("x", "y")))

    def world(both: int) -> People:
        groups = ((20, ("x",)), (20, ("y",)), (both, ("x", "y")))
        return people(
            *((count // 2, {"q1": codes, "q2": (a,)}) for count, codes in groups for a in "pq"), (20, {"q1": ()})
        )

    assert table([first, then], world(2)).results[1].withheld
    assert not table([first, then], world(20)).results[1].withheld


def test_own_words_are_counted_only() -> None:
    """How many wrote something, where it is ten or more, and ten or more did not."""
    question = asked("q", "text", "", optional=True)
    told = table([question], people((23, {"q": ()}), (14, {"q": None}))).results[0]
    hidden = table([question], people((23, {"q": ()}), (4, {"q": None}))).results[0]

    assert (told.asked, told.groups) == (35, (Group((), 25),))
    assert hidden.withheld


def test_rounding_is_to_the_nearest_five() -> None:
    """Ten stands for eight to twelve."""
    assert [rounded(count) for count in (8, 10, 12, 13, 17, 18)] == [10, 10, 10, 15, 15, 20]
