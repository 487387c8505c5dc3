"""How `try`, `raise` and `with` are run."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from functools import partial

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.branches import attempt, one_of, run_path
from keras_lens.interpreter.exceptions import ExceptionType
from keras_lens.interpreter.frames import Completion, Frame, Landing, Leave
from keras_lens.interpreter.instances import InstanceValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.names import assign, bind
from keras_lens.interpreter.registry import statement
from keras_lens.interpreter.state import Changes
from keras_lens.interpreter.types import is_caught_by
from keras_lens.interpreter.values import Unknown, Value
from keras_lens.interpreter.verdicts import any_holds

Path = Callable[[], "Completion | None"]

_LEAVING = frozenset({Leave.RETURN, Leave.BREAK, Leave.CONTINUE})
_ENDED = frozenset({Leave.RAISE, Leave.ABANDON})
_NOT_RAISED = Completion(Leave.RAISE)


def try_(node: ast.Try, frame: Frame, machine: Machine) -> Completion | None:
    """Runs the body, and the handlers from each state in which something is raised, or may be
    raised since what is done there is not known."""

    def run() -> Completion | None:
        if node.handlers:
            return _handled(node, frame, machine)
        return machine.execute(node.body, frame) or machine.execute(node.orelse, frame)

    if not node.finalbody:
        return run()
    return finish(run, lambda: machine.execute(node.finalbody, frame), frame, machine)


statement(ast.Try)(try_)
if hasattr(ast, "TryStar"):
    statement(ast.TryStar)(try_)


def _handled(node: ast.Try, frame: Frame, machine: Machine) -> Completion | None:
    def go_on(completion: Completion | None) -> Completion | None:
        return completion or machine.execute(node.orelse, frame)

    def run() -> Completion | None:
        with machine.reach.guarded_from_others() if _is_for_others(node) else nullcontext():
            return machine.execute(node.body, frame)

    return guarded(
        run,
        go_on,
        partial(_handle, node, frame=frame, machine=machine),
        partial(_look_at_handlers, node, frame, machine),
        frame,
        machine,
    )


_OF_OTHERS = frozenset(
    {
        "EOFError", "FileExistsError", "FileNotFoundError", "IOError", "ImportError",
        "KeyboardInterrupt", "ModuleNotFoundError", "OSError", "PermissionError", "SystemExit",
    }
)  # fmt: skip


def _is_for_others(node: ast.Try) -> bool:
    """Whether all handlers wait for what neither computing nor the use of a library raises."""
    for handler in node.handlers:
        kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        if not all(isinstance(kind, ast.Name) and kind.id in _OF_OTHERS for kind in kinds):
            return False
    return True


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
            guard.arrive(_NOT_RAISED, journal)
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


def _after(changes: Changes, path: Path, machine: Machine) -> Path:
    def run() -> Completion | None:
        machine.journal.replay(changes)
        return path()

    return run


def _look_at_handlers(node: ast.Try, frame: Frame, machine: Machine) -> None:
    """Handlers that nothing leads to are looked at for what stands in them."""
    for handler in node.handlers:
        attempt(partial(_run_handler, handler, _NOT_RAISED, frame, machine), machine)


def _handle(node: ast.Try, raised: Completion, frame: Frame, machine: Machine) -> Completion | None:
    """The first handler that catches what was raised, or those that may."""
    possible: list[Path] = []
    for handler in node.handlers:
        verdict = _catches(handler, raised.value, frame, machine)
        if verdict is not False:
            possible.append(partial(_run_handler, handler, raised, frame, machine))
        if verdict:
            break
    else:
        possible.append(lambda: raised)
    return possible[0]() if len(possible) == 1 else one_of(possible, frame, machine)


def _catches(
    handler: ast.ExceptHandler, exception: Value | None, frame: Frame, machine: Machine
) -> bool | None:
    if handler.type is None:
        return True
    kinds = machine.evaluate(handler.type, frame)
    return any_holds(
        is_caught_by(exception, kind, machine) for kind in kinds.elements(machine) or [kinds]
    )


def _run_handler(
    handler: ast.ExceptHandler, raised: Completion, frame: Frame, machine: Machine
) -> Completion | None:
    value = raised.value or Unknown("the exception is not known")
    if handler.name is not None:
        bind(handler.name, value, frame, machine)
    machine.handled.append(value)
    try:
        completion = machine.execute(handler.body, frame)
    finally:
        machine.handled.pop()
    if handler.name is not None:
        machine.write(frame.scope.owner_for_binding(handler.name), handler.name, None)
    return completion


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


@statement(ast.Raise)
def raise_(node: ast.Raise, frame: Frame, machine: Machine) -> Completion:
    if node.exc is None:
        return Completion(Leave.RAISE, machine.handled[-1] if machine.handled else None)
    exception = machine.evaluate(node.exc, frame)
    if isinstance(exception, ExceptionType) or exception.is_class:
        exception = machine.call(exception, Arguments(), machine.site(node.exc, frame))
    return Completion(Leave.RAISE, exception)


@statement(ast.With, ast.AsyncWith)
def with_(node: ast.With | ast.AsyncWith, frame: Frame, machine: Machine) -> Completion | None:
    return _with(iter(node.items), node, frame, machine)


def _with(
    items: Iterator[ast.withitem],
    node: ast.With | ast.AsyncWith,
    frame: Frame,
    machine: Machine,
) -> Completion | None:
    item = next(items, None)
    if item is None:
        return machine.execute(node.body, frame)
    manager = machine.evaluate(item.context_expr, frame)

    def block(value: Value) -> Completion | None:
        if item.optional_vars is not None:
            assign(item.optional_vars, value, frame, machine)
        return _with(items, node, frame, machine)

    surrounding = manager.surrounding(machine)
    if surrounding is not None:
        return surrounding(block, frame)
    entered = manager.enter(machine)

    def leave() -> None:
        manager.leave(machine)

    def run() -> Completion | None:
        with machine.reach.that_may_catch() if _may_catch(manager, item) else nullcontext():
            return block(entered)

    return finish(run, leave, frame, machine)


_LETS_PASS = frozenset(
    {
        "CustomObjectScope", "DistributionStrategy", "GradientTape", "MirroredStrategy",
        "custom_object_scope", "device", "file_writer", "name_scope", "open", "scope",
        "start_run", "strategy", "control_dependencies", "tqdm", "Timer", "timer",
    }
)  # fmt: skip
"""Context managers by their last name that hand on whatever is raised in their block."""


def _may_catch(manager: Value, item: ast.withitem) -> bool:
    """Whether what the block raises may end there (`pytest.raises`, `self.assertRaises`)."""
    if not isinstance(manager, Unknown | InstanceValue):
        return False
    named = item.context_expr
    named = named.func if isinstance(named, ast.Call) else named
    last = named.attr if isinstance(named, ast.Attribute) else getattr(named, "id", "")
    return last not in _LETS_PASS
