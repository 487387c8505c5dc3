"""The rule `constant-kernel`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from keras_lens.evaluation.terms import CallTerm, ReferenceTerm, Term
from keras_lens.localization import translate
from keras_lens.models.records import LayerApplication
from keras_lens.rules.editing.arguments import argument_removed
from keras_lens.rules.editing.edits import name_span
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.views.layer_graph import Call
from keras_lens.rules.views.settings import activation, number
from keras_lens.rules.views.suspects import happens, is_written, suspects

IDENTIFIER = "constant-kernel"
_WEIGHTED = frozenset({"Dense", "Conv1D", "Conv2D", "Conv3D"})
_PASSED = frozenset(
    {"Activation", "Dropout", "Flatten", "LeakyReLU", "MaxPooling1D", "MaxPooling2D", "ReLU"}
)
_CONSTANT = frozenset({"zeros", "zero", "ones", "one", "constant"})
_SETS_WEIGHTS = re.compile(r"\b(?:set_weights|load_weights|load_model|assign)\b")


@dataclass(frozen=True, slots=True)
class _Trouble:
    severity: str
    message: str


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each hidden layer all of whose units stay the same, or that never learns."""
    if _SETS_WEIGHTS.search(context.analysis.file.text):
        return
    for suspect in suspects(context.analysis, _constant):
        layer, trouble = suspect.layer, suspect.found
        written = is_written(layer, "kernel_initializer")
        if not written or not happens(context.analysis, layer):
            continue
        file, node = context.analysis.file, layer.constructor.node
        edit = (
            argument_removed(file, node, "kernel_initializer")
            if isinstance(node, ast.Call)
            else None
        )
        title = translate("Remove kernel_initializer: Keras then begins with random weights")
        fixes = () if edit is None else (Fix(title, (edit,), preferred=True),)
        yield Finding(IDENTIFIER, trouble.severity, trouble.message, name_span(file, node), fixes)


def _constant(call: Call, layer: LayerApplication) -> _Trouble | None:
    """What a constant kernel does to a hidden layer."""
    own = _initializer(layer)
    model = call.model
    if own is None or not layer.trainable or model is None or model.compiled is None:
        return None
    units = number(layer, "units") or number(layer, "filters")
    if units is None or units < 2:
        return None
    following = _next_weighted(call)
    if following is None:
        return None
    if own in ("zeros", "zero") and activation(layer) == "relu" and _bias_is_zero(layer):
        return _Trouble(
            "warning",
            translate(
                "All weights of {layer} begin at 0, so relu gives 0 for every input, and the"
                " gradient of relu at 0 is 0: this layer never learns anything. Leave the"
                " initializer out: Keras begins with random weights.",
                layer=layer.class_name,
            ),
        )
    if _initializer(following) is not None and _bias_is_zero(layer):
        return _Trouble(
            "warning",
            translate(
                "All weights of {layer} begin with one value, and those of the next layer, too: its"
                " {units:g} units get the same gradient in every step and stay copies of each"
                " other, as if there were one. Leave the initializer out: Keras begins with random"
                " weights.",
                layer=layer.class_name,
                units=units,
            ),
        )
    if not _bias_is_zero(layer):
        return None
    return _Trouble(
        "information",
        translate(
            "All weights of {layer} begin with one value: its {units:g} units give the same, and"
            " only the random weights of the next layer make them differ. Leave the initializer"
            " out: Keras begins with random weights.",
            layer=layer.class_name,
            units=units,
        ),
    )


def _next_weighted(call: Call) -> LayerApplication | None:
    """The next layer that learns, if the way to it is plain."""
    after = call.only_after
    while after is not None and after.class_name in _PASSED and len(after.before) == 1:
        after = after.only_after
    known = None if after is None or len(after.before) != 1 else after.known
    return known if known is not None and known.class_name in _WEIGHTED else None


def _bias_is_zero(layer: LayerApplication) -> bool:
    return _given(layer, "bias_initializer") in (None, "zeros", "zero")


def _initializer(layer: LayerApplication) -> str | None:
    """The name of the initializer of its kernel, if that gives all weights one value."""
    if layer.class_name not in _WEIGHTED:
        return None
    name = _given(layer, "kernel_initializer")
    return name if name in _CONSTANT else None


def _given(layer: LayerApplication, name: str) -> str | None:
    """The name of what the constructor is given, None where it is given nothing; `?` for what
    has no name."""
    keywords = {} if layer.made is None else dict(layer.made.kwargs)
    if name not in keywords:
        return None
    return _plain_name(keywords[name])


def _plain_name(term: Term) -> str:
    match term:
        case str():
            return term.lower()
        case ReferenceTerm(path) | CallTerm(path):
            return path.rpartition(".")[2].lower()
    return "?"


_PROGRAM = """\
import keras
from keras import layers

model = keras.Sequential(
    [
        keras.Input((20,)),
        layers.Dense(64, activation="relu"%s),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="categorical_crossentropy")
"""

RULE = Rule(
    identifier=IDENTIFIER,
    severity="warning",
    summary="A hidden layer begins with constant weights and cannot learn",
    explanation="""\
Weights begin at random so that the units of a layer become different. Where all weights of a hidden
layer and of the next one begin with one value, all units give the same, get the same gradient, and
stay the same: a layer of 64 units works like one of 1. With zeros before `relu` it is worse: the
output is 0 everywhere, the gradient too, and the layer never changes. Keras says nothing of it.

Where the next layer is random, the units become different after all, but begin alike: that is
information. Nothing is said of the last layer (zeros are a good beginning there), of biases, of
models that are not compiled, and in files that set or load weights.
""",
    bad=_PROGRAM % ', kernel_initializer="zeros"',
    good=_PROGRAM % "",
    fixes=("Remove `kernel_initializer`.",),
    check=check,
)
