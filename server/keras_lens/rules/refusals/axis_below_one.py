"""The rule `axis-below-one`: a convolution or pooling that leaves nothing of an axis."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.records import LayerApplication, RefusedCall
from keras_lens.rules.editing.arguments import argument_given, constructor_of, keyword_of
from keras_lens.rules.refusals.attempts import Proposal
from keras_lens.rules.refusals.kinds import dimensions_of
from keras_lens.rules.refusals.proposals import (
    input_shape_changed,
    with_argument,
)
from keras_lens.rules.refusals.reporting import check_with
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.views.layer_kinds import mixes_neighbours
from keras_lens.rules.views.makers import way_to
from keras_lens.rules.views.wording import shape_text
from keras_lens.syntax.spans import TextEdit

IDENTIFIER = "axis-below-one"
MOST_CHANNELS = 4
SAME = '"same"'

_EXPLANATION = """\
With `padding="valid"`, the default, a convolution with a kernel of 3 makes each spatial axis 2
shorter, one with a kernel of 5 makes it 4 shorter, and pooling by 2 halves it. After some of them
nothing is left: the kernel is larger than the image, and Keras raises `ValueError: Computed
output size would be zero or negative`.

`padding="same"` lets a convolution keep the size. Otherwise leave out a pooling or convolution,
or start from larger images. If the shape begins with the channels, as `(3, 32, 32)`, Keras takes
the 3 for the height: write `(32, 32, 3)`, or use `data_format="channels_first"`.
"""

_BAD = """\
import keras
from keras.layers import Conv2D, Dense, Flatten, MaxPooling2D

model = keras.Sequential(
    [
        keras.Input(shape=(8, 8, 3)),
        Conv2D(16, 3, activation="relu"),
        MaxPooling2D(),
        Conv2D(32, 3, activation="relu"),
        MaxPooling2D(2),
        Flatten(),
        Dense(10, activation="softmax"),
    ]
)
"""


def _message(call: RefusedCall) -> str:
    shape = call.inputs[0].shape
    if _has_channels_first(call):
        return translate(
            "{layer} takes {shape} as (batch, height, width, channels), and {size} is too small a"
            " height for it. If the {size} are channels, they come last in Keras.",
            layer=call.what,
            shape=shape_text(shape),
            size=shape[1],
        )
    return translate(
        "Nothing is left for {layer} to give: {shape} is smaller than its window. Keep the size in"
        ' the layers before with padding="same", or use fewer of them.',
        layer=call.what,
        shape=shape_text(shape),
    )


def _has_channels_first(call: RefusedCall) -> bool:
    """Whether an image very probably has its channels in front."""
    shape = call.inputs[0].shape
    first, last = shape[1], shape[-1]
    return (
        len(shape) == 4
        and call.inputs[0].producer is None
        and isinstance(first, int)
        and isinstance(last, int)
        and first <= MOST_CHANNELS < last
    )


def _proposals(context: RuleContext, call: RefusedCall) -> Iterator[Proposal]:
    analysis = context.analysis
    if _has_channels_first(call):
        yield from input_shape_changed(analysis, call, (1, 2, 0))
        edits = with_argument(analysis.file, call, "data_format", '"channels_first"')
        if edits:
            yield Proposal(translate('Add data_format="channels_first"'), edits)
        return
    own = () if _is_one_point(call) else _same(context, call)
    here = [Proposal(translate('Add padding="same"'), own)] if own else []
    before = list(_proposals_before(context, call))
    yield from [*before, *here] if "Pool" in call.what else [*here, *before]
    if own:
        for one in _convolutions(context, call)[:1]:
            more = _same(context, one)
            if more and more != own:
                action = translate('Add padding="same" here and to the convolution before')
                yield Proposal(action, own + more)


def _is_one_point(call: RefusedCall) -> bool:
    """Whether a window would find nothing but padding around what is left of an image."""
    shape = call.inputs[0].shape
    return len(shape) > 3 and all(size == 1 for size in shape[1:-1])


def _convolutions(context: RuleContext, call: RefusedCall) -> list[LayerApplication]:
    return [one for one in way_to(context.analysis, call.inputs[0]) if _is_convolution(one)]


def _proposals_before(context: RuleContext, call: RefusedCall) -> Iterator[Proposal]:
    """The convolutions before keep the size: the nearest, or all."""
    convolutions = _convolutions(context, call)
    for count in dict.fromkeys((1, len(convolutions))):
        groups = [_same(context, one) for one in convolutions[:count]]
        together = tuple(dict.fromkeys(edit for group in groups for edit in group))
        if together and all(groups):
            yield Proposal(
                translate('Add padding="same" to the convolution before')
                if count == 1
                else translate('Add padding="same" to all convolutions before'),
                together,
            )


def _is_convolution(layer: LayerApplication) -> bool:
    return "Conv" in layer.class_name and mixes_neighbours(layer.class_name)


def _same(context: RuleContext, layer: LayerApplication | RefusedCall) -> tuple[TextEdit, ...]:
    """The edit that gives `padding="same"` where it is not given; empty where it cannot."""
    file = context.analysis.file
    constructor = constructor_of(file, layer)
    if constructor is None:
        return ()
    name = layer.what if isinstance(layer, RefusedCall) else layer.class_name
    if dimensions_of(name) is None:
        return ()
    present = keyword_of(constructor, "padding")
    if present is not None and not _is_valid(present.value):
        return ()
    if present is None and len(constructor.args) > (2 if "Pool" in name else 3):
        return ()
    edit = argument_given(file, constructor, "padding", SAME)
    return () if edit is None else (edit,)


def _is_valid(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value == "valid"


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="A convolution or pooling is larger than what it gets",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace('3, activation="relu"', '3, padding="same", activation="relu"'),
    fixes=(
        'Add `padding="same"` to it, or to the convolutions before.',
        "Write the input's shape with the channels last.",
        'Add `data_format="channels_first"`.',
    ),
    check=check_with(IDENTIFIER, _message, _proposals),
    raises=True,
)
