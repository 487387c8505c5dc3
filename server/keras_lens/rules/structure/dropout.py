"""The rules `dropout-after-output` and `dropout-rate`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.models.records import LayerApplication
from keras_lens.rules.editing.edits import extent_of, name_span, replacement
from keras_lens.rules.findings import Finding, Fix, Related
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.structure.removing import layer_removed
from keras_lens.rules.views.layer_graph import Call
from keras_lens.rules.views.layer_kinds import MODELS
from keras_lens.rules.views.purposes import Purpose, purpose_of
from keras_lens.rules.views.settings import number
from keras_lens.rules.views.suspects import happens, suspects
from keras_lens.syntax.spans import TextEdit

AFTER_OUTPUT = "dropout-after-output"
RATE = "dropout-rate"
DROPOUTS = frozenset(
    {"Dropout", "AlphaDropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D"}
)
_NEARLY_ALL = 0.9
_MUCH = 0.8


def check_after_output(context: RuleContext) -> Iterator[Finding]:
    """A finding for each dropout that ends a model."""
    used = {
        application.constructor
        for application in context.analysis.applications
        if application.class_name in MODELS
    }

    def ends_model(call: Call, layer: LayerApplication) -> LayerApplication | None:
        before = None if call.only_before is None else call.only_before.known
        model = call.model
        if layer.class_name not in DROPOUTS or not call.is_output or model is None:
            return None
        if before is None or before.class_name != "Dense" or model.site in used:
            return None
        if call.after or purpose_of(model) is Purpose.UNKNOWN:
            return None
        return before

    for suspect in suspects(context.analysis, ends_model):
        layer, before = suspect.layer, suspect.found
        if not happens(context.analysis, before, layer):
            continue
        rate = number(layer, "rate")
        message = (
            f"{layer.class_name} stands behind the output layer {before.class_name}: while the"
            " model"
            f" is trained, {_share(rate)} of its predictions become 0 at random"
            " and the others are made larger, so the loss is wrong. Put it before that layer, or"
            " remove it."
        )
        removal = layer_removed(context, layer)
        title = f"Remove {layer.class_name}: the model gives what {before.class_name} gives"
        fixes = () if removal is None else (Fix(title, removal, preferred=True),)
        site = before.constructor
        related = (Related(site.file, site.span, "the output layer"),)
        span = name_span(context.analysis.file, layer.constructor.node)
        yield Finding(AFTER_OUTPUT, "warning", message, span, fixes, related)


def _share(rate: float | None) -> str:
    return "a part" if rate is None else f"{rate:.0%}"


def check_rate(context: RuleContext) -> Iterator[Finding]:
    """A finding for each dropout that leaves little."""
    for suspect in suspects(context.analysis, _large_rate):
        layer, rate = suspect.layer, suspect.found
        if not happens(context.analysis, layer):
            continue
        fate = "nothing is left" if rate >= 1 else f"only {1 - rate:.0%} are left"
        message = (
            f"{layer.class_name}({rate:g}) sets {rate:.0%} of its inputs to 0 in every step of"
            f" training: {fate} to learn from. In Keras the rate is the share that is dropped, not"
            " the share that is kept."
        )
        edit = _kept_instead(context, layer, rate)
        title = f"Drop {1 - rate:.2g}, if {rate:g} was to be kept"
        fixes = () if edit is None or rate >= 1 else (Fix(title, (edit,)),)
        severity = "warning" if rate >= _NEARLY_ALL else "information"
        span = name_span(context.analysis.file, layer.constructor.node)
        yield Finding(RATE, severity, message, span, fixes)


def _large_rate(call: Call, layer: LayerApplication) -> float | None:
    """The rate of a dropout that leaves little of what layers before it have computed: a model's
    own input may well be hidden for the most part, to be found again."""
    rate = number(layer, "rate")
    if layer.class_name not in DROPOUTS or rate is None or rate < _MUCH:
        return None
    if not any(one.known is not None and one.known.weights for one in call.ancestors()):
        return None
    return rate


def _kept_instead(context: RuleContext, layer: LayerApplication, rate: float) -> TextEdit | None:
    """The edit that drops what was kept."""
    file, node = context.analysis.file, layer.constructor.node
    if not isinstance(node, ast.Call):
        return None
    named = next((one.value for one in node.keywords if one.arg == "rate"), None)
    value = named or (node.args[0] if node.args else None)
    if not isinstance(value, ast.Constant) or value.value != rate:
        return None
    extent = extent_of(file, value)
    return replacement(file, extent.start, extent.end, f"{1 - rate:.2g}")


_HEAD = """\
import keras
from keras import layers

"""

AFTER_OUTPUT_RULE = Rule(
    identifier=AFTER_OUTPUT,
    severity="warning",
    summary="Dropout stands behind the output layer",
    explanation="""\
While a model is trained, `Dropout` sets a random part of its inputs to 0 and makes the others
larger. Between hidden layers that keeps the model from relying on single units. Behind the output
layer it does so with the predictions themselves: with `Dropout(0.5)` every second probability is 0
and the others are doubled, whatever the model has learnt, and the loss compares that with the
labels. Keras says nothing of it.

Said of models that are compiled for classes or numbers, or that end in softmax or sigmoid, and that
are no part of another model.
""",
    bad=f"""\
{_HEAD}\
model = keras.Sequential(
    [
        keras.Input((20,)),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
        layers.Dropout(0.5),
    ]
)
model.compile(optimizer="adam", loss="categorical_crossentropy")
""",
    good=f"""\
{_HEAD}\
model = keras.Sequential(
    [
        keras.Input((20,)),
        layers.Dense(64, activation="relu"),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(optimizer="adam", loss="categorical_crossentropy")
""",
    fixes=("Remove the dropout.",),
    check=check_after_output,
)

RATE_RULE = Rule(
    identifier=RATE,
    severity="warning",
    summary="Dropout drops nearly all of its inputs",
    explanation="""\
The rate of `Dropout` is the share of its inputs that is set to 0, not the share that is kept (as
the `keep_prob` of TensorFlow 1 was). `Dropout(0.9)` leaves one tenth of a layer's outputs in every
step of training; very little is learnt from that. From 0.8 on this is information, from 0.9 on a
warning.

Nothing is said of dropout on a model's own input, which is hidden on purpose to be found again in
some models.
""",
    bad=f"""\
{_HEAD}\
model = keras.Sequential(
    [
        keras.Input((20,)),
        layers.Dense(64, activation="relu"),
        layers.Dropout(0.9),
        layers.Dense(10, activation="softmax"),
    ]
)
""",
    good=f"""\
{_HEAD}\
model = keras.Sequential(
    [
        keras.Input((20,)),
        layers.Dense(64, activation="relu"),
        layers.Dropout(0.1),
        layers.Dense(10, activation="softmax"),
    ]
)
""",
    fixes=("Drop what was kept: `Dropout(0.1)` for `Dropout(0.9)`.",),
    check=check_rate,
)
RULES = (AFTER_OUTPUT_RULE, RATE_RULE)
