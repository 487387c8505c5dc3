"""Paths that may or may not be taken: fork, run, join."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from keras_lens.interpreter import budget as bounds
from keras_lens.interpreter.alternatives import Alternatives, Choice, join
from keras_lens.interpreter.exceptions import EXCEPTIONS, Abandoned, Raised
from keras_lens.interpreter.frames import Completion, Frame, Leave
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.state import Changes
from keras_lens.interpreter.values import Unknown, Value


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
    A path that raises goes on at the `try` around it. Without one it is not followed: a
    program that works as intended does not take it.

    choice: the one whose ways the paths are; None where it is a choice of its own.
    """
    journal = machine.journal
    mark = journal.mark()
    stayed: list[Changes] = []
    left: list[tuple[Completion, Changes]] = []
    abandoned = bool(machine.guards)
    for way, path in enumerate(paths):
        of_values = choice is not None
        with machine.deciding(choice, way), machine.reach.one_of_several(of_values=of_values):
            machine.budget.charge(bounds.STEPS_OF_A_BRANCH)
            completion = run_path(path)
        if completion is None:
            stayed.append(journal.changes_since(mark))
        elif completion.leave in (Leave.RAISE, Leave.ABANDON):
            frame.depart(completion, machine)
            abandoned = abandoned or completion.leave is Leave.ABANDON
        else:
            left.append((completion, journal.changes_since(mark)))
        journal.roll_back(mark)
    if not stayed and not left:
        journal.release(mark)
        return Completion(Leave.ABANDON if abandoned else Leave.RAISE)
    last = None
    if not stayed:
        last, changes = left.pop()
        stayed.append(changes)
    for completion, changes in left:
        journal.replay(changes)
        frame.depart(completion, machine)
        journal.roll_back(mark)
    journal.go_to(mark, stayed, choice if len(stayed) == len(paths) else None)
    journal.release(mark)
    return last


def run_path(path: Callable[[], Completion | None]) -> Completion | None:
    """Runs a path; that it ends with an exception is a way of leaving it."""
    try:
        return path()
    except Raised as raised:
        return Completion(Leave.RAISE, raised.value)
    except Abandoned as abandoned:
        return Completion(Leave.ABANDON, departure=abandoned.departure)


def attempt(path: Callable[[], object], machine: Machine) -> None:
    """Runs a path for what can be seen on the way, and forgets its effects."""
    mark = machine.journal.mark()
    guards, machine.guards = machine.guards, []
    try:
        with machine.reach.that_may_catch():
            path()
    except (Raised, Abandoned):
        pass
    finally:
        machine.guards = guards
    machine.journal.roll_back(mark)
    machine.journal.release(mark)


def forget_changes(changes: Changes, reason: str, machine: Machine) -> None:
    """Everything that `changes` touched is unknown from now on."""
    for (_, key), (owner, value) in changes.last.items():
        if value is not None:
            machine.write(owner, key, join([value, Unknown(reason)]))


def surely_raises(kind: str, operation: Callable[[], Value], machine: Machine) -> Value | None:
    """What `operation` gives; None where it surely raises the exception `kind`."""
    guard = machine.open_guard()
    result: list[Value] = []

    def run() -> None:
        result.append(operation())

    try:
        completion = run_path(run)
    finally:
        machine.guards.pop()
    if completion is not None and completion.departure is not None:
        raise Abandoned(completion.departure)
    if result and not guard.arrivals:
        return result[0]
    raised = [arrived.value for arrived, _ in guard.arrivals]
    if completion is not None and completion.leave is Leave.RAISE:
        raised.append(completion.value)
    if not result and all(
        one is not None and one.instance_of(EXCEPTIONS[kind], machine) for one in raised
    ):
        return None
    return Unknown("whether it fails is not known")
