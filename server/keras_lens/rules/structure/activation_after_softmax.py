"""The rule `activation-after-softmax`: probabilities that go through another activation."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.records import LayerApplication
from keras_lens.rules.findings import Finding
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

IDENTIFIER = "activation-after-softmax"


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each activation layer behind a softmax."""
    for suspect in suspects(context.analysis, _behind_softmax):
        layer, before = suspect.layer, suspect.found
        if not happens(context.analysis, before, layer):
            continue
        fixes = removals(context, layer, before, preferred=True)
        yield finding(context, IDENTIFIER, layer, before, _message(before, layer), fixes)


def _message(before: LayerApplication, layer: LayerApplication) -> str:
    if activation(layer) == "relu" or layer.class_name in WITHOUT_EFFECT_ON_POSITIVES:
        return translate(
            "{before} ends with softmax: its outputs are probabilities already. {layer} behind it"
            " changes nothing: none of them is negative. Remove it.",
            before=before.class_name,
            layer=name_of(layer),
        )
    return translate(
        "{before} ends with softmax: its outputs are probabilities already. {layer} behind it makes"
        " other numbers of them, with which losses on probabilities go wrong: the model trains,"
        " badly. Remove it.",
        before=before.class_name,
        layer=name_of(layer),
    )


def _behind_softmax(call: Call, layer: LayerApplication) -> LayerApplication | None:
    before = activated_before(call, layer)
    if before is None or activation(before) != "softmax":
        return None
    second = activation(layer)
    if layer.class_name in WITHOUT_EFFECT_ON_POSITIVES:
        return before
    return before if second in ("relu", "softmax", "sigmoid", "tanh", "elu", "selu") else None


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
    summary="An activation layer stands behind a softmax",
    explanation="""\
`softmax` makes probabilities that sum to one. Another activation behind it takes that away (or,
like relu, does nothing): a second softmax of ten probabilities gives no number above 0.24, so
the loss stays high however well the model does. Keras says nothing of it.
""",
    bad=f"""\
{_HEAD}\
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
        layers.Activation("softmax"),
    ]
)
""",
    good=f"""\
{_HEAD}\
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
""",
    fixes=("Remove the activation layer.",),
    check=check,
)
