"""How `try` and `raise` are run."""

from __future__ import annotations

import ast
from contextlib import nullcontext
from functools import partial

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.branches import attempt, one_of
from keras_lens.interpreter.exceptions import ExceptionType
from keras_lens.interpreter.frames import Completion, Frame, Leave
from keras_lens.interpreter.guarding import NOT_RAISED, Path, finish, guarded
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.names import bind
from keras_lens.interpreter.registry import statement
from keras_lens.interpreter.types import is_caught_by
from keras_lens.interpreter.values import Unknown, Value
from keras_lens.interpreter.verdicts import any_holds


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


def _look_at_handlers(node: ast.Try, frame: Frame, machine: Machine) -> None:
    """Handlers that nothing leads to are looked at for what stands in them."""
    for handler in node.handlers:
        attempt(partial(_run_handler, handler, NOT_RAISED, frame, machine), machine)


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


@statement(ast.Raise)
def raise_(node: ast.Raise, frame: Frame, machine: Machine) -> Completion:
    if node.exc is None:
        return Completion(Leave.RAISE, machine.handled[-1] if machine.handled else None)
    exception = machine.evaluate(node.exc, frame)
    if isinstance(exception, ExceptionType) or exception.is_class:
        exception = machine.call(exception, Arguments(), machine.site(node.exc, frame))
    return Completion(Leave.RAISE, exception)
