"""How f-strings are evaluated."""

from __future__ import annotations

import ast

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.frames import Frame
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import bounded, formatted, text_of
from keras_lens.interpreter.readings import for_each_reading
from keras_lens.interpreter.registry import expression
from keras_lens.interpreter.symbols import reason_of
from keras_lens.interpreter.values import Constant, Unknown, Value


@expression(ast.JoinedStr)
def formatted_string(node: ast.JoinedStr, frame: Frame, machine: Machine) -> Value:
    parts = Arguments(tuple(machine.evaluate(part, frame) for part in node.values))
    return for_each_reading(parts, _concatenated, machine)


def _concatenated(parts: Arguments) -> Value:
    texts: list[str] = []
    unknown: Unknown | None = None
    for part in parts.positional:
        if isinstance(part, Constant):
            texts.append(str(part.literal))
        else:
            unknown = Unknown(reason_of(part, "a part of the string is not known"))
    return unknown or bounded("".join(texts))


@expression(ast.FormattedValue)
def formatted_value(node: ast.FormattedValue, frame: Frame, machine: Machine) -> Value:
    value = machine.evaluate(node.value, frame)
    form = Constant("") if node.format_spec is None else machine.evaluate(node.format_spec, frame)
    return for_each_reading(
        Arguments((value, form)),
        lambda option: _formatted(option, node.conversion, machine),
        machine,
    )


def _formatted(parts: Arguments, conversion: int, machine: Machine) -> Value:
    value, form = parts.positional
    if isinstance(value, Unknown) or not isinstance(form, Constant):
        return value if isinstance(value, Unknown) else form
    specification = str(form.literal)
    if conversion == -1:
        return formatted(value, specification, machine)
    text = text_of(value, machine, chr(conversion))
    if text is None:
        return Unknown("the text of an object is not known")
    return formatted(Constant(text), specification, machine)
