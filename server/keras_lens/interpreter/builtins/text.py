"""Strings of objects: `str`, `repr`, `format`."""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins.registry import builtin, builtin_type, first
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import bounded, formatted, on_literals, text_of
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Constant, Unknown, Value

_NO_TEXT = Unknown("the text of an object is not known")


@builtin_type("str")
def _str(arguments: Arguments, site: Site, machine: Machine) -> Value:
    if not arguments.positional and not arguments.keywords and not arguments.open:
        return Constant("")
    if len(arguments.positional) != 1 or arguments.keywords:
        return on_literals("str", str, arguments, machine)
    text = text_of(first(arguments), machine)
    return _NO_TEXT if text is None else bounded(text)


@builtin("repr")
def _repr(arguments: Arguments, site: Site, machine: Machine) -> Value:
    text = text_of(first(arguments), machine, "r")
    return _NO_TEXT if text is None else bounded(text)


@builtin("ascii")
def _ascii(arguments: Arguments, site: Site, machine: Machine) -> Value:
    text = text_of(first(arguments), machine, "a")
    return _NO_TEXT if text is None else bounded(text)


@builtin("format")
def _format(arguments: Arguments, site: Site, machine: Machine) -> Value:
    specification = arguments.get(1, "format_spec") or Constant("")
    if not isinstance(specification, Constant):
        return Unknown("the format is not known")
    return formatted(first(arguments), str(specification.literal), machine)


@builtin_type("bytes")
def _bytes(arguments: Arguments, site: Site, machine: Machine) -> Value:
    if arguments.positional and isinstance(first(arguments), Constant):
        literal = first(arguments)
        if isinstance(literal, Constant) and isinstance(literal.literal, int):
            return Unknown("bytes by their number are not followed")
    return on_literals("bytes", bytes, arguments, machine)
