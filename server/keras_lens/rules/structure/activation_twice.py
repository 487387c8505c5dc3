"""The rules `activation-twice` and `activation-after-softmax`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.models.records import LayerApplication
from keras_lens.rules.editing.arguments import argument_removed
from keras_lens.rules.editing.edits import name_span
from keras_lens.rules.findings import Finding, Fix, Related
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.structure.removing import layer_removed
from keras_lens.rules.views.layer_graph import Call
from keras_lens.rules.views.settings import activation
from keras_lens.rules.views.suspects import happens, suspects

TWICE = "activation-twice"
AFTER_SOFTMAX = "activation-after-softmax"
_ACTIVATION_LAYERS = frozenset(
    {"Activation", "ReLU", "LeakyReLU", "PReLU", "ELU", "Softmax", "ThresholdedReLU"}
)
_WITHOUT_EFFECT_ON_POSITIVES = frozenset({"LeakyReLU", "PReLU", "ELU"})
_SAME_ON_POSITIVES = frozenset({"relu", "leaky_relu", "elu"})
_WITH_ACTIVATION = frozenset(
    {
        "Activation", "Dense", "Conv1D", "Conv2D", "Conv3D", "DepthwiseConv1D", "DepthwiseConv2D",
        "SeparableConv1D", "SeparableConv2D", "Conv1DTranspose", "Conv2DTranspose",
        "Conv3DTranspose", "EinsumDense", "ReLU", "Softmax",
    }
)  # fmt: skip


def check_twice(context: RuleContext) -> Iterator[Finding]:
    """A finding for each activation layer that comes behind an activation of its kind."""
    for suspect in suspects(context.analysis, _repeated):
        layer, before = suspect.layer, suspect.found
        if not happens(context.analysis, before, layer):
            continue
        yield _finding(context, TWICE, layer, before, _twice_message(before, layer))


def check_after_softmax(context: RuleContext) -> Iterator[Finding]:
    """A finding for each activation layer behind a softmax."""
    for suspect in suspects(context.analysis, _behind_softmax):
        layer, before = suspect.layer, suspect.found
        if not happens(context.analysis, before, layer):
            continue
        what = _name(layer)
        message = (
            f"{before.class_name} ends with softmax: its outputs are probabilities already."
            f" {what} behind it"
            + (
                " changes nothing: none of them is negative. Remove it."
                if activation(layer) == "relu" or layer.class_name in _WITHOUT_EFFECT_ON_POSITIVES
                else " makes other numbers of them, with which losses on probabilities go wrong:"
                " the model trains, badly. Remove it."
            )
        )
        yield _finding(context, AFTER_SOFTMAX, layer, before, message)


def _before(call: Call, layer: LayerApplication) -> LayerApplication | None:
    """The layer that gives an activation layer its input, if it ends with an activation."""
    before = call.only_before
    while before is not None and before.class_name == "Dropout":
        before = before.only_before
    known = None if before is None else before.known
    if known is None or layer.class_name not in _ACTIVATION_LAYERS or len(layer.inputs) != 1:
        return None
    return known if known.class_name in _WITH_ACTIVATION else None


def _repeated(call: Call, layer: LayerApplication) -> LayerApplication | None:
    before = _before(call, layer)
    if before is None:
        return None
    first, second = activation(before), activation(layer)
    if first == "relu" and second == "softmax" and call.is_output:
        return before
    if first == "relu":
        useless = layer.class_name in _WITHOUT_EFFECT_ON_POSITIVES or second in _SAME_ON_POSITIVES
        return before if useless else None
    same = first == second and first in ("sigmoid", "tanh", "leaky_relu", "elu", "selu", "gelu")
    return before if same else None


def _behind_softmax(call: Call, layer: LayerApplication) -> LayerApplication | None:
    before = _before(call, layer)
    if before is None or activation(before) != "softmax":
        return None
    second = activation(layer)
    if layer.class_name in _WITHOUT_EFFECT_ON_POSITIVES:
        return before
    return before if second in ("relu", "softmax", "sigmoid", "tanh", "elu", "selu") else None


def _name(layer: LayerApplication) -> str:
    if layer.class_name == "Activation":
        return f'Activation("{activation(layer)}")'
    return layer.class_name


def _twice_message(before: LayerApplication, layer: LayerApplication) -> str:
    first, second = activation(before), _name(layer)
    if first != "relu":
        return (
            f"{_name(before)} ends with {first} already; {second} applies it once more, which"
            " squeezes the values twice. Keep one of the two."
        )
    if activation(layer) == "softmax":
        return (
            f"{_name(before)} ends with relu, and {second} makes probabilities of what is left:"
            " relu sets all that speaks against a class to 0. Leave the layer before softmax"
            " linear."
        )
    start = f"{_name(before)} ends with relu already, so nothing negative is left"
    if activation(layer) == "relu":
        return f"{start}: {second} does nothing. Keep one of the two."
    return (
        f"{start}: {second}, which differs from relu for negative values only, does nothing."
        ' For its sake take away the activation="relu" before it.'
    )


def _finding(
    context: RuleContext, rule: str, layer: LayerApplication, before: LayerApplication, message: str
) -> Finding:
    site = before.constructor
    harmless = activation(before) == activation(layer) == "relu"
    related = Related(site.file, site.span, f"{activation(before)} is applied here already")
    fixes = tuple(_fixes(context, rule, layer, before))
    span = name_span(context.analysis.file, layer.constructor.node)
    severity = "information" if harmless else "warning"
    return Finding(rule, severity, message, span, fixes, (related,))


def _fixes(
    context: RuleContext, rule: str, layer: LayerApplication, before: LayerApplication
) -> Iterator[Fix]:
    file = context.analysis.file
    specific = rule == TWICE and activation(layer) != activation(before)
    node = before.constructor.node
    if specific and isinstance(node, ast.Call) and before.constructor.file is file:
        edit = argument_removed(file, node, "activation")
        if edit is not None and context.what_if((edit,)) is not None:
            title = f"Remove activation from {before.class_name}: {_name(layer)} then does its work"
            yield Fix(title, (edit,), preferred=True)
    if activation(layer) == "softmax" and rule == TWICE:
        return
    removal = layer_removed(context, layer)
    if removal is not None:
        title = f"Remove {_name(layer)}: the outputs stay {_kept(layer, before)}"
        yield Fix(title, removal, preferred=not specific)


def _kept(layer: LayerApplication, before: LayerApplication) -> str:
    return "what they are" if activation(before) == "relu" else f"those of {activation(before)}"


_HEAD = """\
import keras
from keras import layers

model = keras.Sequential(
    [
        keras.Input((20,)),
"""

TWICE_RULE = Rule(
    identifier=TWICE,
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
    check=check_twice,
)

AFTER_SOFTMAX_RULE = Rule(
    identifier=AFTER_SOFTMAX,
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
    check=check_after_softmax,
)
RULES = (TWICE_RULE, AFTER_SOFTMAX_RULE)
