"""Usual cures where tensors do not go together, for layers that merge and for arithmetic."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.records import LayerApplication, RefusedCall, Shape
from keras_lens.rules.editing.arguments import argument_given, constructor_of, keyword_of
from keras_lens.rules.editing.spelling import Spelling, spelling_like
from keras_lens.rules.refusals.attempts import Proposal
from keras_lens.rules.refusals.differences import differing_axes, same_rank
from keras_lens.rules.refusals.kinds import dimensions_of
from keras_lens.rules.refusals.proposals import operands_of, wrapped
from keras_lens.rules.rule import RuleContext
from keras_lens.rules.views.makers import way_to
from keras_lens.syntax.spans import TextEdit

SAME = '"same"'


def cures(context: RuleContext, call: RefusedCall) -> Iterator[Proposal]:
    """What may make the tensors fit, the least change first."""
    shapes = [tensor.shape for tensor in call.inputs]
    is_inside = call.kind == "function" and call.refusal.phase == "call"
    if len(shapes) != 2 or is_inside or not same_rank(shapes):
        return
    differing = differing_axes(shapes)
    last = len(shapes[0]) - 1
    is_joined = "oncat" in call.what
    if is_joined and len(differing) == 1 and call.kind == "layer":
        yield from _other_axis(context, call, differing[0])
    if any(axis != last for axis in differing):
        yield from _padded(context, call)
    if not is_joined and last in differing:
        yield from _projected(context, call, shapes)
    if any(axis != last for axis in differing) and (is_joined or last not in differing):
        yield from _cropped(context, call, shapes)


def _other_axis(context: RuleContext, call: RefusedCall, axis: int) -> Iterator[Proposal]:
    constructor = constructor_of(context.analysis.file, call)
    if constructor is not None:
        edit = argument_given(context.analysis.file, constructor, "axis", str(axis), 0)
        if edit is not None:
            yield Proposal(translate("Join along axis {axis}", axis=axis), (edit,))


def _padded(context: RuleContext, call: RefusedCall) -> Iterator[Proposal]:
    """The convolutions that lie on one way only keep the size."""
    ways = [list(way_to(context.analysis, tensor)) for tensor in call.inputs]
    for own, other in ((ways[0], ways[1]), (ways[1], ways[0])):
        only = [layer for layer in own if all(layer is not one for one in other)]
        edits: list[TextEdit] = []
        count = 0
        for layer in only:
            edit = _same_padding(context, layer)
            if edit is not None:
                count += 1
                edits += [edit] if edit not in edits else []
        if edits:
            yield Proposal(
                translate('Add padding="same" to the convolution')
                if len(edits) == 1
                else translate('Add padding="same" to {count} convolutions', count=len(edits)),
                tuple(edits),
            )


def _same_padding(context: RuleContext, layer: LayerApplication) -> TextEdit | None:
    constructor = constructor_of(context.analysis.file, layer)
    if constructor is None or dimensions_of(layer.class_name) is None:
        return None
    present = keyword_of(constructor, "padding")
    if present is not None:
        is_valid = isinstance(present.value, ast.Constant) and present.value.value == "valid"
        if not is_valid:
            return None
    elif len(constructor.args) > (2 if "Pool" in layer.class_name else 3):
        return None
    return argument_given(context.analysis.file, constructor, "padding", SAME)


def _spelling(context: RuleContext, call: RefusedCall, class_name: str) -> Spelling | None:
    """How the file writes a layer near the call."""
    examples: list[LayerApplication | RefusedCall] = [call]
    for tensor in call.inputs:
        examples += way_to(context.analysis, tensor)
    for one in examples:
        constructor = constructor_of(context.analysis.file, one)
        if constructor is None or (one is call and call.kind != "layer"):
            continue
        spelling = spelling_like(context.analysis.file, constructor.func, class_name)
        if spelling is not None:
            return spelling
    return None


def _projected(context: RuleContext, call: RefusedCall, shapes: list[Shape]) -> Iterator[Proposal]:
    """One side goes through a layer that gives it the other's channels, and its size where that
    is a whole fraction."""
    file, operands = context.analysis.file, operands_of(call)
    if len(operands) != 2:
        return
    rank = len(shapes[0])
    class_name = {2: "Dense", 3: "Conv1D", 4: "Conv2D", 5: "Conv3D"}.get(rank)
    spelling = None if class_name is None else _spelling(context, call, class_name)
    if class_name is None or spelling is None:
        return
    order = sorted((0, 1), key=lambda index: _layers_on(context, call, index))
    for index in order:
        mine, wanted = shapes[index], shapes[1 - index]
        arguments = _projection(mine, wanted)
        if arguments is None:
            continue
        layer = f"{spelling.text}({arguments})"
        edits = (*spelling.edits, *wrapped(file, operands[index], layer))
        action = translate(
            "Project {tensor} with {layer}",
            tensor=ast.unparse(operands[index]),
            layer=f"{class_name}({arguments})",
        )
        yield Proposal(action, edits)


def _layers_on(context: RuleContext, call: RefusedCall, index: int) -> int:
    """How many layers lie on the way of one input alone: the shortcut has the fewest."""
    ways = [list(way_to(context.analysis, tensor)) for tensor in call.inputs]
    return sum(all(layer is not one for one in ways[1 - index]) for layer in ways[index])


def _projection(mine: Shape, wanted: Shape) -> str | None:
    """The arguments of the layer that makes one shape of the other."""
    channels = wanted[-1]
    if not isinstance(channels, int):
        return None
    if len(mine) == 2:
        return str(channels)
    steps = set()
    for own, other in zip(mine[1:-1], wanted[1:-1], strict=True):
        if own == other:
            steps.add(1)
        elif isinstance(own, int) and isinstance(other, int) and other and -(-own // 2) == other:
            steps.add(2)
        else:
            return None
    if steps == {1}:
        return f"{channels}, 1"
    return f"{channels}, 1, strides=2" if steps == {2} else None


def _cropped(context: RuleContext, call: RefusedCall, shapes: list[Shape]) -> Iterator[Proposal]:
    """The larger side is cropped."""
    file, operands = context.analysis.file, operands_of(call)
    rank = len(shapes[0])
    if len(operands) != 2 or rank not in (3, 4, 5):
        return
    class_name = f"Cropping{rank - 2}D"
    spelling = _spelling(context, call, class_name)
    if spelling is None:
        return
    for index in (0, 1):
        arguments = _cropping(shapes[index], shapes[1 - index])
        if arguments is not None:
            layer = f"{spelling.text}({arguments})"
            edits = (*spelling.edits, *wrapped(file, operands[index], layer))
            action = translate(
                "Crop {tensor} with {layer}",
                tensor=ast.unparse(operands[index]),
                layer=f"{class_name}({arguments})",
            )
            yield Proposal(action, edits)


def _cropping(mine: Shape, wanted: Shape) -> str | None:
    pairs: list[tuple[int, int]] = []
    for own, other in zip(mine[1:-1], wanted[1:-1], strict=True):
        if not isinstance(own, int) or not isinstance(other, int) or own < other:
            return None
        pairs.append(((own - other) // 2, own - other - (own - other) // 2))
    if len(pairs) == 1:
        return str(pairs[0])
    return f"({', '.join(map(str, pairs))})"
