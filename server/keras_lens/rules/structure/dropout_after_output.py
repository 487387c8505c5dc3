"""The rule `dropout-after-output`: dropout of the predictions themselves."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.records import LayerApplication
from keras_lens.rules.editing.edits import name_span
from keras_lens.rules.findings import Finding, Fix, Related
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.structure.removing import layer_removed
from keras_lens.rules.views.layer_graph import Call
from keras_lens.rules.views.layer_kinds import DROPOUTS, MODELS
from keras_lens.rules.views.purposes import Purpose, purpose_of
from keras_lens.rules.views.settings import number
from keras_lens.rules.views.suspects import happens, suspects

IDENTIFIER = "dropout-after-output"


def check(context: RuleContext) -> Iterator[Finding]:
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
        removal = layer_removed(context, layer)
        title = translate(
            "Remove {layer}: the model gives what {before} gives",
            layer=layer.class_name,
            before=before.class_name,
        )
        fixes = () if removal is None else (Fix(title, removal, preferred=True),)
        site = before.constructor
        related = (Related(site.file, site.span, translate("the output layer")),)
        span = name_span(context.analysis.file, layer.constructor.node)
        yield Finding(IDENTIFIER, "warning", _message(layer, before), span, fixes, related)


def _message(layer: LayerApplication, before: LayerApplication) -> str:
    rate = number(layer, "rate")
    if rate is None:
        return translate(
            "{layer} stands behind the output layer {before}: while the model is trained, a part of"
            " its predictions become 0 at random and the others are made larger, so the loss is"
            " wrong. Put it before that layer, or remove it.",
            layer=layer.class_name,
            before=before.class_name,
        )
    return translate(
        "{layer} stands behind the output layer {before}: while the model is trained, {rate:.0%} of"
        " its predictions become 0 at random and the others are made larger, so the loss is wrong."
        " Put it before that layer, or remove it.",
        layer=layer.class_name,
        before=before.class_name,
        rate=rate,
    )


_HEAD = """\
import keras
from keras import layers

"""

RULE = Rule(
    identifier=IDENTIFIER,
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
    check=check,
)
