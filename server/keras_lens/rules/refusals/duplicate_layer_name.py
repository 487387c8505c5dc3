"""The rule `duplicate-layer-name`: two layers of one model with the same name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.records import LayerApplication, RefusedCall
from keras_lens.rules.editing.arguments import constructor_of, keyword_of
from keras_lens.rules.editing.edits import extent_of, node_text, replacement
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.refusals.attempts import tried
from keras_lens.rules.refusals.refused import finding, refused
from keras_lens.rules.rule import Rule, RuleContext

IDENTIFIER = "duplicate-layer-name"

_EXPLANATION = """\
The names of the layers of one model must be unique: weights are stored and found by them. Two
layers with the same `name=` make Keras raise `ValueError` when the model is made. It also happens
where the same ready-made model (say `VGG16`) is made twice and both become parts of one model,
and where a function that names its layers is called twice.

Give them different names, or leave `name` out: Keras then counts them (`dense`, `dense_1`).
"""

_BAD = """\
import keras
from keras.layers import Dense

model = keras.Sequential()
model.add(keras.Input(shape=(4,)))
model.add(Dense(16, activation="relu", name="hidden"))
model.add(Dense(8, activation="relu", name="hidden"))
"""

_NAME = re.compile(r"""[Nn]ame ['"]([^'"]+)['"]""")


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each model in which two layers have one name."""
    for call in refused(context, IDENTIFIER):
        match = _NAME.search(call.refusal.message)
        name = match.group(1) if match else call.name or ""
        message = translate(
            "Two layers of this model have the name '{name}'. Keras needs a different name for"
            " each; without name= it finds one itself.",
            name=name,
        )
        yield finding(context, IDENTIFIER, call, message, fixes=list(_fixes(context, call, name)))


def _fixes(context: RuleContext, call: RefusedCall, name: str) -> Iterator[Fix]:
    """The later layer gets a number behind its name."""
    file = context.analysis.file
    layers: list[LayerApplication | RefusedCall] = [call]
    layers += [one for one in reversed(context.analysis.applications) if one.name == name]
    for layer in layers:
        constructor = constructor_of(file, layer)
        given = None if constructor is None else keyword_of(constructor, "name")
        if given is None or node_text(file, given.value).strip("'\"") != name:
            continue
        extent = extent_of(file, given.value)
        text = node_text(file, given.value)
        new = f"{text[:-1]}_2{text[-1]}"
        edits = (replacement(file, extent.start, extent.end, new),)
        if tried(context, call, edits) is not None:
            yield Fix(translate("Name the later one {name}", name=new), edits, preferred=True)
            return


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="Two layers of one model have the same name",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace('Dense(8, activation="relu", name="hidden")', 'Dense(8, activation="relu")'),
    fixes=("Give the later layer another name.",),
    check=check,
    raises=True,
)
