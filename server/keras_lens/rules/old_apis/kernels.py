"""`Convolution2D(32, 3, 3)`: sizes of the kernel in Keras 1, a stride today. It does not raise."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.records import LayerApplication
from keras_lens.rules.editing.edits import extent_of, name_span, node_text, replacement
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.rule import RuleContext
from keras_lens.rules.views.wording import shape_text

_SIZES = {"Convolution2D": 2, "Convolution3D": 3}
"""The names that Keras 1 had, which Keras 3 still knows, and how many sizes a kernel has."""


def kernels_by_place(context: RuleContext, rule: str, seen: set[ast.AST]) -> Iterator[Finding]:
    """One finding for each constructor in which equal sizes of a kernel are given one by one, and
    Keras 3 takes the second as the stride. seen: calls that are reported already."""
    for layer in context.analysis.own_applications:
        call = layer.constructor.node
        if call in seen or not isinstance(call, ast.Call):
            continue
        sizes = _sizes(call)
        if sizes is None:
            continue
        seen.add(call)
        yield _finding(context, rule, layer, call, sizes)


def _sizes(call: ast.Call) -> list[ast.expr] | None:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else None
    if isinstance(call.func, ast.Name):
        name = call.func.id
    number = _SIZES.get(name or "")
    if number is None or len(call.args) != 1 + number:
        return None
    values = [one.value if isinstance(one, ast.Constant) else None for one in call.args[1:]]
    first = values[0]
    is_kernel = isinstance(first, int) and first > 1 and all(one == first for one in values)
    return call.args[1:] if is_kernel else None


def _finding(
    context: RuleContext,
    rule: str,
    layer: LayerApplication,
    call: ast.Call,
    sizes: list[ast.expr],
) -> Finding:
    file = context.analysis.file
    kernel = f"({', '.join(node_text(file, one) for one in sizes)})"
    name = node_text(file, call.func).rpartition(".")[2]
    start, end = extent_of(file, sizes[0]).start, extent_of(file, sizes[-1]).end
    edit = replacement(file, start, end, kernel)
    fixes = []
    after = context.what_if([edit])
    for other in after.own_applications if after is not None else ():
        if other.constructor.span.start == layer.constructor.span.start and other.outputs:
            title = translate(
                "Write the kernel as {kernel}: {shape}",
                kernel=kernel,
                shape=shape_text(other.outputs[0].shape),
            )
            fixes.append(Fix(title, (edit,), preferred=True))
            break
    return Finding(
        rule=rule,
        severity="warning",
        message=translate(
            "Keras 1 took the numbers as the sizes of the kernel. Today the third argument of"
            " `{name}` is its stride: {before} → {after}.",
            name=name,
            before=shape_text(layer.inputs[0].shape),
            after=shape_text(layer.outputs[0].shape),
        ),
        span=name_span(file, call),
        fixes=tuple(fixes),
    )
