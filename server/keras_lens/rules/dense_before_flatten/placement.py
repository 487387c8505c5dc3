"""How a layer is put in front of another one, taken out, and moved, in the program's text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from keras_lens.interpreter.sites import Site
from keras_lens.rules.editing import (
    extent_of,
    insertion,
    item_insertion,
    item_removal,
    items_of,
    node_text,
    replacement,
    statement_insertion,
    statement_removal,
)
from keras_lens.rules.enclosing import Enclosing, enclosing_of
from keras_lens.rules.spelling import dotted_name
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit

_ADDING_METHODS = ("add", "append")


@dataclass(frozen=True, slots=True)
class Insertion:
    """The edits that put a layer somewhere. `place` identifies the list or the block, so that
    two layers of one place can change their order."""

    edits: tuple[TextEdit, ...]
    place: int


def insertions(file: SourceFile, site: Site, constructor: Site, layer: str) -> Iterator[Insertion]:
    """Ways to have `layer` (the text of a constructor) run just before the layer that is made
    at `constructor` and applied at `site`, the best first."""
    enclosing = enclosing_of(file.tree)
    element = _element(enclosing, constructor.node)
    if element is not None:
        yield from _in_list(file, *element, layer)
        return
    if site.file is not file:
        return
    call = _call_of_tensor(site.node)
    if call is not None:
        yield from _before_call(file, enclosing, call, layer)
        return
    statement = _adding_statement(enclosing, site.node, constructor.node)
    if statement is not None:
        receiver = _receiver(statement)
        yield from _before_statement(file, enclosing, statement, f"{receiver}({layer})")


def removal(file: SourceFile, site: Site, constructor: Site) -> tuple[TextEdit, ...] | None:
    """The edits that take away the layer made at `constructor` and applied at `site`."""
    enclosing = enclosing_of(file.tree)
    element = _element(enclosing, constructor.node)
    if element is not None:
        sequence, index = element
        if sequence.elts[index] is not constructor.node:
            return None
        if isinstance(sequence, ast.Tuple) and len(sequence.elts) < 3:
            return None
        items = items_of(file, sequence)
        edit = None if items is None else item_removal(file, items, index, keep_comment=False)
        return None if edit is None else (edit,)
    if site.file is not file:
        return None
    call = _call_of_tensor(site.node)
    if call is not None and _rebinding(enclosing, call) is None:
        if isinstance(enclosing.parent(call), ast.stmt):
            return None
        extent = extent_of(file, call)
        return (replacement(file, extent.start, extent.end, node_text(file, call.args[0])),)
    statement = (
        _adding_statement(enclosing, site.node, constructor.node)
        if call is None
        else _rebinding(enclosing, call)
    )
    if statement is None:
        return None
    edit = statement_removal(file, statement, enclosing.block(statement))
    return None if edit is None else (edit,)


def place_of(file: SourceFile, site: Site, constructor: Site) -> int | None:
    """Which list or block the layer stands in by itself, as `Insertion.place`."""
    enclosing = enclosing_of(file.tree)
    element = _element(enclosing, constructor.node)
    if element is not None:
        return id(element[0])
    call = _call_of_tensor(site.node)
    statement = (
        _adding_statement(enclosing, site.node, constructor.node)
        if call is None
        else _rebinding(enclosing, call)
    )
    return None if statement is None else id(enclosing.block(statement))


def _element(
    enclosing: Enclosing, constructor: ast.expr
) -> tuple[ast.List | ast.Tuple, int] | None:
    """The list that `constructor` is an element of, directly or as `*[constructor for ...]`."""
    element: ast.AST = constructor
    parent = enclosing.parent(element)
    if isinstance(parent, ast.ListComp | ast.GeneratorExp) and parent.elt is element:
        element = parent
        parent = enclosing.parent(element)
        if not isinstance(parent, ast.Starred):
            return None
        element, parent = parent, enclosing.parent(parent)
    if not isinstance(parent, ast.List | ast.Tuple):
        return None
    return parent, next(i for i, other in enumerate(parent.elts) if other is element)


def _in_list(
    file: SourceFile, sequence: ast.List | ast.Tuple, index: int, layer: str
) -> Iterator[Insertion]:
    items = items_of(file, sequence)
    if items is not None:
        yield Insertion((item_insertion(file, items, index, layer),), id(sequence))


def _call_of_tensor(site: ast.expr) -> ast.Call | None:
    """`site` where it is the call of a layer on one tensor: `Dense(8)(x)`, `dense(x)`."""
    if not isinstance(site, ast.Call) or len(site.args) != 1 or site.keywords:
        return None
    if isinstance(site.args[0], ast.Starred):
        return None
    if isinstance(site.func, ast.Attribute) and site.func.attr in _ADDING_METHODS:
        return None
    return site


def _rebinding(enclosing: Enclosing, call: ast.Call) -> ast.Assign | None:
    """The statement `x = layer(x)` that `call` is the value of."""
    statement = enclosing.parent(call)
    if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
        return None
    target, argument = statement.targets[0], call.args[0]
    if isinstance(target, ast.Name) and isinstance(argument, ast.Name):
        return statement if target.id == argument.id else None
    return None


def _before_call(
    file: SourceFile, enclosing: Enclosing, call: ast.Call, layer: str
) -> Iterator[Insertion]:
    statement = _rebinding(enclosing, call)
    if statement is not None:
        name = node_text(file, call.args[0])
        line = f"{name} = {layer}({name})"
        yield from _before_statement(file, enclosing, statement, line)
        return
    argument = extent_of(file, call.args[0])
    edits = (insertion(file, argument.start, f"{layer}("), insertion(file, argument.end, ")"))
    yield Insertion(edits, id(call))


def _before_statement(
    file: SourceFile, enclosing: Enclosing, statement: ast.stmt, line: str
) -> Iterator[Insertion]:
    """In front of the loops around `statement`, from the outermost, then of itself."""
    for candidate in (*enclosing.loops(statement), statement):
        edit = statement_insertion(file, candidate, line)
        if edit is not None:
            yield Insertion((edit,), id(enclosing.block(candidate)))


def _adding_statement(
    enclosing: Enclosing, site: ast.expr, constructor: ast.expr
) -> ast.Expr | None:
    """The statement `model.add(layer)` or `layers.append(layer)`."""
    call: ast.AST | None = site
    if site is constructor:
        call = enclosing.parent(constructor)
    if not isinstance(call, ast.Call) or len(call.args) != 1 or call.keywords:
        return None
    statement = enclosing.parent(call)
    if not isinstance(statement, ast.Expr) or not isinstance(call.func, ast.Attribute):
        return None
    if call.func.attr not in _ADDING_METHODS or dotted_name(call.func) is None:
        return None
    return statement


def _receiver(statement: ast.Expr) -> str:
    """`model.add` of `model.add(layer)`."""
    assert isinstance(statement.value, ast.Call)
    return dotted_name(statement.value.func) or ""
