"""How imports are run: names are bound to modules of the program or references into libraries."""

from __future__ import annotations

import ast

from keras_lens.interpreter import supply
from keras_lens.interpreter.frames import Completion, Frame, Leave
from keras_lens.interpreter.library import LibraryReference, reference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.modules import (
    ModuleValue,
    import_followed,
    import_module,
    import_relative,
    member,
)
from keras_lens.interpreter.names import bind
from keras_lens.interpreter.registry import statement
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.values import Unknown, Value


@statement(ast.Import)
def import_(node: ast.Import, frame: Frame, machine: Machine) -> Completion | None:
    for alias in node.names:
        with machine.called_at(Site.of_import(frame.file, alias)):
            modules = import_module(alias.name, machine)
        if modules is not None:
            value = modules[0] if alias.asname is None else modules[-1]
        else:
            imported = _library_module(alias, frame, machine)
            if imported is None:
                return Completion(Leave.RAISE)
            value = imported
        value = supply.bound(alias, value, machine)
        bind(alias.asname or alias.name.partition(".")[0], value, frame, machine)
    return None


def _library_module(alias: ast.alias, frame: Frame, machine: Machine) -> Value | None:
    path = alias.name
    value = reference(path, machine)
    if value is not None:
        _note_name(value, alias, frame, machine)
        _note_unknown(value, machine)
        if alias.asname is None:
            value = reference(path.partition(".")[0], machine) or value
    return value


@statement(ast.ImportFrom)
def import_from(node: ast.ImportFrom, frame: Frame, machine: Machine) -> Completion | None:
    if node.module == "__future__":
        return None
    with machine.called_at(Site.of_import(frame.file, node)):
        module = _module_of(node, frame, machine)
    for alias in node.names:
        if alias.name == "*":
            _import_star(module, alias, frame, machine)
            continue
        with machine.called_at(Site.of_import(frame.file, alias)):
            value = _member(module, alias.name, machine)
        if value is None:
            return Completion(Leave.RAISE)
        _note_name(value, alias, frame, machine)
        _note_unknown(value, machine)
        value = supply.bound(alias, value, machine)
        bind(alias.asname or alias.name, value, frame, machine)
    return None


def _module_of(node: ast.ImportFrom, frame: Frame, machine: Machine) -> Value | str:
    """The module of the program that names are imported from, or the path of a library's."""
    if node.level or node.module is None:
        return import_relative(node.level, node.module, frame, machine)
    modules = import_module(node.module, machine)
    if modules is not None:
        return modules[-1]
    return import_followed(node.module, machine) or node.module


def _member(module: Value | str, name: str, machine: Machine) -> Value | None:
    if isinstance(module, str):
        return reference(f"{module}.{name}", machine)
    return member(module, name, machine)


def _import_star(module: Value | str, alias: ast.alias, frame: Frame, machine: Machine) -> None:
    if isinstance(module, ModuleValue):
        for name in list(module.public_names(machine)):
            bind(name, member(module, name, machine), frame, machine)
    elif isinstance(module, str):
        known = machine.library.resolve(module)
        whole = None if known is None else reference(known, machine)
        if whole is not None:
            _note_name(whole, alias, frame, machine)
        for name in (machine.library.names_in(known) if known else None) or ():
            value = reference(f"{known}.{name}", machine)
            if value is not None:
                bind(name, value, frame, machine)


def _note_name(value: Value, node: ast.alias, frame: Frame, machine: Machine) -> None:
    if isinstance(value, LibraryReference):
        value.named_at(Site.of_import(frame.file, node), machine)


def _note_unknown(value: Value, machine: Machine) -> None:
    """An import of something that may not be installed may raise."""
    is_known = isinstance(value, LibraryReference) and machine.library.is_pure(value.path)
    if isinstance(value, LibraryReference | Unknown) and not is_known:
        machine.note_uncertain()
