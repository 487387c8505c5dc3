"""The rule `empty-summary`: `summary()` of a model that is not built."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.interpreter.reach import Certainty
from keras_lens.localization import translate
from keras_lens.models.networks.unbuilt import LEAVE_IT_UNBUILT
from keras_lens.rules.editing.edits import name_span
from keras_lens.rules.findings import Finding
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.views.names_of_models import (
    is_left_alone_before,
    is_sequential,
    receiver_of,
)

IDENTIFIER = "empty-summary"


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each call that prints neither shapes nor counts."""
    if context.analysis.file.problems:
        return
    for summary in context.analysis.empty_summaries:
        place = summary.site.node
        receiver = receiver_of(place)
        is_sure = summary.certainty in (Certainty.SURE, Certainty.BRANCH)
        if not is_sure or not isinstance(receiver, ast.Name):
            continue
        if is_left_alone_before(context.analysis, place, receiver, LEAVE_IT_UNBUILT):
            message = _message(context, receiver.id)
            span = name_span(context.analysis.file, place)
            yield Finding(IDENTIFIER, RULE.severity, message, span)


def _message(context: RuleContext, name: str) -> str:
    if is_sequential(context.analysis, name):
        return translate(
            "`{name}` is not built yet: summary() prints no shapes and counts 0 parameters. Begin"
            " the model with `keras.Input(shape=...)`.",
            name=name,
        )
    return translate(
        "`{name}` is not built yet: summary() prints no shapes and counts 0 parameters. Call it on"
        " data first: `{name}(...)`.",
        name=name,
    )


_BAD = """\
import keras
from keras.layers import Dense

model = keras.Sequential()
model.add(Dense(16, activation="relu"))
model.add(Dense(1))
model.summary()
"""

RULE = Rule(
    identifier=IDENTIFIER,
    severity="information",
    summary="The summary of a model that is not built says nothing",
    explanation="""\
A model learns its shapes, and makes its weights, when it first learns the shape of its input.
Before that `summary()` lists the layers with `?` for each shape and `0 (unbuilt)` for each count.
It is no error, and hardly what was wanted.

Begin a `Sequential` with `keras.Input(shape=...)`, or call `model.build(...)` with a shape (the
batch axis, `None`, included). Call a model of your own class on data first.
""",
    bad=_BAD,
    good=_BAD.replace("Sequential()\n", "Sequential()\nmodel.add(keras.Input(shape=(8,)))\n"),
    fixes=(),
    check=check,
)
