"""The rule `linear-layers-in-a-row`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication, ModelRecord
from keras_lens.rules.editing.arguments import argument_given
from keras_lens.rules.editing.edits import name_span
from keras_lens.rules.findings import Finding, Fix, Related
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.views.layer_graph import Call
from keras_lens.rules.views.settings import LINEAR, activation, is_left_out, number, setting, sizes
from keras_lens.rules.views.suspects import Suspect, happens, suspects

IDENTIFIER = "linear-layers-in-a-row"
_DROPPING = frozenset({"Dropout", "GaussianDropout", "GaussianNoise"})
_CONVOLUTIONS = frozenset({"Conv1D", "Conv2D", "Conv3D"})
_SETS_WEIGHTS = ".set_weights("
_ON_PURPOSE = ("kernel_constraint", "activity_regularizer", "lora_rank")


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each layer that the next one makes superfluous."""
    for suspect in _found(context.analysis):
        layer, following = suspect.layer, suspect.found
        file, node = context.analysis.file, layer.constructor.node
        yield Finding(
            IDENTIFIER,
            RULE.severity,
            _message(layer, following),
            name_span(file, node),
            tuple(_fixes(context, suspect)),
            (_related(following),),
        )


def _found(analysis: Analysis) -> list[Suspect[LayerApplication]]:
    if _SETS_WEIGHTS in analysis.file.text:
        return []
    return [
        suspect
        for suspect in suspects(analysis, _following)
        if happens(analysis, suspect.layer, suspect.found)
    ]


def _following(call: Call, layer: LayerApplication) -> LayerApplication | None:
    """The linear map that `layer`, one itself, goes into with nothing between."""
    after = call.only_after
    while after is not None and after.class_name in _DROPPING and len(after.before) == 1:
        after = after.only_after
    following = None if after is None or len(after.before) != 1 else after.known
    if following is None or after is None or after.is_shared:
        return None
    if call.model is None or not _is_meant_to_learn(call.model):
        return None
    if not _is_plain_map(layer) or following.class_name != layer.class_name:
        return None
    if layer.class_name == "Dense":
        return following if _widens(layer, following) else None
    return following if _sees_the_same(layer, following) else None


def _is_meant_to_learn(model: ModelRecord) -> bool:
    """Whether the model is compiled, or has an activation elsewhere: others are made for their
    shapes, or to show something."""
    if model.compiled is not None:
        return True
    known = [layer for layer in model.layers if isinstance(layer, LayerApplication)]
    return any(
        one.class_name in ("LeakyReLU", "PReLU", "ELU") or activation(one) not in (None, LINEAR)
        for one in known
    )


def _is_plain_map(layer: LayerApplication) -> bool:
    """A layer of Keras that multiplies and adds, is trained, and is not restrained otherwise."""
    return (
        (layer.class_name == "Dense" or layer.class_name in _CONVOLUTIONS)
        and activation(layer) == LINEAR
        and layer.trainable
        and len(layer.inputs) == 1
        and all(is_left_out(layer, name) for name in _ON_PURPOSE)
    )


def _widens(layer: LayerApplication, following: LayerApplication) -> bool:
    """Whether there are at least as many units as the two layers as one would need: with fewer
    the first is a bottleneck, which can be meant."""
    units, outputs = number(layer, "units"), number(following, "units")
    features = layer.inputs[0].shape[-1]
    if units is None or outputs is None or not isinstance(features, int):
        return False
    return len(layer.inputs[0].shape) <= 3 and units >= min(features, outputs) and units > 1


def _sees_the_same(layer: LayerApplication, following: LayerApplication) -> bool:
    """Whether two convolutions look at neighbours in the same way: other pairs (in rows, then in
    columns; each channel, then across channels; making smaller, then looking) have a purpose."""
    kernel = sizes(layer, "kernel_size")
    filters, features = number(layer, "filters"), layer.inputs[0].shape[-1]
    if setting(layer, "data_format") != "channels_last" or not isinstance(features, int):
        return False
    plain = all(
        set(sizes(one, "dilation_rate")) == {1} and number(one, "groups") == 1
        for one in (layer, following)
    )
    return (
        plain
        and kernel == sizes(following, "kernel_size")
        and len(set(kernel)) == 1
        and kernel[0] > 1
        and set(sizes(layer, "strides")) == {1}
        and filters is not None
        and filters >= min(features, number(following, "filters") or 0)
    )


def _message(layer: LayerApplication, following: LayerApplication) -> str:
    return translate(
        "{layer} has no activation, and goes straight into {following}: two linear maps in a row"
        " are one linear map, so this layer adds nothing that the next one could not learn alone."
        ' Give it an activation, as activation="relu", or remove it.',
        layer=_call_of(layer),
        following=_call_of(following),
    )


def _call_of(layer: LayerApplication) -> str:
    """The layer as the program makes it: `Dense(64)`, `Conv2D(64, ...)`."""
    if layer.class_name == "Dense":
        return f"Dense({number(layer, 'units')})"
    return f"{layer.class_name}({number(layer, 'filters')}, ...)"


def _related(following: LayerApplication) -> Related:
    site = following.constructor
    return Related(site.file, site.span, translate("the next linear layer"))


def _fixes(context: RuleContext, suspect: Suspect[LayerApplication]) -> Iterator[Fix]:
    file, node = context.analysis.file, suspect.layer.constructor.node
    position = 1 if suspect.layer.class_name == "Dense" else None
    if not isinstance(node, ast.Call):
        return
    edit = argument_given(file, node, "activation", '"relu"', position)
    if edit is None:
        return
    tried = context.what_if((edit,))
    if tried is not None and len(_found(tried)) < len(_found(context.analysis)):
        title = translate(
            'Add activation="relu": the layers together can then learn more than one alone'
        )
        yield Fix(title, (edit,), preferred=True)


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
model.compile(optimizer="adam", loss="categorical_crossentropy")
"""

RULE = Rule(
    identifier=IDENTIFIER,
    severity="warning",
    summary="A linear layer feeds the next one with no activation between",
    explanation="""\
`Dense` and convolutions have **no activation unless they are given one**. What such a layer
computes is a linear map; a linear map of a linear map is again one linear map. Two of them in a row
are no deeper than one: the second could learn all of it alone, and the program only pays for the
weights. Nearly always `activation="relu"` was forgotten. Keras says nothing: the model trains,
badly.

Nothing is said where a purpose is possible: where the first layer has fewer units than its input
and the next layer (a bottleneck, as in low-rank factorisation or the code of an autoencoder), where
its output is used elsewhere too or is the output of a model, behind `BatchNormalization` or any
other layer between, for frozen or constrained layers, and for convolutions that do not look at the
same neighbourhood (rows then columns, depthwise then pointwise, strided then plain). A model that
is not compiled and has no activation at all is taken for an exercise. Nor is anything said where
the program calls `set_weights`: a layer may be the identity at first, as in Net2Net, where a deeper
model takes over what a smaller one has learnt.
""",
    bad=f"{_HEAD}        layers.Dense(64),\n{_TAIL}",
    good=f'{_HEAD}        layers.Dense(64, activation="relu"),\n{_TAIL}',
    fixes=('Add `activation="relu"` to the first of the two.',),
    check=check,
)
