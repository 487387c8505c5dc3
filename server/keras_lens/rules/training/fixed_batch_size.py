"""The rule `fixed-batch-size`: a model for batches of one size is given others."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.records import Dimension
from keras_lens.rules.editing.arguments import argument_given
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.training.faults import FIXED_BATCH, Fault, fault_finding, faults, removes

_EXPLANATION = """\
`keras.Input(batch_shape=(20, 15, 6))` says that **every** batch has 20 samples; a stateful
recurrent layer needs that, since it keeps one state for each of them. `fit`, `evaluate` and
`predict` cut arrays into batches of 32 unless told otherwise, and the last batch has what is left:
so `batch_size=20` has to be given, and the number of samples has to be a multiple of it.

To predict single samples with such a model, build it once more with `batch_shape=(1, ...)` and copy
the weights (`set_weights(model.get_weights())`). A model that is not stateful does not need a fixed
batch: `keras.Input(shape=(15, 6))`.
"""

_BAD = """\
import keras
import numpy as np
from keras import layers

model = keras.Sequential()
model.add(keras.Input(batch_shape=(20, 15, 6)))
model.add(layers.GRU(8, stateful=True))
model.add(layers.Dense(1))
model.compile(optimizer="adam", loss="mse")
model.fit(np.zeros((60, 15, 6)), np.zeros((60, 1)))
"""


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each training or test with batches of another size than the model takes."""
    for fault in faults(context.analysis, FIXED_BATCH):
        size = (fault.feed.inputs or (("?",),))[0][0]
        yield fault_finding(
            context, fault, _message(fault, size), None, _fixes(context, fault, size)
        )


def _message(fault: Fault, size: Dimension) -> str:
    feed = fault.feed
    samples, batch = feed.samples, feed.batch_size
    if samples is None or batch is None:
        return translate(
            "The model takes batches of exactly {size} samples, but is given others.", size=size
        )
    if samples < batch:
        return translate(
            "The model takes batches of exactly {size} samples, but the only batch has {samples}.",
            size=size,
            samples=samples,
        )
    if batch != size:
        return translate(
            "The model takes batches of exactly {size} samples, but {method}() makes batches of"
            " {batch}. Give batch_size={size}.",
            size=size,
            method=feed.method,
            batch=batch,
        )
    return translate(
        "The model takes batches of exactly {size} samples, but {samples} samples leave {left} for"
        " the last batch. Leave {left} out.",
        size=size,
        samples=samples,
        left=samples % batch,
    )


def _fixes(context: RuleContext, fault: Fault, size: Dimension) -> list[Fix]:
    place = 1 if fault.feed.method == "predict" else 2
    if fault.feed.batch_size is None or not isinstance(size, int):
        return []
    file, call = context.analysis.file, fault.feed.site.node
    if not isinstance(call, ast.Call):
        return []
    edit = argument_given(file, call, "batch_size", str(size), place)
    if edit is None or not removes(context, fault, [edit]):
        return []
    return [Fix(translate("Give batch_size={size}", size=size), (edit,), preferred=True)]


RULE = Rule(
    identifier=FIXED_BATCH,
    severity="error",
    summary="A model for batches of one fixed size is given others",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("np.zeros((60, 1))", "np.zeros((60, 1)), batch_size=20"),
    fixes=("Give `batch_size=` that size.",),
    check=check,
    raises=True,
)
