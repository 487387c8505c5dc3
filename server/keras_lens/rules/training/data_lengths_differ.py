"""The rule `data-lengths-differ`: arrays with different numbers of samples."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.models.training.feed_records import Fed, FedGroup
from keras_lens.rules.findings import Finding
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.training.faults import LENGTHS, Fault, fault_finding, faults
from keras_lens.rules.views.feeding import argument_of, tensors_in

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
    for fault in faults(context.analysis, LENGTHS):
        place = argument_of(fault.feed, "validation_data" if fault.is_validation else "y")
        yield fault_finding(context, fault, _message(fault), place)


def _message(fault: Fault) -> str:
    parts = [f"x has {_lengths(fault.x)}"]
    if fault.y is not None:
        parts.append(f"y has {_lengths(fault.y)}")
    if fault.feed.sample_weight is not None and not fault.is_validation:
        parts.append(f"sample_weight has {_lengths(fault.feed.sample_weight)}")
    where = "In validation_data, " if fault.is_validation else ""
    return (
        f"{where}{' and '.join(parts)} samples. Each sample needs its label: the lengths"
        " (first axes) have to be equal."
    )


def _lengths(data: Fed | None) -> str:
    lengths = [f"{size:,}" if isinstance(size, int) else str(size) for size in _sizes(data)]
    return ", ".join(lengths) if isinstance(data, FedGroup) else lengths[0] if lengths else "?"


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
    fixes=(),
    check=check,
    raises=True,
)
