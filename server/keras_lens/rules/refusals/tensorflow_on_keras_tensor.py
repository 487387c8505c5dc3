"""The rule `tensorflow-on-keras-tensor`: TensorFlow's functions on symbolic tensors of Keras."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.records import RefusedCall
from keras_lens.rules.editing.edits import extent_of, replacement
from keras_lens.rules.editing.spelling import dotted_name
from keras_lens.rules.findings import Finding
from keras_lens.rules.refusals.attempts import Proposal, fixes_of
from keras_lens.rules.refusals.refused import comes_from, finding, refused
from keras_lens.rules.rule import Rule, RuleContext

IDENTIFIER = "tensorflow-on-keras-tensor"

_EXPLANATION = """\
`keras.Input` and the layers that are called on it give *symbolic* tensors: they have a shape and
a dtype, but no values. Since Keras 3 TensorFlow's functions do not take them, and
`tf.reduce_mean(x, axis=1)` on one raises `ValueError: A KerasTensor cannot be used as input to a
TensorFlow function`.

Use the function of the same meaning in `keras.ops` (`keras.ops.mean`), or call TensorFlow inside
of a layer of your own (or a `Lambda`): there the tensors are TensorFlow's.
"""

_BAD = """\
import keras
import tensorflow as tf

inputs = keras.Input(shape=(10, 8))
x = tf.reduce_mean(inputs, axis=1)
model = keras.Model(inputs, keras.layers.Dense(1)(x))
"""

_IN_KERAS = {
    "add": "add", "abs": "abs", "cast": "cast", "clip_by_value": "clip", "concat": "concatenate",
    "divide": "divide", "einsum": "einsum", "exp": "exp", "expand_dims": "expand_dims",
    "log": "log", "matmul": "matmul", "maximum": "maximum", "minimum": "minimum",
    "multiply": "multiply", "norm": "norm", "one_hot": "one_hot", "pow": "power",
    "reduce_max": "max", "reduce_mean": "mean", "reduce_min": "min", "reduce_sum": "sum",
    "relu": "relu", "reshape": "reshape", "shape": "shape", "sigmoid": "sigmoid",
    "softmax": "softmax", "sqrt": "sqrt", "square": "square", "squeeze": "squeeze",
    "stack": "stack", "stop_gradient": "stop_gradient", "subtract": "subtract", "tanh": "tanh",
    "tile": "tile", "transpose": "transpose", "zeros_like": "zeros_like",
}  # fmt: skip
"""Functions of `keras.ops` that mean the same."""


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each function of TensorFlow that is called on a symbolic tensor."""
    for call in refused(context, IDENTIFIER):
        name = call.what.rpartition(".")[2]
        other = _IN_KERAS.get(name)
        yield finding(
            context,
            IDENTIFIER,
            call,
            _message(name, other),
            fixes=fixes_of(context, call, _proposals(context, call, other)),
            related=list(comes_from(context.analysis, call.inputs)),
        )


def _message(name: str, other: str | None) -> str:
    if other is None:
        return translate(
            "TensorFlow's {name} does not take symbolic tensors of Keras. Call it inside of a layer"
            " of your own.",
            name=name,
        )
    return translate(
        "TensorFlow's {name} does not take symbolic tensors of Keras. Use keras.ops.{other}, or"
        " call it inside of a layer of your own.",
        name=name,
        other=other,
    )


def _proposals(context: RuleContext, call: RefusedCall, other: str | None) -> Iterator[Proposal]:
    node, file = call.site.node, context.analysis.file
    if other is None or not isinstance(node, ast.Call):
        return
    prefix = _prefix(file.tree, node.func)
    if prefix is None:
        return
    extent = extent_of(file, node.func)
    text = f"{prefix}.ops.{other}"
    edit = replacement(file, extent.start, extent.end, text)
    yield Proposal(translate("Use {code}", code=text), (edit,))


def _prefix(tree: ast.Module, function: ast.expr) -> str | None:
    """How the file writes `keras`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = node.module if isinstance(node, ast.ImportFrom) else ""
            for alias in node.names:
                path = f"{module}.{alias.name}" if module else alias.name
                if path in ("keras", "tensorflow.keras") and (alias.asname or module != ""):
                    return alias.asname or alias.name
                if path == "keras":
                    return "keras"
    written = dotted_name(function)
    return None if written is None or "." not in written else f"{written.split('.')[0]}.keras"


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="A function of TensorFlow gets a symbolic tensor of Keras",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("tf.reduce_mean", "keras.ops.mean").replace("import tensorflow as tf\n", ""),
    fixes=("Use the function of `keras.ops` that means the same.",),
    check=check,
    raises=True,
)
