"""The rule `reshape-size`: a reshape to another number of elements."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator

from keras_lens.evaluation.terms import ListTerm, Term, TupleTerm
from keras_lens.localization import translate
from keras_lens.models.records import RefusedCall
from keras_lens.rules.editing.arguments import argument_given, constructor_of, keyword_of
from keras_lens.rules.editing.edits import extent_of, replacement
from keras_lens.rules.refusals.attempts import Proposal
from keras_lens.rules.refusals.reporting import check_with
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.views.makers import maker_of
from keras_lens.rules.views.wording import shape_text

IDENTIFIER = "reshape-size"

_EXPLANATION = """\
A reshape keeps all elements: the product of the new axes (without the batch) must be the number
of elements that each input has. `Reshape((7, 7, 64))` needs inputs of 7 · 7 · 64 = 3136 numbers;
for any other number Keras raises `ValueError: The total size of the tensor must be unchanged`.

One axis may be written as `-1`: Keras works it out.
"""

_BAD = """\
import keras
from keras.layers import Conv2DTranspose, Dense, Reshape

model = keras.Sequential()
model.add(keras.Input(shape=(100,)))
model.add(Dense(7 * 7 * 128, activation="relu"))
model.add(Reshape((7, 7, 256)))
model.add(Conv2DTranspose(1, 4, strides=4, activation="sigmoid"))
"""


def _target(call: RefusedCall) -> list[int] | None:
    """The new axes, without the batch."""
    made = call.made
    if made is None:
        return None
    given: Term = None
    if call.kind == "layer":
        given = made.args[0] if made.args else dict(made.kwargs).get("target_shape")
    elif len(made.args) > 1:
        given = made.args[1]
    else:
        given = dict(made.kwargs).get("newshape") or dict(made.kwargs).get("shape")
    if not isinstance(given, TupleTerm | ListTerm):
        return None
    sizes = [size for size in given.items if isinstance(size, int)]
    return sizes if len(sizes) == len(given.items) else None


def _elements(call: RefusedCall) -> int | None:
    """How many numbers there are in each input."""
    if len(call.inputs) != 1:
        return None
    sizes = [size for size in call.inputs[0].shape[1:] if isinstance(size, int)]
    return math.prod(sizes) if len(sizes) == len(call.inputs[0].shape) - 1 else None


def _product(sizes: list[int]) -> str:
    return " · ".join(map(str, sizes))


def _message(call: RefusedCall) -> str:
    target, elements = _target(call), _elements(call)
    if not call.inputs:
        return translate(
            "its input cannot be reshaped like this: the number of elements must stay the same."
        )
    shape = shape_text(call.inputs[0].shape)
    if target is None or elements is None or call.kind != "layer":
        return translate(
            "{shape} cannot be reshaped like this: the number of elements must stay the same.",
            shape=shape,
        )
    wanted = math.prod(target)
    if -1 in target:
        return translate(
            "{shape} has {elements:,} elements in each input, which cannot be divided by {product}"
            " = {wanted:,}.",
            shape=shape,
            elements=elements,
            product=_product([size for size in target if size != -1]),
            wanted=-wanted,
        )
    return translate(
        "{shape} has {elements:,} elements in each input, but {target} needs {product} ="
        " {wanted:,}. A reshape keeps the number of elements.",
        shape=shape,
        elements=elements,
        target=shape_text(tuple(target)),
        product=_product(target),
        wanted=wanted,
    )


def _proposals(context: RuleContext, call: RefusedCall) -> Iterator[Proposal]:
    target, elements = _target(call), _elements(call)
    if call.kind != "layer" or target is None or elements is None or -1 in target:
        return
    yield from _other_size(context, call, target, elements)
    yield from _other_units(context, call, math.prod(target))


def _other_size(
    context: RuleContext, call: RefusedCall, target: list[int], elements: int
) -> Iterator[Proposal]:
    """One axis of the target gets the size that fits, the last that can."""
    file = context.analysis.file
    constructor = constructor_of(file, call)
    if constructor is None:
        return
    present = keyword_of(constructor, "target_shape")
    shape = present.value if present is not None else next(iter(constructor.args), None)
    if not isinstance(shape, ast.Tuple | ast.List) or len(shape.elts) != len(target):
        return
    for index in reversed(range(len(target))):
        rest = math.prod(target[:index] + target[index + 1 :])
        if rest <= 0 or elements % rest:
            continue
        size = elements // rest
        extent = extent_of(file, shape.elts[index])
        new = [*target[:index], size, *target[index + 1 :]]
        edit = replacement(file, extent.start, extent.end, str(size))
        yield Proposal(translate("Reshape to {shape}", shape=shape_text(tuple(new))), (edit,))
        return


def _other_units(context: RuleContext, call: RefusedCall, wanted: int) -> Iterator[Proposal]:
    """A `Dense` before it gets as many units as are needed."""
    maker = maker_of(context.analysis, call.inputs[0])
    if maker is None or maker.class_name != "Dense" or len(call.inputs[0].shape) != 2:
        return
    constructor = constructor_of(context.analysis.file, maker)
    if constructor is None:
        return
    edit = argument_given(context.analysis.file, constructor, "units", str(wanted), 0)
    if edit is not None:
        action = translate("Give the Dense before {units:,} units", units=wanted)
        yield Proposal(action, (edit,))


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="A reshape to another number of elements",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("(7, 7, 256)", "(7, 7, 128)"),
    fixes=(
        "Write the size that fits for one axis.",
        "Give the `Dense` before as many units as the new shape has elements.",
    ),
    check=check_with(IDENTIFIER, _message, _proposals),
    raises=True,
)
