"""The rule `data-lengths-differ`: arrays with different numbers of samples."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.localization import separated, translate
from keras_lens.models.training.feed_records import Fed, FedGroup
from keras_lens.rules.editing.edits import extent_of, replacement
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.training.faults import LENGTHS, Fault, fault_finding, faults, removes
from keras_lens.rules.views.feeding import argument_of, tensors_in

_PARTS = frozenset({"dev", "test", "train", "val", "valid", "validation"})

_EXPLANATION = """\
The first axis of every array counts the samples: label number 7 belongs to sample number 7. All
inputs, labels and sample weights of one call therefore need the same length, and Keras raises
`ValueError: Data cardinality is ambiguous` where they differ. Often the labels are those of the
other part of a split (`x_train` with `y_test`), or samples were left out in one of the two only.
"""

_BAD = """\
import keras
import numpy as np
from keras import layers

x_train, x_test = np.zeros((60, 4)), np.zeros((10, 4))
y_train, y_test = np.zeros((60, 1)), np.zeros((10, 1))

model = keras.Sequential([keras.Input(shape=(4,)), layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
model.fit(x_train, y_test)
"""


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each training or test with inputs and labels of different lengths."""
    for fault in faults(context.analysis, LENGTHS):
        place = argument_of(fault.feed, "validation_data" if fault.is_validation else "y")
        fixes = list(_fixes(context, fault, place))
        yield fault_finding(context, fault, _message(fault), place, fixes)


def _fixes(context: RuleContext, fault: Fault, labels: ast.expr | None) -> Iterator[Fix]:
    """`y_train` for `y_test` beside `x_train`, where the lengths are then equal."""
    inputs, file = argument_of(fault.feed, "x"), context.analysis.file
    if fault.is_validation and isinstance(labels, ast.Tuple) and len(labels.elts) > 1:
        inputs, labels = labels.elts[:2]
    if not isinstance(inputs, ast.Name) or not isinstance(labels, ast.Name):
        return
    part = inputs.id.rpartition("_")[2]
    stem, _, other = labels.id.rpartition("_")
    name = f"{stem}_{part}"
    known = {one.id for one in ast.walk(file.tree) if isinstance(one, ast.Name)}
    if {part, other} <= _PARTS and part != other and name in known:
        extent = extent_of(file, labels)
        edit = replacement(file, extent.start, extent.end, name)
        if removes(context, fault, [edit]):
            title = translate("Use {name}, which is as long as {other}", name=name, other=inputs.id)
            yield Fix(title, (edit,), preferred=True)


def _message(fault: Fault) -> str:
    x, y, weight = _lengths(fault.x), _lengths(fault.y), _lengths(fault.feed.sample_weight)
    if fault.is_validation:
        return translate(
            "In validation_data, x has {x} and y has {y} samples. Each sample needs its label: the"
            " lengths (first axes) have to be equal.",
            x=x,
            y=y,
        )
    if fault.y is not None and fault.feed.sample_weight is not None:
        return translate(
            "x has {x} and y has {y} and sample_weight has {weight} samples. Each sample needs its"
            " label: the lengths (first axes) have to be equal.",
            x=x,
            y=y,
            weight=weight,
        )
    if fault.y is not None or fault.feed.sample_weight is not None:
        return translate(
            "x has {x} and {name} has {other} samples. Each sample needs its label: the lengths"
            " (first axes) have to be equal.",
            x=x,
            name="sample_weight" if fault.y is None else "y",
            other=weight if fault.y is None else y,
        )
    return translate(
        "x has {x} samples. Each sample needs its label: the lengths (first axes) have to be"
        " equal.",
        x=x,
    )


def _lengths(data: Fed | None) -> str:
    lengths = [f"{size:,}" if isinstance(size, int) else str(size) for size in _sizes(data)]
    return separated(lengths) if isinstance(data, FedGroup) else lengths[0] if lengths else "?"


def _sizes(data: Fed | None) -> Iterator[object]:
    for tensor in tensors_in(data):
        if tensor.shape:
            yield tensor.shape[0]


RULE = Rule(
    identifier=LENGTHS,
    severity="error",
    summary="Inputs and labels have different numbers of samples",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("fit(x_train, y_test)", "fit(x_train, y_train)"),
    fixes=("Use the labels of the same part: `y_train` for `x_train`.",),
    check=check,
    raises=True,
)
