"""The rule `accuracy-of-regression`: accuracy counts equal numbers, and there are none."""

from __future__ import annotations

import ast

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.rules.editing.edits import extent_of, replacement
from keras_lens.rules.editing.quotes import quoted
from keras_lens.rules.rule import Rule
from keras_lens.rules.training.changes import place_of_setting, setting_node
from keras_lens.rules.training.judging import Judgement, Proposal, check_with
from keras_lens.rules.views.activations import LINEAR
from keras_lens.rules.views.labels import may_be_yes_or_no
from keras_lens.rules.views.losses import REGRESSION
from keras_lens.rules.views.outputs import Output
from keras_lens.syntax.spans import TextEdit

IDENTIFIER = "accuracy-of-regression"

_EXPLANATION = """\
Accuracy is the share of answers that are right. In a regression no prediction is *equal* to its
target: Keras takes `"accuracy"` for one unit as "on the same side of 0.5", which says nothing of
prices or temperatures. It is near 0 however good the model is. Watch an error instead:
`"mae"`, the mean absolute error, is in the unit of the targets.

Said only for one unit that may give any number (no activation, `relu` or `softplus`) with a loss
for numbers, and not where the labels are 0 and 1, or may be.
"""

_BAD = """\
import keras
from keras.layers import Dense

model = keras.Sequential()
model.add(keras.Input(shape=(8,)))
model.add(Dense(16, activation="relu"))
model.add(Dense(1))
model.compile(optimizer="adam", loss="mse", metrics=["accuracy"])
"""


def _judge(analysis: Analysis, output: Output) -> Judgement | None:
    if output.units != 1 or output.activation.name not in (LINEAR, "relu", "softplus"):
        return None
    if output.loss.name not in REGRESSION or len(output.shape) != 2:
        return None
    names = [metric.name for metric in output.metrics]
    span = place_of_setting(analysis, output, "metrics")
    if "accuracy" not in names or span is None or may_be_yes_or_no(analysis, output.model):
        return None
    node = _accuracy_node(analysis, output)
    return Judgement(
        span if node is None else analysis.file.span_of(node),
        translate(
            "Accuracy says nothing of a regression: it counts the predictions that are right, and a"
            " number is never exactly right. The mean absolute error (mae) tells more."
        ),
        lambda: _proposals(analysis, output),
    )


def _accuracy_node(analysis: Analysis, output: Output) -> ast.expr | None:
    node = setting_node(analysis.file, output, "metrics")
    for one in () if node is None else ast.walk(node):
        if isinstance(one, ast.Constant) and one.value in ("accuracy", "acc"):
            return one
    return None


def _proposals(analysis: Analysis, output: Output) -> list[Proposal]:
    node = _accuracy_node(analysis, output)
    if node is None or any(metric.name == "meanabsoluteerror" for metric in output.metrics):
        return []
    extent = extent_of(analysis.file, node)
    edit: TextEdit = replacement(
        analysis.file, extent.start, extent.end, quoted(analysis.file, "mae", node)
    )
    title = translate('Watch "mae" instead: how far off it is on average')
    return [Proposal(title, (edit,), preferred=True)]


RULE = Rule(
    identifier=IDENTIFIER,
    severity="warning",
    summary="accuracy as a metric of a regression",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace('"accuracy"', '"mae"'),
    fixes=('Replace `"accuracy"` by `"mae"`.',),
    check=check_with(IDENTIFIER, _judge),
)
