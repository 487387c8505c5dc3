"""The rule `bias-before-normalization`: a bias that has no effect."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.records import LayerApplication
from keras_lens.rules.editing.arguments import argument_given
from keras_lens.rules.editing.edits import name_span
from keras_lens.rules.findings import Finding, Fix, Related
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.views.layer_graph import Call
from keras_lens.rules.views.settings import LINEAR, activation, number, setting
from keras_lens.rules.views.suspects import happens, suspects
from keras_lens.rules.views.wording import params_text

IDENTIFIER = "bias-before-normalization"
_NORMALIZATION = "BatchNormalization"
_WITH_BIAS = frozenset(
    {
        "Dense", "Conv1D", "Conv2D", "Conv3D", "DepthwiseConv1D", "DepthwiseConv2D",
        "SeparableConv1D", "SeparableConv2D", "Conv1DTranspose", "Conv2DTranspose",
        "Conv3DTranspose",
    }
)  # fmt: skip

_MOST_POSITIONAL = 2
"""With more arguments without a name, `use_bias` may be among them."""


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each bias that a batch normalisation takes away again."""
    for suspect in suspects(context.analysis, _useless_bias):
        layer, normalization = suspect.layer, suspect.found
        if not happens(context.analysis, layer, normalization):
            continue
        file, node = context.analysis.file, layer.constructor.node
        size = sum(
            one.size for one in layer.weights if one.name == "bias" and isinstance(one.size, int)
        )
        message = translate(
            "The bias of {layer} ({parameters}) has no effect: BatchNormalization behind it"
            " subtracts the mean of each channel, and the bias with it, and adds an offset of its"
            " own.",
            layer=layer.class_name,
            parameters=params_text(size),
        )
        edit = None
        if isinstance(node, ast.Call) and len(node.args) <= _MOST_POSITIONAL:
            edit = argument_given(file, node, "use_bias", "False")
        title = translate(
            "Add use_bias=False: {parameters} fewer, with the same result",
            parameters=params_text(size),
        )
        fixes = () if edit is None else (Fix(title, (edit,), preferred=True),)
        site = normalization.constructor
        related = (Related(site.file, site.span, translate("the normalization")),)
        yield Finding(IDENTIFIER, "information", message, name_span(file, node), fixes, related)


def _useless_bias(call: Call, layer: LayerApplication) -> LayerApplication | None:
    after = call.only_after
    following = None if after is None else after.known
    if following is None or after is None or after.is_shared or len(after.before) != 1:
        return None
    if layer.class_name not in _WITH_BIAS or following.class_name != _NORMALIZATION:
        return None
    has_bias = setting(layer, "use_bias") is True and any(
        weight.name == "bias" for weight in layer.weights
    )
    if not has_bias or activation(layer) != LINEAR:
        return None
    if not layer.trainable or not following.trainable or not _is_of_channels(layer, following):
        return None
    return following


def _is_of_channels(layer: LayerApplication, normalization: LayerApplication) -> bool:
    """Whether the normalisation is over the axis that the bias belongs to."""
    rank = len(layer.outputs[0].shape)
    axis = number(normalization, "axis")
    channels_first = setting(layer, "data_format") == "channels_first"
    return axis is not None and axis % rank == (1 if channels_first else rank - 1)


_HEAD = """\
import keras
from keras import layers

model = keras.Sequential(
    [
        keras.Input((20,)),
"""
_TAIL = """\
        layers.Dense(10, activation="softmax"),
    ]
)
"""

RULE = Rule(
    identifier=IDENTIFIER,
    severity="information",
    summary="A bias is taken away again by the batch normalisation behind it",
    explanation="""\
`BatchNormalization` subtracts each channel's mean. A bias, which adds the same number to all values
of a channel, is subtracted with it: it changes nothing, and gets no gradient but noise. The
normalisation has an offset of its own (`beta`). `use_bias=False` saves the weights. Weights that
were saved before no longer fit then.
""",
    bad=f"""\
{_HEAD}\
        layers.Dense(64),
        layers.BatchNormalization(),
        layers.ReLU(),
{_TAIL}""",
    good=f"""\
{_HEAD}\
        layers.Dense(64, use_bias=False),
        layers.BatchNormalization(),
        layers.ReLU(),
{_TAIL}""",
    fixes=("Add `use_bias=False`.",),
    check=check,
)
