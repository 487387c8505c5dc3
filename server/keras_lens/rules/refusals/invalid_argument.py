"""The rule `invalid-argument`: a layer is made with a value that it does not take."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keras_lens.evaluation.terms import Term
from keras_lens.models.records import RefusedCall
from keras_lens.rules.findings import Finding
from keras_lens.rules.refusals.refused import finding, first_words_of, refused
from keras_lens.rules.rule import Rule, RuleContext

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

_MISSING = re.compile(r"missing (?:\d+|a) required (?:positional |keyword-only )?arguments?: (.*)")


def check(context: RuleContext) -> Iterator[Finding]:
    for call in refused(context, IDENTIFIER):
        yield finding(context, IDENTIFIER, call, _message(call))


def _message(call: RefusedCall) -> str:
    missing = _MISSING.search(call.refusal.message)
    if missing is not None:
        return f"{call.what} cannot be made without {missing.group(1).strip().rstrip('.')}."
    value = _blamed(call)
    first = first_words_of(call)
    if value is not None:
        return f"{call.what} does not take {value}: {first}."
    return f"{call.what} cannot be made like this: {first}."


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


def _literal(value: Term) -> str | None:
    return repr(value) if isinstance(value, str | int | float) else None


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="A layer is made with a value that it does not take",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace('"sam"', '"same"'),
    fixes=(),
    check=check,
    raises=True,
)
