"""How expressions are evaluated."""

from __future__ import annotations

import ast

from keras_lens.interpreter import supply
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import BUILTINS
from keras_lens.interpreter.comprehensions import comprehend
from keras_lens.interpreter.containers import DictValue, ListValue, SetValue, SliceValue, TupleValue
from keras_lens.interpreter.exceptions import fail
from keras_lens.interpreter.frames import Frame
from keras_lens.interpreter.functions import Defaults, FunctionValue
from keras_lens.interpreter.inheritance import super_without_arguments
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.registry import expression
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value


@expression(ast.Constant)
def constant(node: ast.Constant, frame: Frame, machine: Machine) -> Value:
    return Constant(node.value)


@expression(ast.Name)
def name(node: ast.Name, frame: Frame, machine: Machine) -> Value:
    value = frame.scope.lookup(node.id)
    if node.id[:2] == "__":
        value = frame.scope.lookup(frame.scope.private(node.id))
    if value is None:
        value = BUILTINS.get(node.id)
    value = value or fail("NameError", f"'{node.id}' is not known", machine)
    return supply.read(node, value, frame, machine)


@expression(ast.Attribute)
def attribute(node: ast.Attribute, frame: Frame, machine: Machine) -> Value:
    name = node.attr if node.attr[:2] != "__" else frame.scope.private(node.attr)
    owner = machine.evaluate(node.value, frame)
    if owner.notes_reads:
        owner.note_read(name, machine.site(node, frame), machine)
    value = owner.attribute(name, machine)
    if isinstance(value, LibraryReference):
        value.named_at(machine.site(node, frame), machine)
    value = supply.read(node, value, frame, machine)
    if isinstance(value, Unknown):
        machine.note_uncertain()
    return value


@expression(ast.Subscript)
def subscript(node: ast.Subscript, frame: Frame, machine: Machine) -> Value:
    container = machine.evaluate(node.value, frame)
    index = machine.evaluate(node.slice, frame)
    machine.operator_site = machine.site(node, frame)
    value = machine.each_way(index, lambda one: machine.resolve(container).item(one, machine))
    machine.operator_site = None
    if isinstance(value, Unknown):
        machine.note_uncertain()
    return value


@expression(ast.Slice)
def slice_(node: ast.Slice, frame: Frame, machine: Machine) -> Value:
    parts = [
        NONE if part is None else machine.evaluate(part, frame)
        for part in (node.lower, node.upper, node.step)
    ]
    return SliceValue(*parts)


@expression(ast.Call)
def call(node: ast.Call, frame: Frame, machine: Machine) -> Value:
    callee = machine.evaluate(node.func, frame)
    if callee is BUILTINS["super"] and not node.args:
        return super_without_arguments(frame.scope)
    arguments = evaluate_arguments(node, frame, machine)
    return machine.call(callee, arguments, machine.site(node, frame))


def evaluate_arguments(node: ast.Call, frame: Frame, machine: Machine) -> Arguments:
    """The arguments of a call, starred ones unpacked."""
    positional, is_open = evaluate_items(node.args, frame, machine)
    keywords: dict[str, Value] = {}
    for keyword in node.keywords:
        value = machine.evaluate(keyword.value, frame)
        if keyword.arg is not None:
            keywords[keyword.arg] = value
            continue
        pairs = value.pairs() if isinstance(value, DictValue) else None
        for key, one in pairs or ():
            if isinstance(key, Constant) and isinstance(key.literal, str):
                keywords[key.literal] = one
        is_open = is_open or pairs is None
    return Arguments(tuple(positional), keywords, is_open)


def evaluate_items(
    nodes: list[ast.expr], frame: Frame, machine: Machine
) -> tuple[list[Value], bool]:
    """The values of a list of expressions, starred ones unpacked, and whether a starred one
    is not known."""
    values: list[Value] = []
    for node in nodes:
        if not isinstance(node, ast.Starred):
            values.append(machine.evaluate(node, frame))
            continue
        elements = machine.evaluate(node.value, frame).elements(machine)
        if elements is None:
            return values, True
        values.extend(elements)
    return values, False


@expression(ast.List, ast.Tuple, ast.Set)
def display(node: ast.List | ast.Tuple | ast.Set, frame: Frame, machine: Machine) -> Value:
    items, is_open = evaluate_items(node.elts, frame, machine)
    if is_open:
        return Unknown("a starred part of the list is not known")
    sites = None
    if len(items) == len(node.elts):
        sites = [machine.site(element, frame) for element in node.elts]
    if isinstance(node, ast.Tuple):
        return TupleValue(items, sites)
    return ListValue(items, sites) if isinstance(node, ast.List) else SetValue(items)


@expression(ast.Dict)
def dictionary(node: ast.Dict, frame: Frame, machine: Machine) -> Value:
    result = DictValue()
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            result.update(machine.evaluate(value, frame), machine)
        else:
            result.set_item(machine.evaluate(key, frame), machine.evaluate(value, frame), machine)
    return result


@expression(ast.Lambda)
def lambda_(node: ast.Lambda, frame: Frame, machine: Machine) -> Value:
    return FunctionValue(node, frame.file, frame.scope, evaluate_defaults(node, frame, machine))


def evaluate_defaults(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, frame: Frame, machine: Machine
) -> Defaults:
    """The default values of the parameters of a function that is being defined."""
    positional = tuple(machine.evaluate(value, frame) for value in node.args.defaults)
    keyword_only = {
        parameter.arg: machine.evaluate(value, frame)
        for parameter, value in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
        if value is not None
    }
    return Defaults(positional, keyword_only)


@expression(ast.NamedExpr)
def walrus(node: ast.NamedExpr, frame: Frame, machine: Machine) -> Value:
    value = machine.evaluate(node.value, frame)
    value = supply.bound(node.target, value, machine)
    scope = frame.scope
    while scope.kind == "comprehension" and scope.parent is not None:
        scope = scope.parent
    machine.write(scope.owner_for_binding(node.target.id), node.target.id, value)
    value.bound(node.target.id, machine)
    return value


@expression(ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)
def comprehension(
    node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp,
    frame: Frame,
    machine: Machine,
) -> Value:
    return comprehend(node, frame, machine)


@expression(ast.Starred)
def starred(node: ast.Starred, frame: Frame, machine: Machine) -> Value:
    return Unknown("a starred expression is not followed here")
