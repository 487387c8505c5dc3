"""How the loss of a model is changed where it stands in the text: in the call of `compile`, or
where the name that is given there gets its value."""

from __future__ import annotations

import ast

from keras_lens.models.analysis import Analysis
from keras_lens.rules.editing.arguments import argument_removed
from keras_lens.rules.editing.edits import extent_of, replacement
from keras_lens.rules.editing.enclosing import enclosing_of
from keras_lens.rules.editing.quotes import quoted
from keras_lens.rules.editing.spelling import spelling_like
from keras_lens.rules.training.changes import Edits, setting_node
from keras_lens.rules.views.losses import SPELLED
from keras_lens.rules.views.outputs import Output
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit

_OF_ALL_CROSSENTROPIES = frozenset({"from_logits", "name", "reduction"})
"""Arguments that each of the crossentropies takes (`keras.src.losses.losses`)."""


def loss_changed(analysis: Analysis, output: Output, loss: str) -> Edits:
    """The edits that compile with another of the crossentropies; with None among them where that
    cannot be done."""
    node = setting_node(analysis.file, output, "loss")
    value = None if node is None else _value_of(analysis.file, node)
    return (None,) if value is None else _renamed(analysis.file, value, SPELLED[loss])


def from_logits_removed(analysis: Analysis, output: Output) -> TextEdit | None:
    """The edit that takes away `from_logits=True`."""
    call = loss_call(analysis.file, output)
    return None if call is None else argument_removed(analysis.file, call, "from_logits")


def loss_call(file: SourceFile, output: Output) -> ast.Call | None:
    """The call that makes the loss: in the call of `compile`, or what its name was given."""
    node = setting_node(file, output, "loss")
    value = None if node is None else _value_of(file, node)
    return value if isinstance(value, ast.Call) else None


def _value_of(file: SourceFile, node: ast.expr) -> ast.expr | None:
    """The expression itself; of a name that gets its value once and is read here only, that
    value; None where it is not plain what else a change would change."""
    if not isinstance(node, ast.Name):
        return node
    uses = [one for one in ast.walk(file.tree) if isinstance(one, ast.Name) and one.id == node.id]
    stores = [one for one in uses if isinstance(one.ctx, ast.Store)]
    if not stores:
        return node
    enclosing = enclosing_of(file.tree)
    statement = enclosing.parent(stores[0])
    is_plain = isinstance(statement, ast.Assign) and len(statement.targets) == 1
    if len(uses) != 2 or not is_plain or not isinstance(statement, ast.Assign):
        return None
    value = statement.value
    return value if enclosing.scope(statement) is enclosing.scope(node) else None


def _renamed(file: SourceFile, node: ast.expr, name: str) -> Edits:
    match node:
        case ast.Constant(value=str()):
            extent = extent_of(file, node)
            return (replacement(file, extent.start, extent.end, quoted(file, name, node)),)
        case ast.Attribute(attr=attribute):
            end = extent_of(file, node).end
            return (replacement(file, end - len(attribute), end, _as_written(attribute, name)),)
        case ast.Name(id=own):
            return _other_name(file, node, _as_written(own, name))
        case ast.Call(func=ast.Attribute() | ast.Name() as function, args=[], keywords=given):
            if all(keyword.arg in _OF_ALL_CROSSENTROPIES for keyword in given):
                return _renamed(file, function, name)
    return (None,)


def _as_written(like: str, name: str) -> str:
    """The loss as a function or as a class, whichever `like` is."""
    return name if like.islower() else "".join(part.capitalize() for part in name.split("_"))


def _other_name(file: SourceFile, node: ast.Name, name: str) -> Edits:
    """Another name from the module that this one is imported from: in its place in the import,
    if nothing else in the file needs it."""
    spelling = spelling_like(file, node, name)
    if spelling is None:
        return (None,)
    extent = extent_of(file, node)
    here = replacement(file, extent.start, extent.end, spelling.text)
    alias = _import_of(file, node) if spelling.edits else None
    if alias is None:
        return (*spelling.edits, here)
    place = extent_of(file, alias)
    return (replacement(file, place.start, place.end, name), here)


def _import_of(file: SourceFile, node: ast.Name) -> ast.alias | None:
    """The import of a name that is read at `node` only."""
    found = [
        alias
        for statement in ast.walk(file.tree)
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
        if alias.asname is None and alias.name == node.id
    ]
    uses = [one for one in ast.walk(file.tree) if isinstance(one, ast.Name) and one.id == node.id]
    return found[0] if len(found) == 1 and len(uses) == 1 else None
