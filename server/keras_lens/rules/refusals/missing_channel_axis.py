"""The rule `missing-channel-axis`: a convolution or pooling on inputs without channels."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.records import RefusedCall
from keras_lens.rules.findings import Finding
from keras_lens.rules.refusals.attempts import Proposal, fixes_of
from keras_lens.rules.refusals.proposals import input_shape_changed, inserting
from keras_lens.rules.refusals.refused import finding, refused
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.views.wording import shape_text

IDENTIFIER = "missing-channel-axis"

_EXPLANATION = """\
A 2D convolution or pooling takes images with an axis for the channels: `(height, width,
channels)`, which is 3 for colours and **1 for grey values**. Grey images often come as `(28, 28)`
(MNIST does), and Keras raises `ValueError: ... expected min_ndim=4, found ndim=3` (the batch axis
counts). The same holds for `Conv1D` on series of single numbers, `(100,)` instead of `(100, 1)`.

Let the input of the model be `(28, 28, 1)`: arrays of shape `(60000, 28, 28)` still fit, Keras
adds the last axis itself where it is 1. Or put a `Reshape((28, 28, 1))` in front.
"""

_BAD = """\
import keras
from keras.layers import Conv2D, Dense, Flatten

model = keras.Sequential()
model.add(keras.Input(shape=(28, 28)))
model.add(Conv2D(32, 3, activation="relu"))
model.add(Flatten())
model.add(Dense(10, activation="softmax"))
"""


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each layer whose inputs have no axis for the channels."""
    for call in refused(context, IDENTIFIER):
        proposals = list(_proposals(context, call))
        yield finding(
            context, IDENTIFIER, call, _message(call), fixes=fixes_of(context, call, proposals)
        )


def _message(call: RefusedCall) -> str:
    shape = call.inputs[0].shape
    axes = ("steps", "height, width", "depth, height, width")
    dimensions = len(shape) - 1
    return translate(
        "{layer} needs inputs with a channel axis {axes}, but gets {given} each. With one channel"
        " that is {wanted}.",
        layer=call.what,
        axes=f"({axes[dimensions - 1]}, channels)",
        given=shape_text(shape[1:]),
        wanted=shape_text((*shape[1:], 1)),
    )


def _proposals(context: RuleContext, call: RefusedCall) -> Iterator[Proposal]:
    shape = call.inputs[0].shape[1:]
    yield from input_shape_changed(context.analysis, call, range(len(shape)), "1")
    if all(isinstance(size, int) for size in shape):
        text = f"({', '.join(map(str, shape))}, 1)"
        yield from inserting(context.analysis, call, "Reshape", text)


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="A convolution or pooling gets inputs without a channel axis",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("(28, 28)", "(28, 28, 1)"),
    fixes=(
        "Write the input's shape with a channel axis.",
        "Insert a `Reshape` that adds the channel axis.",
    ),
    check=check,
    raises=True,
)
