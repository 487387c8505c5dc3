"""The rule `compile-refused`: `compile` is given what Keras does not take, then or in training."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterator
from dataclasses import replace

from keras_lens.interpreter.reach import Certainty
from keras_lens.localization import sentences, translate
from keras_lens.models.analysis import Analysis
from keras_lens.models.records import RefusedCall
from keras_lens.rules.editing.arguments import argument_removed, keyword_of, keyword_renamed
from keras_lens.rules.editing.edits import extent_of, insertion, node_text, replacement
from keras_lens.rules.editing.quotes import quoted
from keras_lens.rules.findings import Finding
from keras_lens.rules.refusals.attempts import Proposal, fixes_of
from keras_lens.rules.refusals.refused import finding, refused
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.views.refusal_words import first_words_of
from keras_lens.syntax.source import SourceFile

IDENTIFIER = "compile-refused"

_EXPLANATION = """\
`compile` takes an optimizer (`Adam()`, not its class `Adam`) or its name, a loss or its name, and a
list of metrics, also where it is one: `metrics=["accuracy"]`. Names of losses and metrics are
looked up when training begins: a slip of the pen (`acuracy`) raises only then, after the data has
been loaded; it is a warning where the model is not trained in what can be seen. An argument that
there is none raises `TypeError`.
"""

_BAD = """\
import keras
from keras import layers

model = keras.Sequential([keras.Input(shape=(4,)), layers.Dense(3, activation="softmax")])
model.compile(optimizer="adm", loss="categorical_crossentropy", metrics=["accuracy"])
"""

_IDENTIFIER = re.compile(r"Could not interpret (\w+) identifier: (.*)", re.DOTALL)
_ARGUMENT = re.compile(r"unexpected keyword argument '(\w+)'")
_NO_LIST = re.compile(r"Expected `(\w*metrics)` argument to be a list")
_REGISTERS = re.compile(r"custom_object|CustomObjectScope|register_keras_serializable")
_TRAINING = frozenset({"evaluate", "fit", "test_on_batch", "train_on_batch"})
_NEAR = 0.6


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each `compile` that Keras refuses, there or when training starts."""
    for call in refused(context, IDENTIFIER):
        if _REGISTERS.search(context.analysis.file.text) and _is_optimizer(call):
            continue
        proposals = _proposals(context.analysis.file, call)
        found = finding(
            context, IDENTIFIER, call, _message(call), fixes=fixes_of(context, call, proposals)
        )
        if call.refusal.phase == "fit" and not _is_trained(context.analysis, call):
            found = replace(found, severity="warning")
        yield found


def _is_trained(analysis: Analysis, call: RefusedCall) -> bool:
    """Whether a model that it compiles is trained or tested in what can be seen."""
    keys = {
        model.key
        for model in analysis.models
        if model.compiled is not None and model.compiled.site == call.site
    }
    return any(
        feed.model_key in keys and feed.method in _TRAINING and feed.certainty is Certainty.SURE
        for feed in analysis.feeds
    )


def _is_optimizer(call: RefusedCall) -> bool:
    """Whether it is about the name of an optimizer, which a program may register."""
    return "optimizer identifier" in call.refusal.message


def _message(call: RefusedCall) -> str:
    words = call.refusal.message
    argument, no_list = _ARGUMENT.search(words), _NO_LIST.search(words)
    if argument is not None:
        name = argument.group(1)
        return sentences(
            translate("compile() has no argument '{argument}'.", argument=name),
            _did_you_mean(_nearest(call, name)),
        )
    if no_list is not None:
        return translate(
            "{argument} is a list of metrics, also where it is one.", argument=no_list.group(1)
        )
    found = _IDENTIFIER.search(words)
    if found is None:
        words_of_keras = first_words_of(call.refusal, None)
        return translate("Keras refuses the arguments of compile(): {words}.", words=words_of_keras)
    kind, name = _kind(found.group(1)), found.group(2)
    if name.startswith("<class"):
        return translate("compile() needs an {kind}, not its class: put () behind it.", kind=kind)
    is_later = call.refusal.phase != "compile"
    return sentences(
        translate("Keras has no {kind} {name!r}.", kind=kind, name=name),
        _did_you_mean(_nearest(call, name)),
        translate("Training raises when it begins.") if is_later else "",
    )


def _kind(word: str) -> str:
    """What Keras calls so."""
    match word:
        case "optimizer":
            return translate("optimizer")
        case "loss":
            return translate("loss")
        case "metric":
            return translate("metric")
    return word


def _did_you_mean(names: list[str]) -> str:
    return translate("Did you mean '{name}'?", name=names[0]) if names else ""


def _nearest(call: RefusedCall, name: str) -> list[str]:
    """The names that are most like it, written in small letters first."""
    given = {key for key, _ in call.made.kwargs} if call.made is not None else set()
    known = [one for one in call.parameters if one not in given]
    close = difflib.get_close_matches(name.lower(), known, n=2, cutoff=_NEAR)
    return close[:1] if len({one.lower() for one in close}) == 1 else close


def _proposals(file: SourceFile, call: RefusedCall) -> Iterator[Proposal]:
    node, words = call.site.node, call.refusal.message
    if call.site.file is not file or not isinstance(node, ast.Call):
        return
    argument, no_list = _ARGUMENT.search(words), _NO_LIST.search(words)
    identifier = _IDENTIFIER.search(words)
    if argument is not None:
        yield from _of_argument(file, node, call, argument.group(1))
    elif no_list is not None and (keyword := keyword_of(node, no_list.group(1))) is not None:
        text = node_text(file, keyword.value)
        extent = extent_of(file, keyword.value)
        edit = replacement(file, extent.start, extent.end, f"[{text}]")
        yield Proposal(translate("Write {code}", code=f"[{text}]"), (edit,))
    elif identifier is not None and identifier.group(2).startswith("<class"):
        optimizer = keyword_of(node, "optimizer")
        given = optimizer.value if optimizer is not None else next(iter(node.args), None)
        if given is not None:
            edit = insertion(file, extent_of(file, given).end, "()")
            written = f"{node_text(file, given)}()"
            yield Proposal(translate("Write {code}", code=written), (edit,))
    elif identifier is not None:
        yield from _of_name(file, node, call, identifier.group(2))


def _of_argument(
    file: SourceFile, node: ast.Call, call: RefusedCall, name: str
) -> Iterator[Proposal]:
    for near in _nearest(call, name):
        renamed = keyword_renamed(file, node, name, near)
        if renamed is not None:
            yield Proposal(translate("Write {code}", code=near), (renamed,))
    removed = argument_removed(file, node, name)
    if removed is not None:
        yield Proposal(translate("Remove {code}", code=name), (removed,))


def _of_name(file: SourceFile, node: ast.Call, call: RefusedCall, name: str) -> Iterator[Proposal]:
    """Writes a name that is nearly the one that is given."""
    places = [one for one in ast.walk(node) if isinstance(one, ast.Constant) and one.value == name]
    for near in _nearest(call, name) if len(places) == 1 else ():
        extent = extent_of(file, places[0])
        new = quoted(file, near, places[0])
        edit = replacement(file, extent.start, extent.end, new)
        yield Proposal(translate("Write {code}", code=new), (edit,))


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="compile is given an optimizer, loss, metric or argument that there is none",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace('"adm"', '"adam"'),
    fixes=(
        "Write the name that is nearest.",
        'Write a list: `metrics=["accuracy"]`.',
        "Write `Adam()` for `Adam`.",
        "Remove an argument that there is none.",
    ),
    check=check,
    raises=True,
)
