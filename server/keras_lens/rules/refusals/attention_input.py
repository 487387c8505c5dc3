"""The rule `attention-input`: attention that is called on the wrong tensors."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.records import RefusedCall
from keras_lens.rules.editing.edits import extent_of, node_text, replacement
from keras_lens.rules.refusals.attempts import Proposal
from keras_lens.rules.refusals.differences import shapes_in_words
from keras_lens.rules.refusals.reporting import check_with
from keras_lens.rules.rule import Rule, RuleContext

IDENTIFIER = "attention-input"
_OF_LISTS = ("Attention", "AdditiveAttention")

_EXPLANATION = """\
Attention compares a *query* with *values*, both sequences `(batch, steps, features)`. The two
kinds of Keras's layers are called differently:

- `MultiHeadAttention(...)(query, value)`: two arguments; self-attention is `(x, x)`;
- `Attention()([query, value])` and `AdditiveAttention()`: one list; self-attention is `([x, x])`.

`Attention` needs query and value with the same number of features. `Embedding` takes whole
numbers `(batch, steps)`.
"""

_BAD = """\
import keras
from keras.layers import MultiHeadAttention

inputs = keras.Input(shape=(20, 32))
outputs = MultiHeadAttention(num_heads=2, key_dim=16)(inputs)
model = keras.Model(inputs, outputs)
"""


def _message(call: RefusedCall) -> str:
    if call.what in _OF_LISTS and len(call.inputs) < 2:
        return translate(
            "{layer} takes a list of query and value: {layer}()([query, value]). For"
            " self-attention give the same tensor twice.",
            layer=call.what,
        )
    if call.what not in (*_OF_LISTS, "Embedding") and "missing a required" in call.refusal.message:
        return translate(
            "{layer} is called with query and value as two arguments. For self-attention give"
            " the same tensor twice: (x, x).",
            layer=call.what,
        )
    if not call.inputs:
        return translate("{layer} cannot take this.", layer=call.what)
    shapes = shapes_in_words([tensor.shape for tensor in call.inputs])
    return translate("{layer} cannot take {shapes}.", layer=call.what, shapes=shapes)


def _proposals(context: RuleContext, call: RefusedCall) -> Iterator[Proposal]:
    file, node = context.analysis.file, call.site.node
    if not isinstance(node, ast.Call) or len(node.args) != 1 or call.what == "Embedding":
        return
    argument = node.args[0]
    parts = list(argument.elts) if isinstance(argument, ast.List | ast.Tuple) else [argument]
    if not parts or any(isinstance(part, ast.Starred) for part in parts):
        return
    texts = [node_text(file, part) for part in parts]
    texts = [texts[0], texts[0]] if len(texts) == 1 else texts
    text = ", ".join(texts)
    text = f"[{text}]" if call.what in _OF_LISTS else text
    extent = extent_of(file, argument)
    action = translate("Call it on ({arguments})", arguments=text)
    yield Proposal(action, (replacement(file, extent.start, extent.end, text),))


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="Attention is called on the wrong tensors",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("(inputs)\nmodel", "(inputs, inputs)\nmodel"),
    fixes=("Call it as query and value; for self-attention with the same tensor twice.",),
    check=check_with(IDENTIFIER, _message, _proposals),
    raises=True,
)
