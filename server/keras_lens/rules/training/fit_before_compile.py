"""The rule `fit-before-compile`: training or testing a model that has no loss and optimizer."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import ModelRecord
from keras_lens.rules.editing.edits import statement_insertion
from keras_lens.rules.editing.enclosing import enclosing_of
from keras_lens.rules.editing.quotes import quoted
from keras_lens.rules.editing.spelling import dotted_name
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.training.faults import NOT_COMPILED, Fault, fault_finding, faults, removes
from keras_lens.rules.views.activations import LINEAR
from keras_lens.rules.views.feeding import model_of
from keras_lens.rules.views.labels import Labels, labels_of
from keras_lens.rules.views.losses import BINARY, CATEGORICAL, SPARSE, SPELLED
from keras_lens.rules.views.outputs import Output, outputs_of
from keras_lens.syntax.source import SourceFile

_EXPLANATION = """\
`compile` tells a model what to minimise (`loss`) and how (`optimizer`). `fit`, `evaluate`,
`train_on_batch` and `test_on_batch` need both and raise `ValueError: You must call compile()
before using the model.` `predict` does not.

Each model has to be compiled itself: a copy (`clone_model`, `from_config`) and a model that is made
of the layers of another one are not.
"""

_BAD = """\
import keras
import numpy as np
from keras import layers

model = keras.Sequential([keras.Input(shape=(4,)), layers.Dense(1)])
model.fit(np.zeros((8, 4)), np.zeros((8, 1)))
"""

_GOOD = _BAD.replace("model.fit", 'model.compile(optimizer="adam", loss="mse")\nmodel.fit')


def check(context: RuleContext) -> Iterator[Finding]:
    """One finding for the first such call of each model: the others fail for the same reason."""
    told: set[int] = set()
    for fault in faults(context.analysis, NOT_COMPILED):
        if fault.feed.model_key in told:
            continue
        told.add(fault.feed.model_key)
        model = model_of(context.analysis, fault.feed)
        message = _message(fault, None if model is None else model.variable)
        yield fault_finding(context, fault, message, None, list(_fixes(context, fault, model)))


def _message(fault: Fault, variable: str | None) -> str:
    if variable is None:
        return translate(
            "The model is not compiled before {method}(): it has no loss and no optimizer. Call"
            ' model.compile(optimizer="adam", loss=...) first.',
            method=fault.feed.method,
        )
    return translate(
        "`{model}` is not compiled before {method}(): it has no loss and no optimizer. Call"
        ' {model}.compile(optimizer="adam", loss=...) first.',
        model=variable,
        method=fault.feed.method,
    )


def _fixes(context: RuleContext, fault: Fault, model: ModelRecord | None) -> Iterator[Fix]:
    """A call of `compile` in front, where the labels and the last activation tell the loss."""
    call, file = fault.feed.site.node, context.analysis.file
    loss = None if model is None else _loss_of(context.analysis, fault, model)
    if loss is None or not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return
    name = dotted_name(call.func.value)
    optimizer = f"optimizer={quoted(file, 'adam')}"
    text = f"{name}.compile({optimizer}, loss={quoted(file, loss)})"
    for place in _places(file, call, call.func.value) if name is not None else ():
        edit = statement_insertion(file, place, text)
        if edit is not None and removes(context, fault, [edit]):
            title = translate("Compile it before: {statement}", statement=text)
            yield Fix(title, (edit,), preferred=True)
            return


def _places(file: SourceFile, call: ast.Call, model: ast.expr) -> Iterator[ast.stmt]:
    """The statement of the call, and before it the loops around it in which the model stays."""
    enclosing = enclosing_of(file.tree)
    statement = enclosing.statement(call)
    if statement is None:
        return
    root = (dotted_name(model) or "").partition(".")[0]
    for loop in enclosing.loops(statement):
        stored = (
            node.id
            for node in ast.walk(loop)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        )
        if root not in stored:
            yield loop
    yield statement


def _loss_of(analysis: Analysis, fault: Fault, model: ModelRecord) -> str | None:
    """The loss that is plain from the labels and the last activation of a model of one output."""
    outputs = list(outputs_of(analysis, model))
    if len(outputs) != 1:
        return None
    output = outputs[0]
    for labels in labels_of(analysis, output):
        if labels.feed is fault.feed:
            return _loss_for(output, labels)
    return None


def _loss_for(output: Output, labels: Labels) -> str | None:
    units, one = output.units, labels.of_one
    is_whole = labels.tensor.dtype.startswith(("int", "uint"))
    highest = labels.tensor.contents.highest
    is_alike = one == output.shape[1:] or (output.shape[1:] == (1,) and one == ())
    match output.activation.name:
        case "softmax" if units is not None and units > 1 and len(output.shape) == 2:
            if one == (units,):
                return SPELLED[CATEGORICAL]
            return SPELLED[SPARSE] if is_whole and one in ((), (1,)) else None
        case "sigmoid" if is_alike and (highest is None or highest <= 1):
            return SPELLED[BINARY]
        case name if name == LINEAR and is_alike and labels.tensor.dtype.startswith("float"):
            return "mse"
    return None


RULE = Rule(
    identifier=NOT_COMPILED,
    severity="error",
    summary="A model is trained or tested before it is compiled",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_GOOD,
    fixes=("Call `compile` before, with the loss for the labels and the last activation.",),
    check=check,
    raises=True,
)
