"""Comprehensions of all kinds."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TypeAlias

from keras_lens.interpreter.budget import MOST_ELEMENTS
from keras_lens.interpreter.containers import DictValue, ListValue, SetValue
from keras_lens.interpreter.frames import Frame
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.names import assign
from keras_lens.interpreter.readings import each_reading
from keras_lens.interpreter.scopes import Scope
from keras_lens.interpreter.values import Unknown, Value

Comprehension: TypeAlias = "ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp"


class _NotKnown(Exception):
    """What a comprehension runs over, or its condition, is not known."""


def comprehend(node: Comprehension, frame: Frame, machine: Machine) -> Value:
    """The list, set or dictionary of a comprehension; a generator is taken as a list."""
    iterated = machine.evaluate(node.generators[0].iter, frame)
    return each_reading(iterated, lambda one: _comprehended(node, one, frame, machine), machine)


def _comprehended(node: Comprehension, iterated: Value, frame: Frame, machine: Machine) -> Value:
    inner = Frame(frame.file, Scope("function", frame.scope))
    if isinstance(node, ast.DictComp):
        result = DictValue()
        key, value = node.key, node.value
        add: Callable[[], None] = lambda: result.set_item(  # noqa: E731
            machine.evaluate(key, inner), machine.evaluate(value, inner), machine
        )
        try:
            _run(node.generators, iterated, add, inner, machine)
        except _NotKnown as problem:
            return Unknown(str(problem))
        return result
    items: list[Value] = []
    element = node.elt
    try:
        _run(
            node.generators,
            iterated,
            lambda: items.append(machine.evaluate(element, inner)),
            inner,
            machine,
        )
    except _NotKnown as problem:
        return Unknown(str(problem))
    return SetValue(items) if isinstance(node, ast.SetComp) else ListValue(items)


def _run(
    generators: list[ast.comprehension],
    iterated: Value,
    add: Callable[[], None],
    inner: Frame,
    machine: Machine,
) -> None:
    """Runs the first of the generators over `iterated`, and the others within it."""
    first, rest = generators[0], generators[1:]

    def within() -> None:
        if rest:
            _run(rest, machine.evaluate(rest[0].iter, inner), add, inner, machine)
        else:
            add()

    elements = iterated.elements(machine)
    if elements is None:
        # What is in the loop is looked at once, for the layers that it makes.
        assign(first.target, Unknown("what the loop runs over is not known"), inner, machine)
        within()
        raise _NotKnown("what the comprehension runs over is not known")
    if len(elements) > MOST_ELEMENTS:
        raise _NotKnown("the comprehension is too long")
    for element in elements:
        assign(first.target, element, inner, machine)
        truths = [machine.evaluate(test, inner).truth(machine) for test in first.ifs]
        if None in truths and False not in truths:
            raise _NotKnown("the comprehension's condition is not known")
        if False not in truths:
            within()
