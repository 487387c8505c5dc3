"""The rule `activation-twice`: an activation layer behind the same activation, or one like it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.records import LayerApplication
from keras_lens.rules.editing.arguments import argument_removed
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.structure.activation_layers import (
    WITHOUT_EFFECT_ON_POSITIVES,
    activated_before,
    finding,
    name_of,
    removals,
)
from keras_lens.rules.views.layer_graph import Call
from keras_lens.rules.views.settings import activation
from keras_lens.rules.views.suspects import happens, suspects

IDENTIFIER = "activation-twice"
_SAME_ON_POSITIVES = frozenset({"relu", "leaky_relu", "elu"})


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each activation layer that comes behind an activation of its kind."""
    for suspect in suspects(context.analysis, _repeated):
        layer, before = suspect.layer, suspect.found
        if not happens(context.analysis, before, layer):
            continue
        message, fixes = _message(before, layer), _fixes(context, layer, before)
        yield finding(context, IDENTIFIER, layer, before, message, fixes)


def _repeated(call: Call, layer: LayerApplication) -> LayerApplication | None:
    before = activated_before(call, layer)
    if before is None:
        return None
    first, second = activation(before), activation(layer)
    if first == "relu" and second == "softmax" and call.is_output:
        return before
    if first == "relu":
        useless = layer.class_name in WITHOUT_EFFECT_ON_POSITIVES or second in _SAME_ON_POSITIVES
        return before if useless else None
    same = first == second and first in ("sigmoid", "tanh", "leaky_relu", "elu", "selu", "gelu")
    return before if same else None


def _message(before: LayerApplication, layer: LayerApplication) -> str:
    if activation(before) != "relu":
        return translate(
            "{before} ends with {activation} already; {layer} applies it once more, which squeezes"
            " the values twice. Keep one of the two.",
            before=name_of(before),
            activation=activation(before),
            layer=name_of(layer),
        )
    if activation(layer) == "softmax":
        return translate(
            "{before} ends with relu, and {layer} makes probabilities of what is left: relu sets"
            " all that speaks against a class to 0. Leave the layer before softmax linear.",
            before=name_of(before),
            layer=name_of(layer),
        )
    if activation(layer) == "relu":
        return translate(
            "{before} ends with relu already, so nothing negative is left: {layer} does nothing."
            " Keep one of the two.",
            before=name_of(before),
            layer=name_of(layer),
        )
    return translate(
        "{before} ends with relu already, so nothing negative is left: {layer}, which differs from"
        ' relu for negative values only, does nothing. For its sake take away the activation="relu"'
        " before it.",
        before=name_of(before),
        layer=name_of(layer),
    )


def _fixes(
    context: RuleContext, layer: LayerApplication, before: LayerApplication
) -> Iterator[Fix]:
    is_specific = activation(layer) != activation(before)
    node = before.constructor.node
    is_here = before.constructor.file is context.analysis.file
    if is_specific and is_here and isinstance(node, ast.Call):
        edit = argument_removed(context.analysis.file, node, "activation")
        if edit is not None and context.what_if((edit,)) is not None:
            title = translate(
                "Remove activation from {before}: {layer} then does its work",
                before=before.class_name,
                layer=name_of(layer),
            )
            yield Fix(title, (edit,), preferred=True)
    if activation(layer) != "softmax":
        yield from removals(context, layer, before, preferred=not is_specific)


_HEAD = """\
import keras
from keras import layers

model = keras.Sequential(
    [
        keras.Input((20,)),
"""

RULE = Rule(
    identifier=IDENTIFIER,
    severity="warning",
    summary="An activation layer stands behind a layer that has applied that activation",
    explanation="""\
`Dense(64, activation="relu")` applies relu itself; an activation layer behind it gets values that
are never negative. `ReLU` there does nothing (information). `LeakyReLU`, `PReLU` and `ELU` do
nothing either, though they were added for a reason: they differ from relu for negative values only.
`sigmoid` or `tanh` twice squeezes the values into a small range and makes gradients small. relu
right before the softmax of the output sets all that speaks against a class to 0. Keras says nothing
of it.
""",
    bad=f"""\
{_HEAD}\
        layers.Dense(64, activation="relu"),
        layers.LeakyReLU(),
        layers.Dense(1, activation="sigmoid"),
    ]
)
""",
    good=f"""\
{_HEAD}\
        layers.Dense(64),
        layers.LeakyReLU(),
        layers.Dense(1, activation="sigmoid"),
    ]
)
""",
    fixes=(
        "Remove the activation of the layer before, where the activation layer says more.",
        "Remove the activation layer.",
    ),
    check=check,
)
