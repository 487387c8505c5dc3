"""Paths that may or may not be taken: fork, run, join."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from keras_lens.interpreter.frames import Completion, Frame, Leave
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.state import Changes
from keras_lens.interpreter.values import Unknown, Value, join


def either(first: Callable[[], Value], second: Callable[[], Value], machine: Machine) -> Value:
    """The value of one of two computations, not known which."""
    mark = machine.journal.mark()
    one = first()
    changes = machine.journal.changes_since(mark)
    machine.journal.roll_back(mark)
    other = second()
    machine.journal.join(mark, [changes])
    return join([one, other])


def one_of(
    paths: Sequence[Callable[[], Completion | None]], frame: Frame, machine: Machine
) -> Completion | None:
    """Runs one of several paths, not known which.

    Those that run to their end are joined. Those that leave the block (return, break,
    continue) go on at their landing; if all leave, the last one's leaving is the result.
    A path that raises is not followed: a program that runs as intended does not take it.
    """
    journal = machine.journal
    mark = journal.mark()
    stayed: list[Changes] = []
    left: list[tuple[Completion, Changes]] = []
    for path in paths:
        completion = path()
        changes = journal.changes_since(mark)
        if completion is None:
            stayed.append(changes)
        elif completion.leave is not Leave.RAISE:
            left.append((completion, changes))
        journal.roll_back(mark)
    if not stayed and not left:
        return Completion(Leave.RAISE)
    last = None
    if not stayed:
        last, changes = left.pop()
        stayed.append(changes)
    for completion, changes in left:
        journal.replay(changes)
        frame.depart(completion, journal)
        journal.roll_back(mark)
    journal.replay(stayed[0])
    journal.join(mark, stayed[1:])
    return last


def attempt(path: Callable[[], object], machine: Machine) -> None:
    """Runs a path for what can be seen on the way, and forgets its effects."""
    mark = machine.journal.mark()
    path()
    machine.journal.roll_back(mark)


def forget_changes(changes: Changes, reason: str, machine: Machine) -> None:
    """Everything that `changes` touched is unknown from now on."""
    for (_, key), (owner, value) in changes.last.items():
        if value is not None:
            machine.write(owner, key, Unknown(reason))
