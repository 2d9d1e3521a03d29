from __future__ import annotations

from desktop.domain.changes import ChangeSet
from desktop.services.history import History


def step(label: str) -> ChangeSet:
    return ChangeSet(label, ())


def test_steps_come_back_last_first_and_go_forward_again() -> None:
    history = History()
    assert (history.to_undo, history.to_redo) == (None, None)
    history.done(step("하나"))
    history.done(step("둘"))
    assert history.to_undo == step("둘")
    history.undone()
    assert (history.to_undo, history.to_redo) == (step("하나"), step("둘"))
    history.redone()
    assert (history.to_undo, history.to_redo) == (step("둘"), None)


def test_a_new_step_ends_what_could_be_redone() -> None:
    history = History()
    history.done(step("하나"))
    history.undone()
    history.done(step("둘"))
    assert (history.to_undo, history.to_redo) == (step("둘"), None)


def test_the_last_500_steps_are_kept() -> None:
    history = History()
    for number in range(501):
        history.done(step(str(number)))
    taken = []
    while history.to_undo is not None:
        taken.append(history.to_undo.label)
        history.undone()
    assert taken == [str(number) for number in range(500, 0, -1)]
