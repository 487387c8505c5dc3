"""The rule `labels-do-not-fit-output`: labels of another shape than what the model gives."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.evaluation.terms import CallTerm, ReferenceTerm
from keras_lens.localization import translate
from keras_lens.models.records import LayerApplication, ModelRecord
from keras_lens.models.training.feed_records import FedTensor
from keras_lens.rules.editing.arguments import argument_given
from keras_lens.rules.findings import Finding, Fix, Related
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.training.faults import LABELS, Fault, fault_finding, faults, removes
from keras_lens.rules.views.feeding import argument_of, model_of, tensors_in
from keras_lens.rules.views.refusal_words import said
from keras_lens.rules.views.wording import shape_text
from keras_lens.syntax.source import SourceFile

_EXPLANATION = """\
A loss compares what the model gives with the labels, sample by sample. Most losses (`mse`,
`binary_crossentropy`, `categorical_crossentropy`) do it number by number and need labels of the
**shape of the output**: with `Dense(3)` at the end they are `(samples, 3)`, with `Dense(1)`
`(samples, 1)` or `(samples,)`. `sparse_categorical_crossentropy` takes the numbers of classes, so
its labels have one axis less than the output. Keras raises an error where the shapes do not go
together. Either the last layer has the wrong number of units, or the labels have to be prepared.

An autoencoder is trained on its own input: there the output has to come out with the very size of
the input, which odd sizes, pooling and convolutions without `padding="same"` prevent.
"""

_BAD = """\
import keras
import numpy as np
from keras import layers

model = keras.Sequential()
model.add(keras.Input(shape=(4,)))
model.add(layers.Dense(16, activation="relu"))
model.add(layers.Dense(5))
model.compile(optimizer="adam", loss="mse")
model.fit(np.zeros((32, 4)), np.zeros((32, 2)))
"""


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each training or test with labels of another shape than the output."""
    for fault in faults(context.analysis, LABELS):
        if _is_told(context, fault):
            continue
        name = "validation_data" if fault.is_validation else "y"
        place = argument_of(fault.feed, name)
        finding = fault_finding(
            context, fault, _message(context, fault), place, tuple(_fixes(context, fault))
        )
        last = _last_layer(context, fault)
        if last is None:
            yield finding
            continue
        file = context.analysis.file
        node = last.constructor.node
        span = file.span_of(node.func if isinstance(node, ast.Call) else node)
        shape = shape_text(last.outputs[0].shape)
        text = translate("The model gives {shape} here.", shape=shape)
        yield Finding(
            finding.rule,
            finding.severity,
            finding.message,
            finding.span,
            finding.fixes,
            (Related(file, span, text),),
            finding.details,
        )


def _is_told(context: RuleContext, fault: Fault) -> bool:
    """Whether a rule that knows the cause has found it at the model that is trained."""
    lines = {fault.feed.site.span.start.line}
    model = model_of(context.analysis, fault.feed)
    if model is not None:
        lines.update(_lines_of(context.analysis.file, model))
    return any(finding.span.start.line in lines for finding in context.more_specific)


def _lines_of(file: SourceFile, model: ModelRecord) -> Iterator[int]:
    """The lines of the file at which the model and its layers are made, and it is compiled."""
    sites = [model.site]
    if model.compiled is not None:
        sites.append(model.compiled.site)
    for layer in model.layers:
        sites.append(layer.constructor)
        if isinstance(layer, LayerApplication):
            sites.append(layer.site)
    for site in sites:
        if site.file is file:
            yield from range(site.span.start.line, site.span.end.line + 1)


def _message(context: RuleContext, fault: Fault) -> str:
    outputs, labels = fault.feed.outputs, list(tensors_in(fault.y))
    loss = _loss(model_of(context.analysis, fault.feed))
    if outputs is None or not labels:
        words = said(fault.refusal)
        return translate("The labels do not go with the output: {words}", words=words)
    if len(outputs) != len(labels):
        return _about_number(len(outputs), len(labels))
    pairs = [
        (given, label.shape)
        for given, label in zip(outputs, labels, strict=True)
        if given[1:] != label.shape[1:]
    ] or [(outputs[0], labels[0].shape)]
    given, label = pairs[0]
    named = translate("the loss ({name})", name=loss) if loss else translate("the loss")
    if not label[1:]:
        return translate(
            "The model gives {output} for each sample, the labels are one number each: {loss}"
            " cannot compare them.",
            output=shape_text(given[1:]),
            loss=named,
        )
    return translate(
        "The model gives {output} for each sample, the labels are {label} each: {loss} cannot"
        " compare them.",
        output=shape_text(given[1:]),
        label=shape_text(label[1:]),
        loss=named,
    )


def _about_number(outputs: int, labels: int) -> str:
    if outputs == 1:
        return translate(
            "The model has 1 output, but {labels} arrays of labels are given.", labels=labels
        )
    if labels == 1:
        return translate(
            "The model has {outputs} outputs, but 1 array of labels is given.", outputs=outputs
        )
    return translate(
        "The model has {outputs} outputs, but {labels} arrays of labels are given.",
        outputs=outputs,
        labels=labels,
    )


def _loss(model: ModelRecord | None) -> str:
    """The loss as it is called; empty where it is not one of Keras."""
    loss = None if model is None or model.compiled is None else model.compiled.setting("loss")
    if isinstance(loss, CallTerm | ReferenceTerm):
        return loss.path.rpartition(".")[2]
    return loss if isinstance(loss, str) else ""


def _last_layer(context: RuleContext, fault: Fault) -> LayerApplication | None:
    """The layer that gives the only output, where the file makes it."""
    model = model_of(context.analysis, fault.feed)
    if model is None or len(model.output_shapes) != 1 or not model.layers:
        return None
    last = model.layers[-1]
    if not isinstance(last, LayerApplication) or len(last.outputs) != 1:
        return None
    is_own = last.constructor.file is context.analysis.file
    return last if is_own and last.outputs[0].shape == model.output_shapes[0] else None


def _fixes(context: RuleContext, fault: Fault) -> Iterator[Fix]:
    """As many units in the last layer as the labels have columns."""
    last, y = _last_layer(context, fault), fault.y
    if last is None or last.class_name != "Dense" or not isinstance(y, FedTensor):
        return
    shape = last.outputs[0].shape
    columns = y.shape[-1] if len(y.shape) == len(shape) else 1
    if len(y.shape) not in (len(shape), len(shape) - 1) or not isinstance(columns, int):
        return
    call = last.constructor.node
    is_of_classes = "categorical" in _loss(model_of(context.analysis, fault.feed)).lower()
    if not isinstance(call, ast.Call) or (is_of_classes and columns == 1):
        return
    edit = argument_given(context.analysis.file, call, "units", str(columns), 0)
    if edit is not None and removes(context, fault, [edit]):
        after = shape_text((*shape[:-1], columns))
        title = (
            translate("Give the last layer 1 unit: {shape}", shape=after)
            if columns == 1
            else translate("Give the last layer {units} units: {shape}", units=columns, shape=after)
        )
        yield Fix(title, (edit,))


RULE = Rule(
    identifier=LABELS,
    severity="error",
    summary="The labels have another shape than what the model gives",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("Dense(5)", "Dense(2)"),
    fixes=("Give the last layer as many units as the labels have columns.",),
    check=check,
    raises=True,
    yields_to=(
        "categorical-loss-of-one-unit",
        "dense-before-flatten",
        "labels-and-loss",
        "output-keeps-spatial-axes",
        "softmax-of-one-unit",
        "units-and-classes",
    ),
)
