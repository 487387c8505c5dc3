"""How the file would write the name of another Keras layer, and what it must import for it."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from keras_lens.rules.editing.bindings import names_bound_by
from keras_lens.rules.editing.edits import (
    extent_of,
    indentation_before,
    insertion,
    line_ending,
    node_text,
)
from keras_lens.rules.editing.enclosing import enclosing_of
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit


@dataclass(frozen=True, slots=True)
class Spelling:
    """`text` names the layer once `edits` (of imports) are made."""

    text: str
    edits: tuple[TextEdit, ...] = ()


def dotted_name(node: ast.expr) -> str | None:
    """`a.b.c` for names and attributes of names, None for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        prefix = dotted_name(node.value)
        return None if prefix is None else f"{prefix}.{node.attr}"
    return None


def spelling_like(file: SourceFile, class_node: ast.expr, class_name: str) -> Spelling | None:
    """How to write `class_name` (of `keras.layers`) where the file writes `class_node` for
    another layer's class. None where the file gives no example to follow."""
    if isinstance(class_node, ast.Attribute):
        prefix = dotted_name(class_node.value)
        return None if prefix is None else Spelling(f"{prefix}.{class_name}")
    if not isinstance(class_node, ast.Name):
        return None
    imported = _already_imported(file, class_node, class_name)
    if imported is not None:
        return Spelling(imported)
    bindings = _bindings(file, class_node)
    imports = [node for node in bindings if isinstance(node, ast.ImportFrom)]
    if imports:
        return _imported(file, imports, class_node.id, class_name)
    assigned = [node.value for node in bindings if isinstance(node, ast.Assign)]
    if assigned and isinstance(assigned[-1], ast.Attribute):
        return spelling_like(file, assigned[-1], class_name)
    return None


def _bindings(file: SourceFile, name: ast.Name) -> list[ast.ImportFrom | ast.Assign]:
    """The imports (`*` included) and assignments that `name` may come from, in the innermost
    scope that has any."""
    enclosing = enclosing_of(file.tree)
    for scope in enclosing.scopes(name):
        found = [
            node
            for node in ast.walk(scope)
            if isinstance(node, ast.ImportFrom | ast.Assign)
            and enclosing.scope(node) is scope
            and _binds(node, name.id)
        ]
        if found:
            named = [node for node in found if not _is_star(node)]
            return named or found
    return []


def _binds(node: ast.ImportFrom | ast.Assign, name: str) -> bool:
    if isinstance(node, ast.Assign):
        return any(isinstance(t, ast.Name) and t.id == name for t in node.targets)
    return _is_star(node) or any((alias.asname or alias.name) == name for alias in node.names)


def _is_star(node: ast.AST) -> bool:
    return isinstance(node, ast.ImportFrom) and node.names[0].name == "*"


def _imported(
    file: SourceFile, imports: list[ast.ImportFrom], example: str, class_name: str
) -> Spelling | None:
    """The class's name once all of `imports` (alternatives of each other) import it."""
    if _is_taken(file, class_name):
        return None
    named = [node for node in imports if not _is_star(node)]
    edits = [_extended(file, node, example, class_name) for node in named]
    return Spelling(class_name, tuple(edits))


def _already_imported(file: SourceFile, place: ast.AST, class_name: str) -> str | None:
    """The name by which the class is imported where `place` can see it."""
    enclosing = enclosing_of(file.tree)
    visible = set(enclosing.scopes(place))
    for node in ast.walk(file.tree):
        if not isinstance(node, ast.ImportFrom) or not _is_of_keras(node):
            continue
        if enclosing.scope(node) not in visible:
            continue
        for alias in node.names:
            if alias.name == class_name:
                return alias.asname or alias.name
    return None


def _is_of_keras(node: ast.ImportFrom) -> bool:
    return (node.module or "").split(".")[0] in ("keras", "tensorflow", "tf_keras")


def _is_taken(file: SourceFile, name: str) -> bool:
    """Whether the file gives `name` a meaning of its own."""
    return any(name in names_bound_by(node) for node in ast.walk(file.tree))


def _extended(file: SourceFile, node: ast.ImportFrom, example: str, class_name: str) -> TextEdit:
    """Adds a name to an import: in its place where the names are in order, else behind the
    example's."""
    names = [alias.name for alias in node.names]
    in_order = names == sorted(names)
    follower = next((alias for alias in node.names if alias.name > class_name), None)
    if in_order and follower is not None:
        start = extent_of(file, follower).start
        return insertion(file, start, class_name + _separator(file, node, start))
    behind = node.names[-1]
    if not in_order:
        behind = next(alias for alias in node.names if (alias.asname or alias.name) == example)
    extent = extent_of(file, behind)
    return insertion(file, extent.end, _separator(file, node, extent.start) + class_name)


def _separator(file: SourceFile, node: ast.ImportFrom, start: int) -> str:
    """What separates the name at `start` from the one before: in brackets, names that start
    lines keep doing so."""
    blanks = indentation_before(file, start) if node_text(file, node).endswith(")") else None
    return ", " if blanks is None else "," + line_ending(file, start) + blanks
