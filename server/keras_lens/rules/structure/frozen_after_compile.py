"""The rule `frozen-after-compile`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from keras_lens.interpreter.reach import Certainty
from keras_lens.localization import separated, translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.training.frozen_layers import FreezingRecord
from keras_lens.rules.editing.edits import name_span, node_text, statement_insertion
from keras_lens.rules.editing.enclosing import enclosing_of
from keras_lens.rules.findings import Finding, Fix, Related
from keras_lens.rules.rule import Rule, RuleContext

IDENTIFIER = "frozen-after-compile"
_MOST_NAMES = 3


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each call that trains other weights than `trainable` says."""
    seen = set()
    for record in _found(context.analysis):
        if record.site in seen:
            continue
        seen.add(record.site)
        yield Finding(
            IDENTIFIER,
            RULE.severity,
            _message(record),
            name_span(record.site.file, record.site.node),
            tuple(_fixes(context, record)),
            _related(record),
        )


def _related(record: FreezingRecord) -> tuple[Related, ...]:
    compiled, traced = record.compiled, record.traced
    first = Related(compiled.file, compiled.span, translate("compiled here"))
    if record.is_all_frozen:
        return (first,)
    return (first, Related(traced.file, traced.span, translate("the training step is made here")))


def _found(analysis: Analysis) -> list[FreezingRecord]:
    if analysis.file.problems:
        return []
    sure = (Certainty.SURE, Certainty.BRANCH)
    return [
        record
        for record in analysis.freezings
        if record.site.file is analysis.file and record.certainty in sure
    ]


def _message(record: FreezingRecord) -> str:
    if record.is_all_frozen:
        return translate(
            "Nothing is trained here: all weights of this model have been frozen since it was"
            " compiled. Keras 3 looks at `trainable` in the first step of training, not in"
            " compile. Set trainable = True before this call, and False again before a model that"
            " must not train it."
        )
    return translate(
        "The change of `trainable` has no effect here: Keras keeps the training step that it made"
        " in the first training after compile ({changes}). Call compile again before this call.",
        changes=_changes(record),
    )


def _changes(record: FreezingRecord) -> str:
    frozen, unfrozen = _frozen(record.frozen), _unfrozen(record.unfrozen)
    if record.frozen and record.unfrozen:
        return translate("{frozen}; {unfrozen}", frozen=frozen, unfrozen=unfrozen)
    return frozen if record.frozen else unfrozen


def _frozen(names: tuple[str, ...]) -> str:
    if len(names) == 1:
        return translate("{name} is frozen since, and trained all the same", name=_listed(names))
    return translate("{names} are frozen since, and trained all the same", names=_listed(names))


def _unfrozen(names: tuple[str, ...]) -> str:
    if len(names) == 1:
        return translate("{name} is unfrozen since, and not trained", name=_listed(names))
    return translate("{names} are unfrozen since, and not trained", names=_listed(names))


def _listed(names: tuple[str, ...]) -> str:
    shown = separated([f"'{name}'" for name in names[:_MOST_NAMES]])
    more = len(names) - _MOST_NAMES
    return translate("{names} and {count} more", names=shown, count=more) if more > 0 else shown


def _fixes(context: RuleContext, record: FreezingRecord) -> Iterator[Fix]:
    """Compiling again as before."""
    file = context.analysis.file
    enclosing = enclosing_of(file.tree)
    compiling = enclosing.statement(record.compiled.node)
    training = enclosing.statement(record.site.node)
    if record.is_all_frozen or record.compiled.file is not file or training is None:
        return
    if not isinstance(compiling, ast.Expr) or enclosing.scope(compiling) is not enclosing.scope(
        training
    ):
        return
    text = node_text(file, compiling)
    if "\n" in text or enclosing.loops(training):
        return
    edit = statement_insertion(file, training, text)
    tried = None if edit is None else context.what_if((edit,))
    if edit is None or tried is None:
        return
    if len(_found(tried)) < len(_found(context.analysis)):
        title = translate("Compile again before: {statement}", statement=text)
        yield Fix(title, (edit,), preferred=True)


_HEAD = """\
import keras
import numpy as np
from keras import layers

x, y = np.zeros((64, 20)), np.zeros((64, 1))
base = keras.Sequential([keras.Input((20,)), layers.Dense(64, activation="relu")])
model = keras.Sequential([base, layers.Dense(1)])

base.trainable = False
model.compile(optimizer="adam", loss="mse")
model.fit(x, y)

base.trainable = True
"""

RULE = Rule(
    identifier=IDENTIFIER,
    severity="warning",
    summary="Training goes on as before although `trainable` has changed since",
    explanation="""\
Which weights are trained, Keras 3 (on TensorFlow) reads once: in the first `fit` or
`train_on_batch` after `compile`. The step that it makes then is kept. So layers that are unfrozen
for a second `fit` stay frozen, and layers that are frozen for it go on learning, until `compile` is
called again. No error and no warning tells of it.

For the same reason a recipe for GANs that was right in Keras 2 is not any more: compile the
discriminator, set `discriminator.trainable = False`, build and compile the whole, and train both in
turn. Keras 2 kept what was trainable in `compile`. In Keras 3 the discriminator is frozen when its
first step is made, and never learns. Set `discriminator.trainable` to True before its own step, and
to False before that of the whole.
""",
    bad=f"{_HEAD}model.fit(x, y)\n",
    good=f'{_HEAD}model.compile(optimizer="adam", loss="mse")\nmodel.fit(x, y)\n',
    fixes=("Call `compile` again, as before, in front of the training.",),
    check=check,
)
