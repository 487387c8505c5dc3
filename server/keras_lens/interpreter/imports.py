"""How imports are run: names become references into libraries."""

from __future__ import annotations

import ast

from keras_lens.interpreter.frames import Completion, Frame, Leave
from keras_lens.interpreter.library import LibraryReference, reference
from keras_lens.interpreter.machine import Machine, statement
from keras_lens.interpreter.names import bind
from keras_lens.interpreter.values import Unknown


@statement(ast.Import)
def import_(node: ast.Import, frame: Frame, machine: Machine) -> Completion | None:
    for alias in node.names:
        value = reference(alias.name, machine)
        if value is None:
            return Completion(Leave.RAISE)
        _note_unknown(value, machine)
        if alias.asname is None:
            root = alias.name.partition(".")[0]
            value = reference(root, machine) or value
            bind(root, value, frame, machine)
        else:
            bind(alias.asname, value, frame, machine)
    return None


@statement(ast.ImportFrom)
def import_from(node: ast.ImportFrom, frame: Frame, machine: Machine) -> Completion | None:
    if node.module == "__future__":
        return None
    if node.level or node.module is None:
        for alias in node.names:
            reason = f"'{alias.name}' comes from another module, which is not followed"
            bind(alias.asname or alias.name, Unknown(reason), frame, machine)
        return None
    for alias in node.names:
        if alias.name == "*":
            _import_star(node.module, frame, machine)
            continue
        value = reference(f"{node.module}.{alias.name}", machine)
        if value is None:
            return Completion(Leave.RAISE)
        _note_unknown(value, machine)
        bind(alias.asname or alias.name, value, frame, machine)
    return None


def _import_star(module: str, frame: Frame, machine: Machine) -> None:
    known = machine.library.resolve(module)
    for name in (machine.library.names_in(known) if known else None) or ():
        value = reference(f"{known}.{name}", machine)
        if value is not None:
            bind(name, value, frame, machine)


def _note_unknown(value: object, machine: Machine) -> None:
    """An import of something that may not be installed may raise."""
    if isinstance(value, LibraryReference) and not machine.library.is_pure(value.path):
        machine.unknown_calls += 1
