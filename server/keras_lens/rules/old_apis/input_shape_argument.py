"""The rule `input-shape-argument`: a layer is given the shape of its input."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from keras_lens.localization import translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.legacy.uses import CallPlan, Given, NewArgument
from keras_lens.models.records import LayerApplication, UnknownLayer
from keras_lens.rules.editing.edits import node_text
from keras_lens.rules.editing.spelling import spelling_like
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.old_apis.places import keyword_span
from keras_lens.rules.old_apis.rewriting.calls import CannotBeWritten, call_edits
from keras_lens.rules.old_apis.rewriting.inputs import put_in_front
from keras_lens.rules.old_apis.rewriting.offers import overlap, same_models
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit

_KEYWORDS = ("input_shape", "input_dim")
_HAVE_THEIR_OWN = frozenset({"Embedding", "ReversibleEmbedding", "InputLayer", "Input"})
"""Layers that have parameters of these names."""
_MODELS = frozenset({"Functional", "Sequential"})

_EXPLANATION = """\
Keras 2 let the first layer of a `Sequential` say what comes in: `Dense(64, input_shape=(784,))`.
Keras 3 still understands that, and warns: *Do not pass an `input_shape`/`input_dim` argument to a
layer. When using Sequential models, prefer using an `Input(shape)` object as the first layer in
the model instead.* On any layer but the first the argument does nothing.

The model is the same, so this is a hint only.
"""

_BAD = """\
import keras
from keras.layers import Dense

model = keras.Sequential()
model.add(Dense(64, activation="relu", input_shape=(784,)))
model.add(Dense(10, activation="softmax"))
"""

_GOOD = """\
import keras
from keras.layers import Dense, Input

model = keras.Sequential()
model.add(Input(shape=(784,)))
model.add(Dense(64, activation="relu"))
model.add(Dense(10, activation="softmax"))
"""


@dataclass(frozen=True)
class _Given:
    """A layer that is given the shape of its input by `keyword`; is_first: in a Sequential."""

    call: ast.Call
    keyword: ast.keyword
    is_first: bool


@dataclass(frozen=True)
class _Change:
    edits: tuple[TextEdit, ...]
    title: str


def check(context: RuleContext) -> Iterator[Finding]:
    """One finding for each constructor."""
    file = context.analysis.file
    found = list(_given(context.analysis))
    changes = {one.call: _change(file, one) for one in found}
    known = [change for change in changes.values() if change is not None]
    are_right = _keep_models(context, known)
    for one in found:
        change = changes[one.call]
        name = one.keyword.arg or ""
        fix = None if change is None else Fix(change.title, change.edits, True, True)
        yield Finding(
            rule=RULE.identifier,
            severity=RULE.severity,
            message=_message(name, one.is_first),
            span=keyword_span(file, one.call, [name]),
            fixes=() if fix is None or not are_right else (fix,),
        )


def _message(name: str, is_first: bool) -> str:
    if is_first:
        return translate(
            "Keras 3 warns about `{name}` on a layer: `keras.Input(shape=...)` as the first layer"
            " says the same.",
            name=name,
        )
    return translate("Keras 3 takes no notice of `{name}` here, and warns about it.", name=name)


def _given(analysis: Analysis) -> Iterator[_Given]:
    file = analysis.file
    first = {
        model.layers[0].constructor.node
        for model in analysis.models
        if model.class_name == "Sequential" and model.layers
    }
    seen: set[ast.AST] = set()
    layers: list[LayerApplication | UnknownLayer] = [
        *analysis.own_applications,
        *analysis.unknown_layers,
    ]
    for layer in layers:
        call = layer.constructor.node
        if call in seen or layer.constructor.file is not file or not isinstance(call, ast.Call):
            continue
        seen.add(call)
        if layer.class_name in _MODELS | _HAVE_THEIR_OWN or not _is_of_keras(file, call):
            continue
        for keyword in call.keywords:
            if keyword.arg in _KEYWORDS:
                yield _Given(call, keyword, call in first)
                break


def _is_of_keras(file: SourceFile, call: ast.Call) -> bool:
    """Whether the class is imported from Keras, as far as can be seen."""
    root: ast.expr = call.func
    while isinstance(root, ast.Attribute):
        root = root.value
    if not isinstance(root, ast.Name):
        return False
    for node in ast.walk(file.tree):
        match node:
            case ast.Import(names=aliases):
                modules = {(one.asname or one.name.partition(".")[0]): one.name for one in aliases}
            case ast.ImportFrom(module=str(module), names=aliases):
                modules = {one.asname or one.name: module for one in aliases}
                modules |= {root.id: module} if aliases[0].name == "*" else {}
            case _:
                continue
        if modules.get(root.id, "").partition(".")[0] in ("keras", "tensorflow"):
            return True
    return False


def _change(file: SourceFile, given: _Given) -> _Change | None:
    """`Input` in front, and the keyword left out."""
    text = node_text(file, given.keyword.value)
    shape = text if given.keyword.arg == "input_shape" else f"({text},)"
    try:
        edits = call_edits(file, given.call, _without(given))
        if not given.is_first:
            return _Change(tuple(edits), translate("Remove {code}", code=given.keyword.arg))
        spelling = spelling_like(file, given.call.func, "Input")
        if spelling is None:
            return None
        edits += put_in_front(file, given.call, spelling.text, f"shape={shape}")
    except CannotBeWritten:
        return None
    title = translate("Put {layer} before the layer", layer=f"{spelling.text}(shape={shape})")
    return _Change((*edits, *spelling.edits), title)


def _without(given: _Given) -> CallPlan:
    """The call without the keyword."""
    places = [NewArgument(None, Given(index)) for index in range(len(given.call.args))]
    keywords = [
        NewArgument(one.arg, Given(one.arg))
        for one in given.call.keywords
        if one is not given.keyword and one.arg is not None
    ]
    return CallPlan("", (*places, *keywords))


def _keep_models(context: RuleContext, changes: list[_Change]) -> bool:
    """Whether the models stay what they are when all of this is done."""
    edits = tuple(dict.fromkeys(edit for change in changes for edit in change.edits))
    if not edits or overlap(edits):
        return False
    after = context.what_if(edits)
    return after is not None and same_models(context.analysis, after)


RULE = Rule(
    identifier="input-shape-argument",
    severity="hint",
    summary="A layer is given the shape of its input, which Keras 3 warns about",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_GOOD,
    fixes=(
        "Put `Input(shape=...)` in front of the first layer.",
        "Remove the argument from a layer that is not the first.",
    ),
    check=check,
)
