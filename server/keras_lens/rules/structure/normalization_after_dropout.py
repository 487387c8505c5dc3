"""The rule `normalization-after-dropout`: what is measured in training does not hold in use."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication
from keras_lens.rules.editing.edits import extent_of, name_span, node_text, replacement
from keras_lens.rules.findings import Finding, Fix, Related
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.views.layer_graph import Call
from keras_lens.rules.views.layer_kinds import DROPOUTS
from keras_lens.rules.views.settings import number
from keras_lens.rules.views.suspects import Suspect, happens, suspects

IDENTIFIER = "normalization-after-dropout"
_NORMALIZATION = "BatchNormalization"


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each batch normalisation directly behind dropout."""
    for suspect in _after_dropout(context.analysis):
        layer, dropout = suspect.layer, suspect.found
        message = translate(
            "BatchNormalization comes directly behind {dropout}. In training it measures the spread"
            " of values that dropout has changed; when the model is used nothing is dropped, and"
            " what it has measured does not fit any more. Put the dropout behind it.",
            dropout=dropout.class_name,
        )
        site = dropout.constructor
        yield Finding(
            IDENTIFIER,
            "information",
            message,
            name_span(context.analysis.file, layer.constructor.node),
            tuple(_exchanges(context, layer, dropout)),
            (Related(site.file, site.span, translate("the dropout")),),
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
        title = translate("Exchange the two: BatchNormalization first, then the dropout")
        yield Fix(title, edits)


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
    check=check,
)
