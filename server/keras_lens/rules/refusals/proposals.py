"""Changes of the text that may make Keras take a call; which of them do is tried."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication, RefusedCall
from keras_lens.rules.editing.arguments import argument_given, constructor_of, keyword_of
from keras_lens.rules.editing.edits import extent_of, node_text, replacement
from keras_lens.rules.editing.placement import (
    form_of,
    insertions,
    removal,
)
from keras_lens.rules.editing.spelling import spelling_like
from keras_lens.rules.refusals.attempts import Proposal
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit

_WRAPPERS = ("Bidirectional", "TimeDistributed")
_INPUT_ARGUMENTS = ("input_shape", "batch_input_shape", "batch_shape", "shape")


def _name(call: ast.Call) -> str | None:
    """The last part of the name of what is called."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else None


def with_argument(
    file: SourceFile, layer: LayerApplication | RefusedCall, name: str, value: str
) -> tuple[TextEdit, ...]:
    """The edit that gives the layer an argument; for `Bidirectional` and its like, the layer in
    it. Empty where that cannot be done."""
    call = constructor_of(file, layer)
    while call is not None and _name(call) in _WRAPPERS:
        held = call.args[0] if call.args else None
        call = held if isinstance(held, ast.Call) else None
    edit = None if call is None else argument_given(file, call, name, value)
    return () if edit is None else (edit,)


def inserting(
    analysis: Analysis, call: RefusedCall, class_name: str, arguments: str
) -> Iterator[Proposal]:
    """Puts a layer in front of the refused one."""
    file = analysis.file
    constructor = constructor_of(file, call)
    form = form_of(file, call)
    if constructor is None or form is None:
        return
    if any(keyword_of(constructor, name) for name in _INPUT_ARGUMENTS):
        return
    spelling = spelling_like(file, constructor.func, class_name)
    if spelling is None:
        return
    layer = f"{spelling.text}({arguments})"
    action = translate("Insert {layer}", layer=f"{class_name}({arguments})")
    for place in insertions(file, form, layer):
        yield Proposal(action, (*spelling.edits, *place.edits))


def removing(analysis: Analysis, layer: LayerApplication) -> Iterator[Proposal]:
    """Takes a layer away."""
    form = form_of(analysis.file, layer)
    edits = None if form is None else removal(analysis.file, form, layer)
    if edits is not None:
        yield Proposal(translate("Remove {code}", code=layer.class_name), edits)


def other_class(analysis: Analysis, call: RefusedCall, class_name: str) -> Iterator[Proposal]:
    """Makes a layer of another class with the same arguments."""
    constructor = constructor_of(analysis.file, call)
    if constructor is None:
        return
    spelling = spelling_like(analysis.file, constructor.func, class_name)
    if spelling is None:
        return
    extent = extent_of(analysis.file, constructor.func)
    edit = replacement(analysis.file, extent.start, extent.end, spelling.text)
    yield Proposal(translate("Use {code}", code=class_name), (*spelling.edits, edit))


def shapes_written(analysis: Analysis) -> Iterator[ast.Tuple | ast.List]:
    """The shapes of inputs that are written out in the file."""
    file = analysis.file
    seen: set[int] = set()
    for node in ast.walk(file.tree):
        if not isinstance(node, ast.Call):
            continue
        given = [one.value for one in node.keywords if one.arg in _INPUT_ARGUMENTS]
        if _name(node) in ("Input", "InputLayer") and node.args:
            given.append(node.args[0])
        for value in given:
            shape = _literal(file, value)
            if shape is not None and id(shape) not in seen:
                seen.add(id(shape))
                yield shape


def _literal(file: SourceFile, value: ast.expr) -> ast.Tuple | ast.List | None:
    """The tuple itself, or the one that the name stands for everywhere in the file."""
    if isinstance(value, ast.Tuple | ast.List):
        return value
    if not isinstance(value, ast.Name):
        return None
    stores = [
        node
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Assign)
        and any(isinstance(one, ast.Name) and one.id == value.id for one in node.targets)
    ]
    bound = [
        node
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Name | ast.arg)
        and (node.id if isinstance(node, ast.Name) else node.arg) == value.id
        and not isinstance(getattr(node, "ctx", None), ast.Load)
    ]
    if len(stores) != 1 or len(bound) != 1 or not isinstance(stores[0].value, ast.Tuple | ast.List):
        return None
    return stores[0].value


def input_shape_changed(
    analysis: Analysis, call: RefusedCall, change: Sequence[int], added: str = ""
) -> Iterator[Proposal]:
    """Writes the axes of an input's shape in the order `change` (indices), with `added` behind."""
    file = analysis.file
    for shape in shapes_written(analysis):
        if len(shape.elts) != len(change) or not _may_be(shape, call):
            continue
        parts = [node_text(file, shape.elts[index]) for index in change]
        parts += [added] if added else []
        text = ", ".join(parts)
        is_list = isinstance(shape, ast.List)
        text = f"[{text}]" if is_list else f"({text}{',' if len(parts) == 1 else ''})"
        extent = extent_of(file, shape)
        edit = replacement(file, extent.start, extent.end, text)
        yield Proposal(translate("Let the input be {shape}", shape=text), (edit,))


def _may_be(shape: ast.Tuple | ast.List, call: RefusedCall) -> bool:
    """Whether the refused layer may get an input of this shape: its numbers are there."""
    numbers = [one.value for one in shape.elts if isinstance(one, ast.Constant)]
    known = {size for tensor in call.inputs for size in tensor.shape}
    return all(number in known for number in numbers)


def operands_of(call: RefusedCall) -> list[ast.expr]:
    """The expressions of the tensors that are merged, in order; empty where that is not plain."""
    node = call.site.node
    found: list[ast.expr] = []
    if isinstance(node, ast.BinOp):
        found = [node.left, node.right]
    elif isinstance(node, ast.Call) and node.args:
        first = node.args[0]
        if isinstance(first, ast.List | ast.Tuple):
            found = list(first.elts)
        elif call.kind == "function":
            found = list(node.args)
    if any(isinstance(one, ast.Starred) for one in found) or len(found) != len(call.inputs):
        return []
    return found


def wrapped(file: SourceFile, operand: ast.expr, layer: str) -> tuple[TextEdit, ...]:
    """Puts an operand through a layer."""
    extent = extent_of(file, operand)
    text = node_text(file, operand)
    return (replacement(file, extent.start, extent.end, f"{layer}({text})"),)
