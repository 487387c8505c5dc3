"""Binding: names, attributes and elements get values, also by unpacking."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from keras_lens.interpreter import supply
from keras_lens.interpreter.containers import ListValue
from keras_lens.interpreter.exceptions import fail
from keras_lens.interpreter.frames import Frame
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.symbols import reason_of
from keras_lens.interpreter.values import Unknown, Value


def bind(name: str, value: Value, frame: Frame, machine: Machine) -> None:
    """Binds a name where Python would (global, nonlocal or here)."""
    name = frame.scope.private(name)
    machine.write(frame.scope.owner_for_binding(name), name, value)
    value.bound(name, machine)


def assign(target: ast.expr, value: Value, frame: Frame, machine: Machine) -> None:
    """`target = value` for any kind of target."""
    value = supply.bound(target, value, machine)
    match target:
        case ast.Name(id=name):
            bind(name, value, frame, machine)
        case ast.Attribute(value=owner, attr=name):
            machine.evaluate(owner, frame).set_attribute(frame.scope.private(name), value, machine)
        case ast.Subscript(value=container, slice=index):
            machine.evaluate(container, frame).set_item(
                machine.evaluate(index, frame), value, machine
            )
        case ast.Tuple(elts=targets) | ast.List(elts=targets):
            _unpack(targets, value, frame, machine)
        case ast.Starred(value=inner):
            assign(inner, value, frame, machine)


def _unpack(targets: Sequence[ast.expr], value: Value, frame: Frame, machine: Machine) -> None:
    elements = value.elements(machine)
    star = next((i for i, target in enumerate(targets) if isinstance(target, ast.Starred)), None)
    parts: list[Value]
    if elements is None:
        reason = reason_of(value, "what is unpacked is not known")
        unknown = value if isinstance(value, Unknown) else Unknown(reason)
        parts = [unknown.element() for _ in targets]
        machine.note_uncertain()
    elif star is None and len(elements) == len(targets):
        parts = list(elements)
    elif star is not None and len(elements) >= len(targets) - 1:
        after = len(targets) - star - 1
        middle = elements[star : len(elements) - after]
        parts = [*elements[:star], ListValue(middle), *elements[len(elements) - after :]]
    else:
        problem = fail("ValueError", "the number of values to unpack does not fit", machine)
        parts = [problem for _ in targets]
    for target, part in zip(targets, parts, strict=True):
        assign(target, part, frame, machine)
