"""How `yield` and `await` are evaluated: where the program goes on elsewhere."""

from __future__ import annotations

import ast

from keras_lens.interpreter.frames import Frame
from keras_lens.interpreter.iterators import ElementsNotKnown, GeneratorIterator, iterator_of
from keras_lens.interpreter.loops import unknown_turns
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.registry import expression
from keras_lens.interpreter.values import NONE, Unknown, Value


@expression(ast.Yield)
def yield_(node: ast.Yield, frame: Frame, machine: Machine) -> Value:
    value = NONE if node.value is None else machine.evaluate(node.value, frame)
    if frame.emit is not None:
        frame.emit(value)
    return NONE


@expression(ast.YieldFrom)
def yield_from(node: ast.YieldFrom, frame: Frame, machine: Machine) -> Value:
    emit = frame.emit or (lambda value: None)
    try:
        iterator = iterator_of(machine.evaluate(node.value, frame), machine)
        iterator.push(emit, machine)
    except ElementsNotKnown as reason:
        unknown = Unknown(str(reason))
        unknown_turns(lambda: emit(unknown), frame, machine)
        return unknown
    return iterator.returned if isinstance(iterator, GeneratorIterator) else NONE


@expression(ast.Await)
def await_(node: ast.Await, frame: Frame, machine: Machine) -> Value:
    machine.evaluate(node.value, frame)
    return Unknown("what a coroutine gives is not followed")
