"""Whether all that may happen to a model before a line is in sight."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Set

from keras_lens.models.analysis import Analysis
from keras_lens.rules.editing.edits import extent_of
from keras_lens.rules.editing.enclosing import Enclosing, enclosing_of

_LOOKING = frozenset({"print", "type", "isinstance", "id", "repr", "str"})
"""Functions that leave a model as it is."""


def is_left_alone_before(
    analysis: Analysis, place: ast.AST, receiver: ast.expr, allowed: Set[str]
) -> bool:
    """Whether before `place`, and in other functions, only `allowed` attributes are read of the
    model that `receiver` stands for, and it is not handed on. It is known by names only: what is
    kept elsewhere may be used by code that cannot be seen."""
    tree = analysis.file.tree
    enclosing = enclosing_of(tree)
    if not isinstance(receiver, ast.Name):
        return False
    names = {receiver.id, *_other_names(analysis, receiver.id)}
    if not any(_is_bound(node, receiver.id) for node in ast.walk(tree)):
        return False
    start, scope = extent_of(analysis.file, place).start, enclosing.scope(place)
    return all(
        _leaves_it_alone(node, enclosing, allowed)
        for node in _reads(tree, names)
        if extent_of(analysis.file, node).start < start or enclosing.scope(node) is not scope
    )


def _other_names(analysis: Analysis, name: str) -> Iterator[str]:
    for model in analysis.models:
        if name in model.names:
            yield from model.names


def _is_bound(node: ast.AST, name: str) -> bool:
    """Whether the name is given a value by an assignment."""
    return isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)


def _reads(tree: ast.AST, names: set[str]) -> Iterator[ast.Name]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in names and isinstance(node.ctx, ast.Load):
            yield node


def _leaves_it_alone(node: ast.Name, enclosing: Enclosing, allowed: Set[str]) -> bool:
    match enclosing.parent(node):
        case ast.Attribute(attr=attribute):
            return attribute in allowed
        case ast.Call(func=ast.Name(id=function)):
            return function in _LOOKING
        case ast.Return():
            return True
        case ast.Assign(targets=targets):
            return all(isinstance(target, ast.Name) for target in targets)
    return False


def receiver_of(node: ast.AST) -> ast.expr | None:
    """The expression for the object whose attribute is read or method called."""
    if isinstance(node, ast.Call):
        node = node.func
    return node.value if isinstance(node, ast.Attribute) else None


def is_sequential(analysis: Analysis, name: str) -> bool:
    """Whether the name stands for Sequential models only."""
    kinds = {model.class_name for model in analysis.models if name in model.names}
    return kinds == {"Sequential"}
