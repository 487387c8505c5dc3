"""The rule `invalid-argument`: a layer is made with a value that it does not take."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterator

from keras_lens.evaluation.terms import Term
from keras_lens.localization import all_of, translate
from keras_lens.models.records import RefusedCall
from keras_lens.rules.editing.arguments import constructor_of
from keras_lens.rules.editing.edits import extent_of, node_text, replacement
from keras_lens.rules.findings import Finding
from keras_lens.rules.refusals.attempts import Proposal, fixes_of
from keras_lens.rules.refusals.refused import finding, refused
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.views.refusal_words import first_words_of
from keras_lens.syntax.source import SourceFile

IDENTIFIER = "invalid-argument"

_EXPLANATION = """\
Keras checks many arguments when a layer is made: sizes must be positive whole numbers, names of
activations, initializers and paddings must be known ones, pairs must have two elements. Anything
else raises `ValueError` or `TypeError` at once.
"""

_BAD = """\
import keras
from keras.layers import Conv2D

model = keras.Sequential()
model.add(keras.Input(shape=(28, 28, 1)))
model.add(Conv2D(32, 3, padding="sam"))
"""

_MISSING = re.compile(
    r"missing (?:\d+|a) required (?:positional |keyword-only )?arguments?: (.*'.+)"
)
_QUOTED = re.compile(r"'[^']+'")


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each layer that does not take a value it is made with."""
    for call in refused(context, IDENTIFIER):
        yield finding(
            context,
            IDENTIFIER,
            call,
            _message(call),
            fixes=fixes_of(context, call, _proposals(context, call)),
        )


def _message(call: RefusedCall) -> str:
    value = _blamed(call)
    missing = _MISSING.search(call.refusal.message)
    name = "Input" if call.what == "InputLayer" else call.what
    if "to a shape" in call.refusal.message and value is not None:
        size = value.partition("=")[2]
        return translate(
            "{layer} needs a tuple for its shape, also for one axis: ({size},), not ({size}).",
            layer=name,
            size=size,
        )
    if missing is not None:
        return translate(
            "{layer} cannot be made without {arguments}.",
            layer=call.what,
            arguments=all_of(_QUOTED.findall(missing.group(1))),
        )
    first = first_words_of(call.refusal, call.name)
    if value is not None:
        return translate(
            "{layer} does not take {value}: {words}.", layer=call.what, value=value, words=first
        )
    return translate("{layer} cannot be made like this: {words}.", layer=call.what, words=first)


def _blamed(call: RefusedCall) -> str | None:
    """The argument that Keras's words name together with its value."""
    made = call.made
    if made is None:
        return None
    positional = zip(call.parameters, made.args, strict=False)
    for name, value in (*positional, *made.kwargs):
        text = _literal(value)
        words = call.refusal.message
        if text is None or (name not in words and f"`{name}`" not in words):
            continue
        if text in words or text.strip("'\"") in words:
            return f"{name}={text}"
    return None


def _proposals(context: RuleContext, call: RefusedCall) -> Iterator[Proposal]:
    """A word that is nearly the one that is written; a whole number."""
    file = context.analysis.file
    constructor = constructor_of(file, call)
    if constructor is None:
        return
    values = [*constructor.args, *(keyword.value for keyword in constructor.keywords)]
    for value in values:
        if isinstance(value, ast.Constant) and type(value.value) is int and _wants_tuple(call):
            yield _as_tuple(file, value)
        elif isinstance(value, ast.Constant) and isinstance(value.value, str):
            for word in difflib.get_close_matches(value.value.lower(), _WORDS, n=2, cutoff=0.6):
                quote = node_text(file, value)[-1]
                yield _written(file, value, f"{quote}{word}{quote}")
        elif "integer" in call.refusal.message and not isinstance(
            value, ast.Starred | ast.Tuple | ast.List
        ):
            if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Div):
                left, right = node_text(file, value.left), node_text(file, value.right)
                yield _written(file, value, f"{left} // {right}")
            yield _written(file, value, f"int({node_text(file, value)})")


def _wants_tuple(call: RefusedCall) -> bool:
    return "to a shape" in call.refusal.message or "not iterable" in call.refusal.message


def _as_tuple(file: SourceFile, value: ast.Constant) -> Proposal:
    """`(784,)` for `784`, which has brackets of its own in `shape=(784)`."""
    extent = extent_of(file, value)
    before = file.text[: extent.start].rstrip()
    has_brackets = before.endswith("(") and before[:-1].rstrip().endswith(("=", ",", "("))
    size = node_text(file, value)
    text = f"{size}," if has_brackets else f"({size},)"
    edit = replacement(file, extent.start, extent.end, text)
    return Proposal(translate("Write {code}", code=f"({size},)"), (edit,))


def _written(file: SourceFile, value: ast.expr, text: str) -> Proposal:
    extent = extent_of(file, value)
    edit = replacement(file, extent.start, extent.end, text)
    return Proposal(translate("Write {code}", code=text), (edit,))


_WORDS = (
    "relu", "relu6", "leaky_relu", "elu", "selu", "gelu", "silu", "swish", "mish", "softmax",
    "log_softmax", "sigmoid", "hard_sigmoid", "tanh", "linear", "softplus", "softsign",
    "exponential", "valid", "same", "causal", "channels_first", "channels_last",
    "glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_uniform",
    "lecun_normal", "random_uniform", "random_normal", "truncated_normal", "orthogonal",
    "zeros", "ones", "identity", "l1", "l2", "l1_l2", "nearest", "bilinear", "concat", "sum",
    "mul", "ave", "int", "one_hot", "multi_hot", "count", "tf_idf", "binary",
)  # fmt: skip
"""What Keras takes for activations, paddings, initializers and the like."""


def _literal(value: Term) -> str | None:
    return repr(value) if isinstance(value, str | int | float) else None


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="A layer is made with a value that it does not take",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace('"sam"', '"same"'),
    fixes=(
        "Write the word of Keras that is nearest (`same` for `sam`).",
        "Make a whole number of it: `int(...)`, or `//` for `/`.",
        "Write a tuple of one axis: `(784,)` for `(784)`.",
    ),
    check=check,
    raises=True,
)
