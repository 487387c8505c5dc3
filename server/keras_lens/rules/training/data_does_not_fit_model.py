"""The rule `data-does-not-fit-model`: data of another shape than the model's inputs."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from keras_lens.localization import separated, translate
from keras_lens.models.records import Shape
from keras_lens.models.training.feed_records import FedGroup, FedTensor
from keras_lens.rules.editing.edits import extent_of, insertion
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.training.faults import DATA, Fault, fault_finding, faults, removes
from keras_lens.rules.views.feeding import argument_of, batch_text, elements_of, tensors_in
from keras_lens.rules.views.refusal_words import said
from keras_lens.rules.views.wording import shape_text

_EXPLANATION = """\
The first axis of data is that of the samples (the batch); the others have to be those of the
model's input. A model with `keras.Input(shape=(28, 28, 1))` takes arrays of shape
`(samples, 28, 28, 1)`, and Keras raises `ValueError: Invalid input shape` for others. Only a last
axis of size 1 is added or taken away by itself.

Frequent causes:

- **one sample without a batch**: `model.predict(image)` with an image of shape `(28, 28, 1)`. Write
  `image[None]`, which is `(1, 28, 28, 1)`;
- images given to a model for flat vectors, or the other way round: reshape them, or put a
  `Flatten` or `Reshape` into the model;
- channels first `(3, 32, 32)` given to a model for channels last `(32, 32, 3)`;
- one array given to a model with several inputs: it takes a list of arrays, or a dictionary.
"""

_BAD = """\
import keras
import numpy as np
from keras import layers

model = keras.Sequential([keras.Input(shape=(28, 28, 3)), layers.Flatten(), layers.Dense(10)])

image = np.zeros((28, 28, 3))
print(model.predict(image))
"""


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each training or test with data of another shape than the inputs."""
    for fault in faults(context.analysis, DATA):
        place = argument_of(fault.feed, "validation_data" if fault.is_validation else "x")
        fixes = () if fault.is_validation or place is None else _fixes(context, fault, place)
        yield fault_finding(context, fault, _message(fault), place, tuple(fixes))


def _message(fault: Fault) -> str:
    wanted, given = fault.feed.inputs, list(tensors_in(fault.x))
    if wanted is not None and len(wanted) != len(given):
        return _about_number(wanted, len(given))
    for number, (shape, tensor) in enumerate(zip(wanted or (), given, strict=False), start=1):
        if not _may_fit(shape, tensor.shape):
            name = (
                translate("The model")
                if len(given) == 1
                else translate("Input {number} of the model", number=number)
            )
            return _about(name, shape, tensor.shape)
    return translate("The model does not take this: {words}", words=said(fault.refusal))


def _about_number(wanted: Sequence[Shape], given: int) -> str:
    shapes = separated([batch_text(shape) for shape in wanted])
    if len(wanted) == 1:
        return translate(
            "The model has 1 input {shapes}, but is given {given} arrays.",
            shapes=shapes,
            given=given,
        )
    if given == 1:
        return translate(
            "The model has {count} inputs {shapes}, but is given 1 array.",
            count=len(wanted),
            shapes=shapes,
        )
    return translate(
        "The model has {count} inputs {shapes}, but is given {given} arrays.",
        count=len(wanted),
        shapes=shapes,
        given=given,
    )


def _about(name: str, wanted: Shape, given: Shape) -> str:
    shapes = {"wanted": batch_text(wanted), "given": shape_text(given)}
    if _is_one_sample(wanted, given):
        return translate(
            "{name} takes {wanted}, but is given {given}: one sample without the batch axis."
            " A batch of one is {batch}.",
            name=name,
            batch=shape_text((1, *given)),
            **shapes,
        )
    if len(wanted) == len(given):
        axes = [
            axis
            for axis, (size, other) in enumerate(zip(wanted, given, strict=True))
            if axis and size is not None and size != other
        ]
        if len(axes) == 1:
            axis = axes[0]
            return translate(
                "{name} takes {wanted}, but is given {given}: axis {axis} has to be {size}, not"
                " {other}.",
                name=name,
                axis=axis,
                size=wanted[axis],
                other=given[axis],
                **shapes,
            )
    if elements_of(wanted) == elements_of(given) is not None:
        return translate(
            "{name} takes {wanted}, but is given {given}: as many numbers in each sample, but in"
            " another shape.",
            name=name,
            **shapes,
        )
    return translate("{name} takes {wanted}, but is given {given}.", name=name, **shapes)


def _may_fit(wanted: Shape, given: Shape) -> bool:
    return len(wanted) == len(given) and all(
        size is None or size == other or not axis
        for axis, (size, other) in enumerate(zip(wanted, given, strict=True))
    )


def _is_one_sample(wanted: Shape, given: Shape) -> bool:
    return _may_fit(wanted, (None, *given))


def _fixes(context: RuleContext, fault: Fault, place: ast.expr) -> Iterator[Fix]:
    """Changes of the array where it is given; each is tried."""
    wanted = fault.feed.inputs
    if isinstance(fault.x, FedGroup) or not isinstance(fault.x, FedTensor):
        return
    if wanted is None or len(wanted) != 1 or not _takes_methods(place):
        return
    for action, suffix in _changes(wanted[0], fault.x.shape):
        edit = insertion(context.analysis.file, extent_of(context.analysis.file, place).end, suffix)
        if removes(context, fault, (edit,)):
            yield Fix(action, (edit,), preferred=True)
            return


def _changes(wanted: Shape, given: Shape) -> Iterator[tuple[str, str]]:
    if _is_one_sample(wanted, given):
        batch = shape_text((1, *given))
        yield translate("Add the batch axis: [None] gives {shape}", shape=batch), "[None]"
        return
    moved = (given[0], *given[2:], *given[1:2])
    if len(given) > 2 and _may_fit(wanted, moved) and all(size != 1 for size in given[1:2]):
        order = ", ".join(map(str, (0, *range(2, len(given)), 1)))
        title = translate("Move the channels to the end: {shape}", shape=shape_text(moved))
        yield title, f".transpose({order})"
        return
    if elements_of(wanted) is not None and elements_of(wanted) == elements_of(given):
        sizes = wanted[1:]
        is_other_order = sorted(map(str, _long(sizes))) == sorted(map(str, _long(given[1:])))
        if not is_other_order or _long(sizes) == _long(given[1:]):
            text = ", ".join(map(str, sizes))
            title = translate("Reshape it: {shape}", shape=shape_text((given[0], *sizes)))
            yield title, f".reshape((-1, {text}))"


def _long(sizes: Shape) -> list[object]:
    return [size for size in sizes if size != 1]


def _takes_methods(place: ast.expr) -> bool:
    """Whether something can be written behind the expression without brackets around it."""
    return isinstance(place, ast.Name | ast.Attribute | ast.Call | ast.Subscript)


RULE = Rule(
    identifier=DATA,
    severity="error",
    summary="A model is given data of another shape than its inputs",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("predict(image)", "predict(image[None])"),
    fixes=(
        "Add the batch axis to a single sample.",
        "Move the channels to the end.",
        "Reshape the samples where they have as many numbers.",
    ),
    check=check,
    raises=True,
)
