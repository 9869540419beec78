"""However somebody writes: never more than the pace allows, and nobody is kept out for longer than promised."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.talk.pace import Gauge, Pace, Places, Standing, Veil, Verdict, one_more

PACES = st.builds(Pace, st.integers(2, 40), st.floats(0.01, 10))
GAPS = st.lists(st.floats(0, 30), min_size=1, max_size=120)


def _walk(pace: Pace, gaps: list[float]) -> list[tuple[float, Verdict]]:
    """When each message came, counted from some moment, and what was done with it."""
    now, standing, walked = 1000.0, Standing(), []
    for gap in gaps:
        now += gap
        standing, verdict = one_more(pace, standing, now)
        walked.append((now, verdict))
    return walked


@given(PACES, GAPS)
def test_never_more_than_the_pace(pace: Pace, gaps: list[float]) -> None:
    """In any stretch of time no more are taken than may come at once and one for every pause in it."""
    taken = [at for at, verdict in _walk(pace, gaps) if verdict is Verdict.GO]

    for first, begin in enumerate(taken):
        for last, end in enumerate(taken[first:], first):
            assert last - first + 1 <= pace.at_once + (end - begin) / pace.pause + 1e-3


@given(PACES, st.floats(1, 5), st.integers(1, 200))
def test_whoever_keeps_the_pace_is_always_heard(pace: Pace, slower: float, count: int) -> None:
    """At the pace or below it nobody is ever turned away."""
    assert {verdict for _, verdict in _walk(pace, [pace.pause * slower] * count)} == {Verdict.GO}


@given(PACES, GAPS)
def test_it_is_said_once_and_then_quiet(pace: Pace, gaps: list[float]) -> None:
    """Between two times of saying so there is one that was heard; whoever is shut out was told first."""
    shut = False
    for _, verdict in _walk(pace, gaps):
        assert (verdict is Verdict.SILENT) <= shut
        assert (verdict is Verdict.SAY_SO) <= (not shut)
        shut = verdict is not Verdict.GO


@given(PACES, GAPS)
def test_the_door_opens_again_in_time(pace: Pace, gaps: list[float]) -> None:
    """However long somebody flooded us, they are heard after the time of recovery in which they wrote nothing."""
    wrote_at = 0.0
    for at, verdict in _walk(pace, gaps):
        assert verdict is Verdict.GO or at <= wrote_at + pace.recovery * 1.001
        wrote_at = at


@given(PACES, st.floats(0, 0.99), st.integers(50, 300))
def test_who_goes_on_is_not_heard(pace: Pace, faster: float, count: int) -> None:
    """Whoever floods us and does not stop is told once and costs nothing more."""
    verdicts = [verdict for _, verdict in _walk(pace, [pace.pause * faster] * count)]
    told = verdicts.index(Verdict.SAY_SO) if Verdict.SAY_SO in verdicts else count

    assert set(verdicts[:told]) == {Verdict.GO}
    assert set(verdicts[told + 1 :]) <= {Verdict.SILENT}


@given(PACES, GAPS)
def test_in_a_rush_fewer_are_taken(pace: Pace, gaps: list[float]) -> None:
    """While others wait, whoever writes much steps back earlier; one message is always taken from who was quiet."""
    now, standing, taken = 1000.0, Standing(), []
    for gap in gaps:
        now += gap
        standing, verdict = one_more(pace, standing, now, rush=True)
        taken += [now] if verdict is Verdict.GO else []
    for first, begin in enumerate(taken):
        for last, end in enumerate(taken[first:], first):
            most = pace.at_once + (end - begin) / pace.pause
            assert last - first + 1 <= most / min(pace.in_rush, pace.at_once) + 1 + 1e-3
    assert one_more(pace, Standing(), now, rush=True)[1] is Verdict.GO


@given(PACES, GAPS)
def test_control_without_standing_everything_goes(pace: Pace, gaps: list[float]) -> None:
    """The control forgets where somebody stands, and lets a flood through."""
    verdicts = [one_more(pace, Standing(), float(place))[1] for place in range(len(gaps))]

    assert set(verdicts) == {Verdict.GO}


def test_a_gauge_remembers_only_so_many() -> None:
    """A hundred thousand invented addresses take the room of fifty; the newest are known."""
    gauge = Gauge(Pace(2, 1.0), most=50)
    for number in range(100_000):
        gauge.take(number.to_bytes(4, "big"), 0.0)

    assert len(gauge) == 50
    assert gauge.take((99_999).to_bytes(4, "big"), 0.0) is Verdict.GO
    assert gauge.take((99_999).to_bytes(4, "big"), 0.0) is Verdict.SAY_SO


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([b"a", b"b", b"c"])), max_size=200))
def test_places_are_counted_right(steps: list[tuple[bool, bytes]]) -> None:
    """However people come and go there are never more than each and all may have, and nothing is left behind."""
    places = Places(each=3, in_all=5)
    inside: list[bytes] = []
    for comes, who in steps:
        if comes:
            free = len(inside) < 5 and inside.count(who) < 3
            assert places.take(who) is free
            inside += [who] * free
        elif who in inside:
            inside.remove(who)
            places.leave(who)
        assert len(places) == len(inside)
        assert places.taken(who) == inside.count(who)
    for who in inside:
        places.leave(who)
    assert not places._taken


def test_addresses_are_not_in_memory() -> None:
    """What is counted by is keyed: two processes veil differently, and the address itself is nowhere kept."""
    veil, gauge = Veil(), Gauge(Pace(2, 1.0))
    gauge.take(veil("203.0.113.77"), 0.0)

    assert veil("a") == veil("a") != Veil()("a")
    assert all(b"203" not in key for key in gauge._standings)
    assert "key" not in repr(veil)
