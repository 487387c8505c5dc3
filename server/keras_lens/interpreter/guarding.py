"""Code behind which something runs, whichever way it ends: handlers, a `finally`, the end of a
`with` block. That runs from every state in which the code may be left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from keras_lens.interpreter.branches import one_of, run_path
from keras_lens.interpreter.frames import Completion, Frame, Landing, Leave
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.state import Changes
from keras_lens.interpreter.values import Value

Path = Callable[[], "Completion | None"]

_LEAVING = frozenset({Leave.RETURN, Leave.BREAK, Leave.CONTINUE})
_ENDED = frozenset({Leave.RAISE, Leave.ABANDON})
NOT_RAISED = Completion(Leave.RAISE)
"""What is raised is not known, nor whether anything is."""


def guarded(
    run: Path,
    go_on: Callable[[Completion | None], Completion | None],
    handle: Callable[[Completion], Completion | None],
    otherwise: Callable[[], None],
    frame: Frame,
    machine: Machine,
) -> Completion | None:
    """Runs code, and `handle` from each state in which it raises or may raise; `go_on` where
    it comes to its end, `otherwise` before that where nothing is raised."""
    journal = machine.journal
    guard = machine.open_guard()
    with journal.remembering() as start:
        try:
            completion = run_path(run)
        finally:
            machine.guards.pop()
        if guard.anywhere:
            after = journal.changes_since(guard.mark)
            journal.blur(start)
            guard.arrive(NOT_RAISED, journal)
            journal.roll_back(guard.mark)
            journal.replay(after)
    paths: list[Path] = []
    if completion is not None and completion.leave is Leave.ABANDON and guard.arrivals:
        frame.depart(completion, machine)
    if completion is None or completion.leave not in _ENDED:
        if not guard.arrivals and not guard.anywhere:
            otherwise()
            return go_on(completion)
        paths.append(_after(journal.changes_since(guard.mark), partial(go_on, completion), machine))
    elif completion.leave is Leave.RAISE:
        guard.arrive(completion, journal)
    for raised, changes in guard.arrivals:
        paths.append(_after(changes, partial(handle, raised), machine))
    if not paths:
        return completion
    journal.roll_back(guard.mark)
    return one_of(paths, frame, machine) if len(paths) > 1 else paths[0]()


def suppress(
    run: Path,
    catches: Callable[[Value | None, Machine], bool | None],
    frame: Frame,
    machine: Machine,
) -> Completion | None:
    """Runs a block; an exception that `catches` catches ends it, and nothing more."""

    def handle(raised: Completion) -> Completion | None:
        verdict = catches(raised.value, machine)
        if verdict is None:
            return one_of([lambda: None, lambda: raised], frame, machine)
        return None if verdict else raised

    return guarded(run, lambda completion: completion, handle, lambda: None, frame, machine)


def finish(run: Path, final: Path, frame: Frame, machine: Machine) -> Completion | None:
    """`try: run finally: final`: `final` is run on every path that leaves."""
    landing = Landing(machine.journal.mark(), _LEAVING)
    frame.landings.append(landing)
    guard = machine.open_guard() if machine.guards else None
    try:
        completion = run_path(run)
    finally:
        frame.landings.pop()
        landing.is_over = True
        if guard is not None:
            machine.guards.pop()
    arrivals = [*landing.arrivals, *(() if guard is None else guard.arrivals)]
    if not arrivals:
        return final() or completion

    def leave(departed: Completion | None) -> Completion | None:
        return final() or departed

    paths = [_after(changes, partial(leave, departed), machine) for departed, changes in arrivals]
    if completion is None or completion.leave is not Leave.ABANDON or completion.departure:
        changes = machine.journal.changes_since(landing.mark)
        paths.insert(0, _after(changes, partial(leave, completion), machine))
    machine.journal.roll_back(landing.mark)
    return one_of(paths, frame, machine) if len(paths) > 1 else paths[0]()


def _after(changes: Changes, path: Path, machine: Machine) -> Path:
    def run() -> Completion | None:
        machine.journal.replay(changes)
        return path()

    return run
