"""The rule `disconnected-output`: a model whose outputs need another input than it has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.records import RefusedCall
from keras_lens.rules.editing.arguments import keyword_of
from keras_lens.rules.editing.edits import extent_of, node_text, replacement
from keras_lens.rules.editing.enclosing import enclosing_of
from keras_lens.rules.findings import Finding
from keras_lens.rules.refusals.attempts import Proposal, fixes_of
from keras_lens.rules.refusals.refused import finding, refused
from keras_lens.rules.rule import Rule, RuleContext

IDENTIFIER = "disconnected-output"

_EXPLANATION = """\
`keras.Model(inputs, outputs)` is made of the layers that lie between its inputs and its outputs.
If an output is computed from another `keras.Input` than those that are given, the model cannot
compute it, and Keras raises `ValueError: Graph disconnected`.

Mostly an input was left out of the list, or a name was used for a second `Input` while the first
one went into the layers.
"""

_BAD = """\
import keras
from keras.layers import Concatenate, Dense

words = keras.Input(shape=(16,))
numbers = keras.Input(shape=(4,))
x = Concatenate()([words, numbers])
outputs = Dense(1)(x)
model = keras.Model(words, outputs)
"""

_TENSOR = re.compile(r"tensor '([^']*)'")


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each model whose outputs need an input that it does not have."""
    for call in refused(context, IDENTIFIER):
        match = _TENSOR.search(call.refusal.message)
        name = match.group(1) if match else ""
        fixes = fixes_of(context, call, _proposals(context, call, name))
        yield finding(context, IDENTIFIER, call, _message(name), fixes=fixes)


def _message(name: str) -> str:
    if not name:
        return translate(
            "The outputs are computed from an input that is not among the inputs of this model."
            " Give all inputs that the outputs depend on, as a list."
        )
    return translate(
        "The outputs are computed from the input '{name}', which is not among the inputs of this"
        " model. Give all inputs that the outputs depend on, as a list.",
        name=name,
    )


def _proposals(context: RuleContext, call: RefusedCall, name: str) -> Iterator[Proposal]:
    """The input is given too, by the name that it has in the program."""
    file, node = context.analysis.file, call.site.node
    if not isinstance(node, ast.Call):
        return
    given = keyword_of(node, "inputs")
    inputs = given.value if given is not None else next(iter(node.args), None)
    for layer in context.analysis.own_applications:
        statement = enclosing_of(file.tree).parent(layer.constructor.node)
        if layer.class_name != "InputLayer" or layer.name != name or inputs is None:
            continue
        if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
            continue
        target = statement.targets[0]
        if isinstance(target, ast.Name):
            parts = inputs.elts if isinstance(inputs, ast.List | ast.Tuple) else [inputs]
            text = ", ".join([*(node_text(file, part) for part in parts), target.id])
            extent = extent_of(file, inputs)
            edit = replacement(file, extent.start, extent.end, f"[{text}]")
            yield Proposal(translate("Give the model {inputs}", inputs=f"[{text}]"), (edit,))


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="A model's outputs depend on an input that it does not have",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("keras.Model(words, outputs)", "keras.Model([words, numbers], outputs)"),
    fixes=("Give the model the input that is missing too.",),
    check=check,
    raises=True,
)
