"""The rule `file-name`: a model is saved to a file whose name tells of no format."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.records import RefusedCall
from keras_lens.rules.editing.arguments import argument_removed
from keras_lens.rules.editing.edits import extent_of, replacement
from keras_lens.rules.editing.enclosing import enclosing_of
from keras_lens.rules.editing.quotes import quoted
from keras_lens.rules.refusals.attempts import Proposal
from keras_lens.rules.refusals.reporting import check_with
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit

IDENTIFIER = "file-name"

_EXPLANATION = """\
Keras 3 knows the format of a file by its name. `model.save` takes names that end in `.keras`, or in
`.h5` for the format of before; `model.save_weights` those that end in `.weights.h5`; and
`ModelCheckpoint` `.keras`, or `.weights.h5` with `save_weights_only=True`. Anything else raises
`ValueError`, after the training. A folder for TensorFlow (`SavedModel`) is written by
`model.export("folder")`.
"""

_BAD = """\
import keras
from keras import layers

model = keras.Sequential([keras.Input(shape=(4,)), layers.Dense(3)])
model.save_weights("trained.h5")
"""

_FOREIGN = re.compile(
    r"(\.weights)?\.(keras|h5|hdf5|hdf|tf|pb|ckpt|model|weights|pkl|pt|pth|sav|json)$",
    re.IGNORECASE,
)
_WEIGHTS = re.compile(r"[_-]weights?$", re.IGNORECASE)


def _message(call: RefusedCall) -> str:
    if "save_format" in call.refusal.message:
        return translate(
            "save_weights() has no argument 'save_format' any more: the name of the file decides."
        )
    name, ending = _name(call), _ending(call)
    if _is_of_weights(call):
        return translate(
            'Weights are saved to files whose names end in {ending}: "{name}" does not.',
            ending=ending,
            name=name,
        )
    return translate(
        'Models are saved to files whose names end in {ending}: "{name}" does not.',
        ending=ending,
        name=name,
    )


def _name(call: RefusedCall) -> str:
    return str(call.made.args[0]) if call.made is not None else ""


def _is_of_weights(call: RefusedCall) -> bool:
    return ".weights.h5" in call.refusal.message or call.what == "save_weights()"


def _ending(call: RefusedCall) -> str:
    return ".weights.h5" if _is_of_weights(call) else ".keras"


def _proposals(context: RuleContext, call: RefusedCall) -> Iterator[Proposal]:
    """A name that Keras takes, wherever the file has the name that it does not take: what is saved
    there may be read there."""
    file, name = context.analysis.file, _name(call)
    new = _renamed(name, call)
    places = _texts(file, name) if new != name else []
    edits = [_written(file, place, new) for place in places]
    node = call.site.node
    if "save_format" in call.refusal.message and isinstance(node, ast.Call):
        removed = argument_removed(file, node, "save_format")
        if removed is None:
            return
        edits.append(removed)
    if edits:
        yield Proposal(_action(new, len(places)), tuple(edits))


def _action(new: str, places: int) -> str:
    match places:
        case 0:
            return translate("Remove {code}", code="save_format")
        case 1:
            return translate("Write {code}", code=f'"{new}"')
    return translate("Write {code} ({count} places)", code=f'"{new}"', count=places)


def _renamed(name: str, call: RefusedCall) -> str:
    """The name with the ending that Keras wants."""
    ending = _ending(call)
    if name.endswith(ending):
        return name
    stem = _FOREIGN.sub("", name.rstrip("/"))
    if _is_of_weights(call):
        stem = _WEIGHTS.sub("", stem)
        folder, _, last = stem.rpartition("/")
        stem = stem if last != "weights" else f"{folder}/model".lstrip("/")
    return f"{stem}{ending}"


def _texts(file: SourceFile, text: str) -> list[ast.Constant]:
    enclosing = enclosing_of(file.tree)
    return [
        node
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Constant)
        and node.value == text
        and not isinstance(enclosing.parent(node), ast.JoinedStr | ast.Expr)
    ]


def _written(file: SourceFile, node: ast.Constant, text: str) -> TextEdit:
    extent = extent_of(file, node)
    return replacement(file, extent.start, extent.end, quoted(file, text, node))


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="A model is saved to a file whose name tells of no format",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("trained.h5", "trained.weights.h5"),
    fixes=("Write the name with the ending that Keras wants, wherever the file has it.",),
    check=check_with(IDENTIFIER, _message, _proposals),
    raises=True,
)
