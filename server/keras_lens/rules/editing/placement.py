"""How a layer is put in front of another one, or taken out, in the program's text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from keras_lens.models.records import LayerApplication, RefusedCall
from keras_lens.rules.editing.edits import (
    Extent,
    extent_of,
    insertion,
    item_insertion,
    item_removal,
    items_of,
    node_text,
    replacement,
    statement_insertion,
    statement_removal,
    trailing_comment,
)
from keras_lens.rules.editing.enclosing import Enclosing, enclosing_of
from keras_lens.rules.editing.spelling import dotted_name
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit

_ADDING_METHODS = ("add", "append")


@dataclass(frozen=True, slots=True)
class Element:
    """A member of a list or tuple that is written out."""

    sequence: ast.List | ast.Tuple
    index: int

    @property
    def node(self) -> ast.expr:
        return self.sequence.elts[self.index]


@dataclass(frozen=True, slots=True)
class Addition:
    """The statement `model.add(layer)` or `layers.append(layer)`; `method` is `model.add`."""

    statement: ast.Expr
    method: str


@dataclass(frozen=True, slots=True)
class Call:
    """The call of a layer on one tensor, as `Dense(8)(x)`; `statement` is the assignment to a
    name that the call is the whole value of, None where it is part of something else."""

    node: ast.Call
    statement: ast.Assign | None

    @property
    def argument(self) -> ast.expr:
        return self.node.args[0]

    @property
    def target(self) -> str | None:
        """The name that the statement assigns to."""
        target = self.statement.targets[0] if self.statement else None
        return target.id if isinstance(target, ast.Name) else None

    @property
    def rebinds(self) -> bool:
        """Whether it reads `x = layer(x)`."""
        return isinstance(self.argument, ast.Name) and self.argument.id == self.target


Form = Element | Addition | Call
"""The ways in which a layer becomes part of a model."""


def form_of(file: SourceFile, layer: LayerApplication | RefusedCall) -> Form | None:
    """How `layer` becomes part of its model in `file`; None where that cannot be told or is
    not in that file."""
    enclosing = enclosing_of(file.tree)
    element = _element(enclosing, layer.constructor.node)
    if element is not None:
        return element if layer.constructor.file is file else None
    if layer.site.file is not file:
        return None
    return _addition(enclosing, layer) or _call(enclosing, layer.site.node)


def _element(enclosing: Enclosing, constructor: ast.expr) -> Element | None:
    """The list that `constructor` is an element of, directly or as `*[constructor for ...]`."""
    element: ast.AST = constructor
    parent = enclosing.parent(element)
    if isinstance(parent, ast.ListComp | ast.GeneratorExp) and parent.elt is element:
        starred = enclosing.parent(parent)
        if not isinstance(starred, ast.Starred):
            return None
        element, parent = starred, enclosing.parent(starred)
    if not isinstance(parent, ast.List | ast.Tuple):
        return None
    return Element(parent, next(i for i, other in enumerate(parent.elts) if other is element))


def _addition(enclosing: Enclosing, layer: LayerApplication | RefusedCall) -> Addition | None:
    call: ast.AST | None = layer.site.node
    if layer.site == layer.constructor:
        call = enclosing.parent(layer.constructor.node)
    if not isinstance(call, ast.Call) or len(call.args) != 1 or call.keywords:
        return None
    statement = enclosing.parent(call)
    if not isinstance(statement, ast.Expr) or not isinstance(call.func, ast.Attribute):
        return None
    method = dotted_name(call.func)
    if call.func.attr not in _ADDING_METHODS or method is None:
        return None
    return Addition(statement, method)


def _call(enclosing: Enclosing, site: ast.expr) -> Call | None:
    if not isinstance(site, ast.Call) or len(site.args) != 1 or site.keywords:
        return None
    if isinstance(site.args[0], ast.Starred):
        return None
    if isinstance(site.func, ast.Attribute) and site.func.attr in _ADDING_METHODS:
        return None
    statement = enclosing.parent(site)
    assigns = (
        isinstance(statement, ast.Assign)
        and len(statement.targets) == 1
        and isinstance(statement.targets[0], ast.Name)
    )
    return Call(site, statement if assigns and isinstance(statement, ast.Assign) else None)


@dataclass(frozen=True, slots=True)
class Insertion:
    """The edits that put a layer somewhere. `place` identifies the list or the block, so that
    two layers of one place can change their order."""

    edits: tuple[TextEdit, ...]
    place: int


def insertions(file: SourceFile, form: Form, layer: str, comment: str = "") -> Iterator[Insertion]:
    """Ways to have `layer` (an expression) run just before the layer of `form`, best first.

    comment: goes behind it, where it gets a line of its own.
    """
    match form:
        case Element(sequence, index):
            items = items_of(file, sequence)
            if items is not None:
                edit = item_insertion(file, items, index, layer, comment)
                yield Insertion((edit,), id(sequence))
        case Addition(statement, method):
            yield from _before_statement(file, statement, f"{method}({layer})", comment)
        case Call():
            yield from _before_call(file, form, layer, comment)


def _before_statement(
    file: SourceFile, statement: ast.stmt, line: str, comment: str, *more: TextEdit
) -> Iterator[Insertion]:
    """In front of the loops around `statement`, from the outermost, then of itself."""
    enclosing = enclosing_of(file.tree)
    for candidate in (*enclosing.loops(statement), statement):
        edit = statement_insertion(file, candidate, line, comment)
        if edit is not None:
            yield Insertion((edit, *more), id(enclosing.block(candidate)))


def _before_call(file: SourceFile, call: Call, layer: str, comment: str) -> Iterator[Insertion]:
    target, argument = call.target, extent_of(file, call.argument)
    if call.statement is not None and (call.rebinds or _is_passed_along(file, call)):
        line = f"{target} = {layer}({node_text(file, call.argument)})"
        renamed = replacement(file, argument.start, argument.end, target or "")
        more = () if call.rebinds else (renamed,)
        yield from _before_statement(file, call.statement, line, comment, *more)
        return
    edits = (insertion(file, argument.start, f"{layer}("), insertion(file, argument.end, ")"))
    yield Insertion(edits, id(call.node))


def _is_passed_along(file: SourceFile, call: Call) -> bool:
    """Whether the name that is assigned to holds one tensor after another, as `x` often does,
    and is not needed for the call itself."""
    enclosing = enclosing_of(file.tree)
    uses = [n for n in ast.walk(file.tree) if isinstance(n, ast.Name) and n.id == call.target]
    scope = enclosing.scope(call.node)
    stored = [n for n in uses if isinstance(n.ctx, ast.Store) and enclosing.scope(n) is scope]
    inside = set(ast.walk(call.node))
    return len(stored) > 1 and not any(use in inside for use in uses)


def removal(file: SourceFile, form: Form, layer: LayerApplication) -> tuple[TextEdit, ...] | None:
    """The edits that take away the layer of `form`; None where that cannot be done safely."""
    match form:
        case Element(sequence, index):
            if form.node is not layer.constructor.node:
                return None
            if isinstance(sequence, ast.Tuple) and len(sequence.elts) < 3:
                return None
            items = items_of(file, sequence)
            if items is None:
                return None
            return _all(item_removal(file, items, index, keep_comment=False))
        case Addition(statement, _):
            return _all(_statement_removal(file, statement), *_unused(file, layer))
        case Call(node, statement):
            if form.rebinds and statement is not None:
                return _all(_statement_removal(file, statement))
            if isinstance(enclosing_of(file.tree).parent(node), ast.stmt):
                return None
            whole, argument = extent_of(file, node), extent_of(file, form.argument)
            return (
                replacement(file, whole.start, argument.start, ""),
                replacement(file, argument.end, whole.end, ""),
            )


def _all(*edits: TextEdit | None) -> tuple[TextEdit, ...] | None:
    present = tuple(edit for edit in edits if edit is not None)
    return present if len(present) == len(edits) else None


def _statement_removal(file: SourceFile, statement: ast.stmt) -> TextEdit | None:
    return statement_removal(file, statement, enclosing_of(file.tree).block(statement))


def _unused(file: SourceFile, layer: LayerApplication) -> tuple[TextEdit | None, ...]:
    """The removal of `flatten = Flatten()` where `model.add(flatten)` is its only use."""
    enclosing = enclosing_of(file.tree)
    statement = enclosing.parent(layer.constructor.node)
    if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
        return ()
    name = statement.targets[0]
    if not isinstance(name, ast.Name):
        return ()
    uses = [n for n in ast.walk(file.tree) if isinstance(n, ast.Name) and n.id == name.id]
    return (_statement_removal(file, statement),) if len(uses) == 2 else ()


def place_of(file: SourceFile, form: Form) -> int | None:
    """Which list or block the layer stands in by itself, as `Insertion.place`."""
    match form:
        case Element(sequence, _):
            return id(sequence)
        case Addition(statement, _):
            return id(enclosing_of(file.tree).block(statement))
        case Call(_, statement):
            if statement is None or not form.rebinds:
                return None
            return id(enclosing_of(file.tree).block(statement))


def comment_of(file: SourceFile, form: Form) -> str:
    """The comment behind the layer, with the blanks in front of it."""
    node: ast.AST | None = form.node if isinstance(form, Element) else form.statement
    extent: Extent | None = None if node is None else extent_of(file, node)
    return "" if extent is None else trailing_comment(file, extent)
