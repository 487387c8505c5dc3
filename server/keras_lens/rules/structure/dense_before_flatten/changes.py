"""Edits that put a layer in front of the `Dense`: a new one, or the later `Flatten`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from keras_lens.models.records import LayerApplication
from keras_lens.rules.editing.edits import extent_of, item_removal, items_of, node_text
from keras_lens.rules.editing.placement import (
    Addition,
    Form,
    comment_of,
    form_of,
    insertions,
    place_of,
    removal,
)
from keras_lens.rules.editing.spelling import Spelling, dotted_name, spelling_like
from keras_lens.rules.rule import RuleContext
from keras_lens.rules.structure.dense_before_flatten.detection import Suspect
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit

_INPUT_ARGUMENTS = ("input_shape", "batch_input_shape", "batch_shape")


@dataclass(frozen=True, slots=True)
class Change:
    """Edits that put a layer in front of the `Dense`; `new` are those that do just that, the
    insertion of the layer among them."""

    edits: tuple[TextEdit, ...]
    new: tuple[TextEdit, ...]


def inserting(context: RuleContext, suspect: Suspect, class_name: str) -> Iterator[Change]:
    """Changes that insert a new layer, first those that take the later `Flatten` away."""
    file = context.analysis.file
    form = form_of(file, suspect.dense)
    spelling = _spelling(file, suspect, class_name)
    if form is None or spelling is None:
        return
    for argument, freed in _input_arguments(file, suspect):
        for taken_away in _removals(file, suspect):
            layer = f"{spelling.text}({argument})"
            if taken_away and class_name == "Flatten":
                layer = _as_before(file, suspect.flatten, argument) or layer
            for place in insertions(file, form, layer):
                edits = (*spelling.edits, *place.edits, *freed, *taken_away)
                yield Change(edits, place.edits)


def _as_before(file: SourceFile, flatten: LayerApplication | None, argument: str) -> str | None:
    """The text of a `Flatten` with the name and whatever else `flatten` was given; None where
    that is not on one line of the file."""
    if flatten is None or flatten.constructor.file is not file:
        return None
    node = flatten.constructor.node
    if not isinstance(node, ast.Call) or len(node_text(file, node).splitlines()) > 1:
        return None
    return _with_argument(file, node, argument)


def _removals(file: SourceFile, suspect: Suspect) -> Iterator[tuple[TextEdit, ...]]:
    """Without the later `Flatten`, and with it."""
    if suspect.flatten is not None:
        form = form_of(file, suspect.flatten)
        edits = None if form is None else removal(file, form, suspect.flatten)
        if edits is not None:
            yield edits
    yield ()


def moving(context: RuleContext, suspect: Suspect) -> Iterator[Change]:
    """Changes that move the later `Flatten`, within one list or one block."""
    file, flatten = context.analysis.file, suspect.flatten
    source = None if flatten is None else form_of(file, flatten)
    target = form_of(file, suspect.dense)
    if flatten is None or source is None or target is None:
        return
    taken_away = removal(file, source, flatten)
    if taken_away is None or not _is_part(flatten.constructor.node, source):
        return
    comment = comment_of(file, source)
    for argument, freed in _input_arguments(file, suspect):
        layer = _as_before(file, flatten, argument)
        if layer is None:
            return
        for place in insertions(file, target, layer, comment):
            if place.place == place_of(file, source):
                yield Change((*place.edits, *freed, *taken_away), place.edits)


def _is_part(constructor: ast.expr, form: Form) -> bool:
    """Whether the layer is made where it is used, so that moving one moves the other."""
    node = form.node if not isinstance(form, Addition) else form.statement
    return any(part is constructor for part in ast.walk(node))


def _with_argument(file: SourceFile, call: ast.Call, argument: str) -> str:
    text = node_text(file, call)
    if not argument:
        return text
    inside = text[:-1].rstrip().rstrip(",")
    return f"{inside}, {argument})" if call.args or call.keywords else f"{inside}{argument})"


def _spelling(file: SourceFile, suspect: Suspect, class_name: str) -> Spelling | None:
    flatten = suspect.flatten
    if flatten is not None and class_name == "Flatten":
        node = flatten.constructor.node
        name = dotted_name(node.func) if isinstance(node, ast.Call) else None
        if name is not None and flatten.constructor.file is file:
            return Spelling(name)
    node = suspect.dense.constructor.node
    return spelling_like(file, node.func, class_name) if isinstance(node, ast.Call) else None


def _input_arguments(
    file: SourceFile, suspect: Suspect
) -> Iterator[tuple[str, tuple[TextEdit, ...]]]:
    """The argument that says the model's input shape, where the `Dense` has one, for the layer
    in front of it, and the edits that take it away from the `Dense`."""
    node = suspect.dense.constructor.node
    if not isinstance(node, ast.Call):
        return
    given = [keyword for keyword in node.keywords if keyword.arg in _INPUT_ARGUMENTS]
    if not given or not suspect.first:
        yield "", ()
        return
    items = items_of(file, node)
    if items is None or len(given) != 1:
        return
    extent = extent_of(file, given[0])
    edit = item_removal(file, items, items.extents.index(extent), keep_comment=True)
    if edit is not None:
        yield node_text(file, given[0]), (edit,)
