"""The rule `refused-by-keras`: whatever else Keras surely refuses."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.records import Shape
from keras_lens.rules.findings import Finding
from keras_lens.rules.refusals.differences import shapes_in_words
from keras_lens.rules.refusals.refused import comes_from, finding, refused
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.views.refusal_words import first_words_of

IDENTIFIER = "refused-by-keras"

_EXPLANATION = """\
Keras was asked what this call gives, with the shapes that are known here, and raises an
exception. The program stops at this place. No other rule knows the cause; Keras's own words say
what it is.
"""

_BAD = """\
import keras
from keras.layers import GroupNormalization

model = keras.Sequential()
model.add(keras.Input(shape=(16, 16, 3)))
model.add(GroupNormalization(groups=32))
"""


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each call that Keras refuses and no other rule explains."""
    for call in refused(context, IDENTIFIER):
        if call.kind == "function" and call.refusal.phase == "call":
            continue  # TensorFlow may take eager tensors where it refuses those of a graph
        first = first_words_of(call.refusal, call.name)
        name = call.what.removeprefix("operator.").rpartition(".")[2]
        shapes = [tensor.shape for tensor in call.inputs]
        yield finding(
            context,
            IDENTIFIER,
            call,
            _message(name, shapes, first),
            related=list(comes_from(context.analysis, call.inputs)),
        )


def _message(name: str, shapes: list[Shape], words: str) -> str:
    if not shapes:
        return translate("Keras refuses {name}: {words}.", name=name, words=words)
    return translate(
        "Keras refuses {name} on {shapes}: {words}.",
        name=name,
        shapes=shapes_in_words(shapes),
        words=words,
    )


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="Keras raises an exception here",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("groups=32", "groups=3"),
    fixes=(),
    check=check,
    raises=True,
)
