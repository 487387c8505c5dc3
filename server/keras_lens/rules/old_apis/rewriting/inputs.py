"""`keras.Input` in front of a layer that was given the shape of its input."""

from __future__ import annotations

import ast

from keras_lens.models.legacy.uses import Given, Source
from keras_lens.rules.editing.edits import (
    item_insertion,
    items_of,
    node_text,
    statement_insertion,
)
from keras_lens.rules.editing.enclosing import enclosing_of
from keras_lens.rules.editing.spelling import dotted_name
from keras_lens.rules.old_apis.rewriting.calls import CannotBeWritten
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit


def input_in_front(file: SourceFile, call: ast.expr, shape: Source) -> tuple[bool, list[TextEdit]]:
    """The edits that put `Input(batch_shape=...)` in front of the layer that `call` makes, and
    whether `Input` has to be imported. Raises CannotBeWritten."""
    if not isinstance(shape, Given) or not isinstance(call, ast.Call):
        raise CannotBeWritten
    keyword = next((one for one in call.keywords if one.arg == shape.key), None)
    if keyword is None:
        raise CannotBeWritten
    spelled, is_needed = _spelled(file, call)
    argument = f"batch_shape={node_text(file, keyword.value)}"
    return is_needed, put_in_front(file, call, spelled, argument)


def put_in_front(file: SourceFile, call: ast.Call, spelled: str, argument: str) -> list[TextEdit]:
    """The edits that put an `Input`, so spelled, in front of a layer. Raises CannotBeWritten."""
    text = f"{spelled}({argument})"
    enclosing = enclosing_of(file.tree)
    parent = enclosing.parent(call)
    while _is_wrapper(parent):
        call, parent = parent, enclosing.parent(parent)  # type: ignore[arg-type, assignment]
    if isinstance(parent, ast.List | ast.Tuple):
        items = items_of(file, parent)
        if items is None or parent.elts[0] is not call:
            raise CannotBeWritten
        return [item_insertion(file, items, 0, text)]
    if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Attribute):
        statement = enclosing.parent(parent)
        model = dotted_name(parent.func.value)
        if parent.func.attr == "add" and isinstance(statement, ast.Expr) and model is not None:
            edit = statement_insertion(file, statement, f"{model}.add({text})")
            if edit is not None:
                return [edit]
    raise CannotBeWritten


def _is_wrapper(node: ast.AST | None) -> bool:
    """Whether it is `Bidirectional(...)`, whose input is that of the layer in it."""
    if not isinstance(node, ast.Call):
        return False
    name = dotted_name(node.func) or ""
    return name.rpartition(".")[2] in ("Bidirectional", "TimeDistributed")


def _spelled(file: SourceFile, call: ast.Call) -> tuple[str, bool]:
    """How the file writes `Input`, and whether it has to be imported for that."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ImportFrom) and "keras" in (node.module or "").split("."):
            for alias in node.names:
                if alias.name == "Input":
                    return alias.asname or alias.name, False
    if isinstance(call.func, ast.Attribute):
        prefix = dotted_name(call.func.value)
        if prefix is None:
            raise CannotBeWritten
        root, _, last = prefix.rpartition(".")
        return (f"{root}.Input" if last == "layers" and root else f"{prefix}.Input"), False
    return "Input", True
