"""The rule `missing-return-sequences`: recurrent layers stacked on single vectors."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.localization import translate
from keras_lens.models.records import LayerApplication, RefusedCall
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.refusals.attempts import tried
from keras_lens.rules.refusals.kinds import recurrent_before
from keras_lens.rules.refusals.proposals import with_argument
from keras_lens.rules.refusals.refused import comes_from, finding, refused
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.views.wording import shape_text

IDENTIFIER = "missing-return-sequences"

_EXPLANATION = """\
`LSTM`, `GRU` and `SimpleRNN` (also in `Bidirectional`) give their **last** output only, one
vector for the whole sequence: `(None, 64)`. The next recurrent layer, and everything else that
works along a sequence (`Conv1D`, `GlobalMaxPooling1D`, `TimeDistributed`), needs the whole
sequence `(None, steps, 64)`, and Keras raises `ValueError`.

Every recurrent layer but the last one gets `return_sequences=True`: it then gives its output at
every step.
"""

_BAD = """\
import keras
from keras.layers import LSTM, Dense

model = keras.Sequential()
model.add(keras.Input(shape=(10, 8)))
model.add(LSTM(64))
model.add(LSTM(32))
model.add(Dense(1))
"""

_GOOD = _BAD.replace("LSTM(64)", "LSTM(64, return_sequences=True)")


def check(context: RuleContext) -> Iterator[Finding]:
    """A finding for each recurrent layer that gets the last output of another one."""
    analysis = context.analysis
    for call in refused(context, IDENTIFIER):
        recurrent = recurrent_before(analysis, call)
        if recurrent is None:
            continue
        yield finding(
            context,
            IDENTIFIER,
            call,
            _message(call, recurrent),
            fixes=_fixes(context, call, recurrent),
            related=list(comes_from(analysis, call.inputs)),
        )


def _message(call: RefusedCall, recurrent: LayerApplication) -> str:
    steps = shape_text((*recurrent.inputs[0].shape[:2], recurrent.outputs[0].shape[-1]))
    return translate(
        "{layer} needs a sequence but gets {shape}: the {recurrent} before it gives its last output"
        " only. With return_sequences=True it gives {sequence}.",
        layer=call.what,
        shape=shape_text(call.inputs[0].shape),
        recurrent=recurrent.class_name,
        sequence=steps,
    )


def _fixes(context: RuleContext, call: RefusedCall, recurrent: LayerApplication) -> list[Fix]:
    edits = with_argument(context.analysis.file, recurrent, "return_sequences", "True")
    success = tried(context, call, edits) if edits else None
    if success is None or success.layer is None:
        return []
    effect = shape_text(success.layer.inputs[0].shape)
    is_same = recurrent.constructor == call.constructor
    return [Fix(_title(recurrent, effect, is_same), edits, preferred=not is_same)]


def _title(recurrent: LayerApplication, effect: str, is_same: bool) -> str:
    """is_same: the call makes the layer before it and the refused one."""
    if is_same:
        return translate(
            "Add return_sequences=True to every {layer} made here: {effect}",
            layer=recurrent.class_name,
            effect=effect,
        )
    return translate(
        "Add return_sequences=True to {layer}: {effect}",
        layer=recurrent.class_name,
        effect=effect,
    )


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="A recurrent layer before another one gives its last output only",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_GOOD,
    fixes=("Add `return_sequences=True` to the recurrent layer before.",),
    check=check,
    raises=True,
)
