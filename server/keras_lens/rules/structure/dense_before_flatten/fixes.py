"""The fixes for a `Dense` before `Flatten`, each tried before it is offered."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from keras_lens.algebra import Size
from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import LayerApplication, ModelRecord, Shape
from keras_lens.rules.editing.edits import (
    extent_of,
    item_removal,
    items_of,
    node_text,
    offset_after,
)
from keras_lens.rules.editing.placement import (
    Addition,
    Form,
    comment_of,
    form_of,
    insertions,
    place_of,
    removal,
)
from keras_lens.rules.editing.spelling import Spelling, dotted_name, spelling_like
from keras_lens.rules.findings import Fix
from keras_lens.rules.rule import RuleContext
from keras_lens.rules.structure.dense_before_flatten.detection import Suspect, suspects
from keras_lens.rules.views.wording import params_text, shape_text
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit

_INPUT_ARGUMENTS = ("input_shape", "batch_input_shape", "batch_shape")


@dataclass(frozen=True, slots=True)
class Effect:
    """What the `Dense` does once an edit is made, as Keras says.

    useless: the new layer also runs where it does nothing, so the edit is not a good one.
    """

    input_shape: Shape
    output_shape: Shape
    params: Size
    useless: bool


@dataclass(frozen=True, slots=True)
class Change:
    """Edits that put a layer in front of the `Dense`; `new` are those that do just that, the
    insertion of the layer among them."""

    edits: tuple[TextEdit, ...]
    new: tuple[TextEdit, ...]


@dataclass(frozen=True, slots=True)
class TriedChange:
    change: Change
    effect: Effect


def flatten_inserted(context: RuleContext, suspect: Suspect) -> TriedChange | None:
    """The best change that inserts a `Flatten()`; see `Effect.useless`."""
    return _first_good(context, suspect, _inserting(context, suspect, "Flatten"))


def fixes(context: RuleContext, suspect: Suspect) -> Iterator[Fix]:
    """The fixes that were tried and found good, the preferred one first."""
    inserted = flatten_inserted(context, suspect)
    if inserted is not None and not inserted.effect.useless:
        yield _fix(_insertion("Flatten"), inserted, preferred=True)
    moved = _first_good(context, suspect, _moving(context, suspect))
    if moved is not None and not moved.effect.useless:
        yield _fix(translate("Move Flatten() up before Dense"), moved)
    # Of raw pixels the mean says nothing; of features it does.
    if suspect.features:
        pooling = f"GlobalAveragePooling{len(suspect.dense.inputs[0].shape) - 2}D"
        pooled = _first_good(context, suspect, _inserting(context, suspect, pooling))
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


def _inserting(context: RuleContext, suspect: Suspect, class_name: str) -> Iterator[Change]:
    """Changes that insert a new layer, first those that take the later `Flatten` away."""
    file = context.analysis.file
    form = form_of(file, suspect.dense)
    spelling = _spelling(file, suspect, class_name)
    if form is None or spelling is None:
        return
    for argument, freed in _input_arguments(file, suspect):
        for taken_away in _removals(file, suspect):
            layer = f"{spelling.text}({argument})"
            if taken_away and class_name == "Flatten":
                layer = _as_before(file, suspect.flatten, argument) or layer
            for place in insertions(file, form, layer):
                edits = (*spelling.edits, *place.edits, *freed, *taken_away)
                yield Change(edits, place.edits)


def _as_before(file: SourceFile, flatten: LayerApplication | None, argument: str) -> str | None:
    """The text of a `Flatten` with the name and whatever else `flatten` was given; None where
    that is not on one line of the file."""
    if flatten is None or flatten.constructor.file is not file:
        return None
    node = flatten.constructor.node
    if not isinstance(node, ast.Call) or len(node_text(file, node).splitlines()) > 1:
        return None
    return _with_argument(file, node, argument)


def _removals(file: SourceFile, suspect: Suspect) -> Iterator[tuple[TextEdit, ...]]:
    """Without the later `Flatten`, and with it."""
    if suspect.flatten is not None:
        form = form_of(file, suspect.flatten)
        edits = None if form is None else removal(file, form, suspect.flatten)
        if edits is not None:
            yield edits
    yield ()


def _moving(context: RuleContext, suspect: Suspect) -> Iterator[Change]:
    """Changes that move the later `Flatten`, within one list or one block."""
    file, flatten = context.analysis.file, suspect.flatten
    source = None if flatten is None else form_of(file, flatten)
    target = form_of(file, suspect.dense)
    if flatten is None or source is None or target is None:
        return
    taken_away = removal(file, source, flatten)
    if taken_away is None or not _is_part(flatten.constructor.node, source):
        return
    comment = comment_of(file, source)
    for argument, freed in _input_arguments(file, suspect):
        layer = _as_before(file, flatten, argument)
        if layer is None:
            return
        for place in insertions(file, target, layer, comment):
            if place.place == place_of(file, source):
                yield Change((*place.edits, *freed, *taken_away), place.edits)


def _is_part(constructor: ast.expr, form: Form) -> bool:
    """Whether the layer is made where it is used, so that moving one moves the other."""
    node = form.node if not isinstance(form, Addition) else form.statement
    return any(part is constructor for part in ast.walk(node))


def _with_argument(file: SourceFile, call: ast.Call, argument: str) -> str:
    text = node_text(file, call)
    if not argument:
        return text
    inside = text[:-1].rstrip().rstrip(",")
    return f"{inside}, {argument})" if call.args or call.keywords else f"{inside}{argument})"


def _spelling(file: SourceFile, suspect: Suspect, class_name: str) -> Spelling | None:
    flatten = suspect.flatten
    if flatten is not None and class_name == "Flatten":
        node = flatten.constructor.node
        name = dotted_name(node.func) if isinstance(node, ast.Call) else None
        if name is not None and flatten.constructor.file is file:
            return Spelling(name)
    node = suspect.dense.constructor.node
    return spelling_like(file, node.func, class_name) if isinstance(node, ast.Call) else None


def _input_arguments(
    file: SourceFile, suspect: Suspect
) -> Iterator[tuple[str, tuple[TextEdit, ...]]]:
    """The argument that says the model's input shape, where the `Dense` has one, for the layer
    in front of it, and the edits that take it away from the `Dense`."""
    node = suspect.dense.constructor.node
    if not isinstance(node, ast.Call):
        return
    given = [keyword for keyword in node.keywords if keyword.arg in _INPUT_ARGUMENTS]
    if not given or not suspect.first:
        yield "", ()
        return
    items = items_of(file, node)
    if items is None or len(given) != 1:
        return
    extent = extent_of(file, given[0])
    edit = item_removal(file, items, items.extents.index(extent), keep_comment=True)
    if edit is not None:
        yield node_text(file, given[0]), (edit,)


def effect_of(context: RuleContext, suspect: Suspect, change: Change) -> Effect | None:
    """What Keras makes of the program after `change`; None where that does not mend it, or
    harms another part."""
    before, after = context.analysis, context.what_if(change.edits)
    if after is None or len(after.unknown_layers) > len(before.unknown_layers):
        return None
    file = before.file
    start = extent_of(file, suspect.dense.constructor.node).start
    new_start = offset_after(file, change.edits, start)
    dense = _made_at(after, new_start, new_start)
    remaining = suspects(after)
    if not dense or len(dense[0].inputs[0].shape) != 2 or len(remaining) >= len(suspects(before)):
        return None
    if any(_start(after, left.dense) == new_start for left in remaining):
        return None
    inserted = _inserted(before, after, change)
    if not inserted or not _others_unharmed(before, after, start, inserted):
        return None
    return Effect(
        dense[0].inputs[0].shape,
        dense[0].outputs[0].shape,
        dense[0].params or 0,
        useless=any(len(layer.inputs[0].shape) <= 2 for layer in inserted),
    )


def _start(analysis: Analysis, layer: LayerApplication) -> int:
    if layer.constructor.file is not analysis.file:
        return -1
    return extent_of(analysis.file, layer.constructor.node).start


def _made_at(analysis: Analysis, first: int, last: int) -> list[LayerApplication]:
    """The applications of layers whose constructor starts from `first` to `last`."""
    return [a for a in analysis.applications if first <= _start(analysis, a) <= last]


def _inserted(before: Analysis, after: Analysis, change: Change) -> list[LayerApplication]:
    """The applications of the layer that `change` puts in."""
    found = []
    for edit in change.new:
        if edit.span.start != edit.span.end:
            continue
        offset = before.file.offset_of(edit.span.start)
        end = offset_after(before.file, change.edits, offset)
        found += _made_at(after, end - len(edit.new_text), end - 1)
    return found


def _others_unharmed(
    before: Analysis, after: Analysis, start: int, inserted: Sequence[LayerApplication]
) -> bool:
    """Whether every model is still built, and those without the mended `Dense` are the same."""
    if len(before.models) != len(after.models):
        return False
    for old, new in zip(before.models, after.models, strict=True):
        if old.output_shapes and not new.output_shapes:
            return False
        if old.total_params is not None and new.total_params is None:
            return False
        concerned = any(
            isinstance(layer, LayerApplication) and _start(before, layer) == start
            for layer in old.layers
        ) or any(layer in inserted for layer in new.layers)
        if not concerned and _outcome(old) != _outcome(new):
            return False
    return True


def _outcome(model: ModelRecord) -> tuple[object, ...]:
    return (model.output_shapes, model.total_params, model.trainable_params)
