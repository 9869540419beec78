"""What is told and what is withheld, rule by rule."""

from __future__ import annotations

from participation.results.disclosure import rounded
from participation.results.values import Group, Table
from tests.results.attacker import People
from tests.results.released import HEADING, asked, people, shown, table


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
