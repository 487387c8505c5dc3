"""The rules `normalization-after-dropout` and `bias-before-normalization`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication
from keras_lens.rules.editing.arguments import argument_given
from keras_lens.rules.editing.edits import extent_of, name_span, node_text, replacement
from keras_lens.rules.findings import Finding, Fix, Related
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.structure.dropout import DROPOUTS
from keras_lens.rules.views.layer_graph import Call
from keras_lens.rules.views.settings import LINEAR, activation, number, setting
from keras_lens.rules.views.suspects import Suspect, happens, suspects
from keras_lens.rules.views.wording import params_text

AFTER_DROPOUT = "normalization-after-dropout"
BIAS = "bias-before-normalization"
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


def check_after_dropout(context: RuleContext) -> Iterator[Finding]:
    """A finding for each batch normalisation directly behind dropout."""
    for suspect in _after_dropout(context.analysis):
        layer, dropout = suspect.layer, suspect.found
        message = (
            f"BatchNormalization comes directly behind {dropout.class_name}. In training it"
            " measures the spread of values that dropout has changed; when the model is used"
            " nothing is dropped, and what it has measured does not fit any more. Put the dropout"
            " behind it."
        )
        site = dropout.constructor
        yield Finding(
            AFTER_DROPOUT,
            "information",
            message,
            name_span(context.analysis.file, layer.constructor.node),
            tuple(_exchanges(context, layer, dropout)),
            (Related(site.file, site.span, "the dropout"),),
        )


def _after_dropout(analysis: Analysis) -> list[Suspect[LayerApplication]]:
    return [
        suspect
        for suspect in suspects(analysis, _dropout_before)
        if happens(analysis, suspect.found, suspect.layer)
    ]


def _dropout_before(call: Call, layer: LayerApplication) -> LayerApplication | None:
    before = call.only_before
    if layer.class_name != _NORMALIZATION or before is None or before.known is None:
        return None
    is_dropout = before.class_name in DROPOUTS and bool(number(before.known, "rate"))
    return before.known if is_dropout and layer.trainable else None


def _exchanges(
    context: RuleContext, layer: LayerApplication, dropout: LayerApplication
) -> Iterator[Fix]:
    """The two constructors in each other's place."""
    file = context.analysis.file
    first, second = dropout.constructor, layer.constructor
    if first.file is not file or first.node is second.node:
        return
    edits = tuple(
        replacement(file, (extent := extent_of(file, old)).start, extent.end, node_text(file, new))
        for old, new in ((first.node, second.node), (second.node, first.node))
    )
    tried = context.what_if(edits)
    if tried is not None and len(_after_dropout(tried)) < len(_after_dropout(context.analysis)):
        yield Fix("Exchange the two: BatchNormalization first, then the dropout", edits)


def check_bias(context: RuleContext) -> Iterator[Finding]:
    """A finding for each bias that a batch normalisation takes away again."""
    for suspect in suspects(context.analysis, _useless_bias):
        layer, normalization = suspect.layer, suspect.found
        if not happens(context.analysis, layer, normalization):
            continue
        file, node = context.analysis.file, layer.constructor.node
        size = sum(
            one.size for one in layer.weights if one.name == "bias" and isinstance(one.size, int)
        )
        message = (
            f"The bias of {layer.class_name} ({params_text(size)}) has no effect:"
            " BatchNormalization behind it subtracts the mean of each channel, and the bias with"
            " it, and adds an offset of its own."
        )
        edit = None
        if isinstance(node, ast.Call) and len(node.args) <= _MOST_POSITIONAL:
            edit = argument_given(file, node, "use_bias", "False")
        title = f"Add use_bias=False: {params_text(size)} fewer, with the same result"
        fixes = () if edit is None else (Fix(title, (edit,), preferred=True),)
        site = normalization.constructor
        related = (Related(site.file, site.span, "the normalization"),)
        yield Finding(BIAS, "information", message, name_span(file, node), fixes, related)


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

AFTER_DROPOUT_RULE = Rule(
    identifier=AFTER_DROPOUT,
    severity="information",
    summary="Batch normalisation stands directly behind dropout",
    explanation="""\
In training, `Dropout` changes the spread of the values that it lets through; when the model is used
it does nothing. `BatchNormalization` behind it keeps statistics of training and uses them later,
where they do not fit (Li et al. 2018, "Understanding the Disharmony between Dropout and Batch
Normalization by Variance Shift"). The model is then worse in use than in training. Keras says
nothing of it. The usual order is layer, normalisation, activation, dropout.
""",
    bad=f"""\
{_HEAD}\
        layers.Dense(64, activation="relu"),
        layers.Dropout(0.5),
        layers.BatchNormalization(),
{_TAIL}""",
    good=f"""\
{_HEAD}\
        layers.Dense(64, activation="relu"),
        layers.BatchNormalization(),
        layers.Dropout(0.5),
{_TAIL}""",
    fixes=("Exchange the two layers.",),
    check=check_after_dropout,
)

BIAS_RULE = Rule(
    identifier=BIAS,
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
    check=check_bias,
)
RULES = (AFTER_DROPOUT_RULE, BIAS_RULE)
