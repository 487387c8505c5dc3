"""The fixes for a `Dense` before `Flatten`, each tried before it is offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from keras_lens.localization import translate
from keras_lens.rules.findings import Fix
from keras_lens.rules.rule import RuleContext
from keras_lens.rules.structure.dense_before_flatten.changes import Change, inserting, moving
from keras_lens.rules.structure.dense_before_flatten.detection import Suspect
from keras_lens.rules.structure.dense_before_flatten.effects import Effect, effect_of
from keras_lens.rules.views.wording import params_text, shape_text


@dataclass(frozen=True, slots=True)
class TriedChange:
    """A change that mends the program, and what it does."""

    change: Change
    effect: Effect


def flatten_inserted(context: RuleContext, suspect: Suspect) -> TriedChange | None:
    """The best change that inserts a `Flatten()`; see `Effect.useless`."""
    return _first_good(context, suspect, inserting(context, suspect, "Flatten"))


def fixes(context: RuleContext, suspect: Suspect) -> Iterator[Fix]:
    """The fixes that were tried and found good, the preferred one first."""
    inserted = flatten_inserted(context, suspect)
    if inserted is not None and not inserted.effect.useless:
        yield _fix(_insertion("Flatten"), inserted, preferred=True)
    moved = _first_good(context, suspect, moving(context, suspect))
    if moved is not None and not moved.effect.useless:
        yield _fix(translate("Move Flatten() up before Dense"), moved)
    # Of raw pixels the mean says nothing; of features it does.
    if suspect.features:
        pooling = f"GlobalAveragePooling{len(suspect.dense.inputs[0].shape) - 2}D"
        pooled = _first_good(context, suspect, inserting(context, suspect, pooling))
        if pooled is not None and not pooled.effect.useless:
            yield _fix(_insertion(pooling), pooled)


def _insertion(layer: str) -> str:
    return translate("Insert {layer}() before Dense", layer=layer)


def _fix(action: str, tried: TriedChange, *, preferred: bool = False) -> Fix:
    effect = tried.effect
    title = translate(
        "{action}: {input} → {output}, {parameters}",
        action=action,
        input=shape_text(effect.input_shape),
        output=shape_text(effect.output_shape),
        parameters=params_text(effect.params),
    )
    return Fix(title, tried.change.edits, preferred)


def _first_good(
    context: RuleContext, suspect: Suspect, changes: Iterator[Change]
) -> TriedChange | None:
    """The first change that mends the program, one without a useless layer if there is one."""
    second_best = None
    for change in changes:
        effect = effect_of(context, suspect, change)
        if effect is None:
            continue
        if not effect.useless:
            return TriedChange(change, effect)
        second_best = second_best or TriedChange(change, effect)
    return second_best
