"""How `with` is run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import nullcontext

from keras_lens.interpreter.frames import Completion, Frame
from keras_lens.interpreter.guarding import finish
from keras_lens.interpreter.instances import InstanceValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.names import assign
from keras_lens.interpreter.registry import statement
from keras_lens.interpreter.values import Unknown, Value


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
