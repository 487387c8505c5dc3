"""Paths that may or may not be taken: fork, run, join."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from keras_lens.interpreter import budget as bounds
from keras_lens.interpreter.frames import Completion, Frame, Leave
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.state import Changes
from keras_lens.interpreter.values import Alternatives, Choice, Unknown, Value


def on_truth(value: Value, follow: Callable[[bool, Value], Value], machine: Machine) -> Value:
    """What an expression gives that goes on as `value` is true or not: `follow` is told, and
    what it is there."""
    truth = value.truth(machine)
    if truth is not None:
        return follow(truth, value)
    if isinstance(value, Alternatives):
        return machine.each_possibly(
            value.branches, lambda one: on_truth(one, follow, machine), value.choice
        )
    return machine.each_possibly((True, False), lambda one: follow(one, value))


def branch(
    value: Value, follow: Callable[[bool], Completion | None], frame: Frame, machine: Machine
) -> Completion | None:
    """Runs a statement that goes on as `value` is true or not."""
    truth = value.truth(machine)
    if truth is not None:
        return follow(truth)
    if isinstance(value, Alternatives):
        paths = [partial(branch, one, follow, frame, machine) for one in value.branches]
        return one_of(paths, frame, machine, value.choice)
    return one_of([partial(follow, True), partial(follow, False)], frame, machine)


def one_of(
    paths: Sequence[Callable[[], Completion | None]],
    frame: Frame,
    machine: Machine,
    choice: Choice | None = None,
) -> Completion | None:
    """Runs one of several paths, not known which.

    Those that run to their end are joined. Those that leave the block (return, break,
    continue) go on at their landing; if all leave, the last one's leaving is the result.
    A path that raises is not followed: a program that runs as intended does not take it.

    choice: the one whose ways the paths are; None where it is a choice of its own.
    """
    journal = machine.journal
    mark = journal.mark()
    stayed: list[Changes] = []
    left: list[tuple[Completion, Changes]] = []
    for way, path in enumerate(paths):
        with machine.deciding(choice, way):
            machine.budget.charge(bounds.STEPS_OF_A_BRANCH)
            completion = path()
        changes = journal.changes_since(mark)
        if completion is None:
            stayed.append(changes)
        elif completion.leave is not Leave.RAISE:
            left.append((completion, changes))
        journal.roll_back(mark)
    if not stayed and not left:
        journal.release(mark)
        return Completion(Leave.RAISE)
    last = None
    if not stayed:
        last, changes = left.pop()
        stayed.append(changes)
    for completion, changes in left:
        journal.replay(changes)
        frame.depart(completion, journal)
        journal.roll_back(mark)
    journal.replay(stayed[-1])
    all_stayed = len(stayed) == len(paths)
    journal.join(mark, stayed[:-1], choice if choice is not None and all_stayed else Choice())
    journal.release(mark)
    return last


def attempt(path: Callable[[], object], machine: Machine) -> None:
    """Runs a path for what can be seen on the way, and forgets its effects."""
    mark = machine.journal.mark()
    path()
    machine.journal.roll_back(mark)
    machine.journal.release(mark)


def forget_changes(changes: Changes, reason: str, machine: Machine) -> None:
    """Everything that `changes` touched is unknown from now on."""
    for (_, key), (owner, value) in changes.last.items():
        if value is not None:
            machine.write(owner, key, Unknown(reason))
