from __future__ import annotations

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from db.records import Action, StepName
from desktop.services.history import KEPT_STEPS, History

NUMBERS = count(1)


def step(label: str, action: Action = Action.TYPED) -> StepName:
    return StepName(next(NUMBERS), action, label)


def test_steps_come_back_last_first_and_go_forward_again() -> None:
    history, one, two = History(), step("하나"), step("둘")
    assert (history.to_undo, history.to_redo) == (None, None)
    history.done(one)
    history.done(two)
    assert history.to_undo == two
    history.undone()
    assert (history.to_undo, history.to_redo) == (one, two)
    history.redone()
    assert (history.to_undo, history.to_redo) == (two, None)


def test_a_new_step_ends_what_could_be_redone() -> None:
    history, two = History(), step("둘")
    history.done(step("하나"))
    history.undone()
    history.done(two)
    assert (history.to_undo, history.to_redo) == (two, None)


def test_the_last_500_steps_are_kept() -> None:
    history = History()
    for number in range(KEPT_STEPS + 1):
        history.done(step(str(number)))
    taken = []
    while history.to_undo is not None:
        taken.append(history.to_undo.label)
        history.undone()
    assert taken == [str(number) for number in range(KEPT_STEPS, 0, -1)]


def test_nothing_goes_back_behind_a_step_of_the_program() -> None:
    history = History.of([step("지출액 1"), step("서식 변경 반영", Action.MADE)])
    assert (history.to_undo, history.to_redo) == (None, None)


def test_what_was_undone_before_the_log_begins_is_forgotten() -> None:
    redone = step("둘", Action.REDONE)
    history = History.of([step("하나", Action.UNDONE), redone])
    assert (history.to_undo, history.to_redo) == (redone, None)


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=60))
def test_the_way_back_is_read_from_the_log_as_it_was(clicks: list[str]) -> None:
    live, log = History(), []
    for click in clicks:
        if click == "do":
            log.append(step("일"))
            live.done(log[-1])
        elif click == "undo" and live.to_undo:
            log.append(step(live.to_undo.label, Action.UNDONE))
            live.undone()
        elif click == "redo" and live.to_redo:
            log.append(step(live.to_redo.label, Action.REDONE))
            live.redone()
    read = History.of(log)
    while live.to_redo:
        assert read.to_redo == live.to_redo
        live.redone()
        read.redone()
    while live.to_undo:
        assert read.to_undo == live.to_undo
        live.undone()
        read.undone()
    assert read.to_undo is None
