"""The rule `dropout-rate`: dropout that leaves little to learn from."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.records import LayerApplication
from keras_lens.rules.editing.edits import extent_of, name_span, replacement
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.views.layer_graph import Call
from keras_lens.rules.views.layer_kinds import DROPOUTS
from keras_lens.rules.views.settings import number
from keras_lens.rules.views.suspects import happens, suspects
from keras_lens.syntax.spans import TextEdit

IDENTIFIER = "dropout-rate"
_NEARLY_ALL = 0.9
_MUCH = 0.8


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each dropout that leaves little."""
    for suspect in suspects(context.analysis, _large_rate):
        layer, rate = suspect.layer, suspect.found
        if not happens(context.analysis, layer):
            continue
        edit = _kept_instead(context, layer, rate)
        title = translate(
            "Drop {dropped:.2g}, if {kept:g} was to be kept", dropped=1 - rate, kept=rate
        )
        fixes = () if edit is None or rate >= 1 else (Fix(title, (edit,)),)
        severity = "warning" if rate >= _NEARLY_ALL else "information"
        span = name_span(context.analysis.file, layer.constructor.node)
        yield Finding(IDENTIFIER, severity, _message(layer, rate), span, fixes)


def _message(layer: LayerApplication, rate: float) -> str:
    if rate >= 1:
        return translate(
            "{layer}({rate:g}) sets {rate:.0%} of its inputs to 0 in every step of training:"
            " nothing is left to learn from. In Keras the rate is the share that is dropped, not"
            " the share that is kept.",
            layer=layer.class_name,
            rate=rate,
        )
    return translate(
        "{layer}({rate:g}) sets {rate:.0%} of its inputs to 0 in every step of training: only"
        " {kept:.0%} are left to learn from. In Keras the rate is the share that is dropped, not"
        " the share that is kept.",
        layer=layer.class_name,
        rate=rate,
        kept=1 - rate,
    )


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

RULE = Rule(
    identifier=IDENTIFIER,
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
    check=check,
)
