"""The rule `incompatible-input`: a layer that cannot take the shape that it gets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keras_lens.localization import separated, translate
from keras_lens.models.records import LayerApplication, RefusedCall, Shape
from keras_lens.rules.refusals.attempts import Proposal
from keras_lens.rules.refusals.proposals import (
    input_shape_changed,
    inserting,
    other_class,
    removing,
)
from keras_lens.rules.refusals.reporting import check_with
from keras_lens.rules.rule import Rule, RuleContext
from keras_lens.rules.views.makers import maker_of, way_to
from keras_lens.rules.views.refusal_words import first_words_of
from keras_lens.rules.views.wording import shape_text

IDENTIFIER = "incompatible-input"
_REDUCES = ("Flatten", "GlobalAveragePool", "GlobalMaxPool")

_EXPLANATION = """\
Each layer of Keras takes inputs of certain shapes: `LSTM` and `Conv1D` sequences `(batch, steps,
features)`, `Conv2D` images `(batch, height, width, channels)`, `RepeatVector` single vectors. The
batch axis counts, so an image has `ndim=4`. With another number of axes Keras raises
`ValueError`. The same happens where an axis that the weights depend on differs from the one that
the layer was built for, or is not known (`Dense` after `Flatten` of images of any size).

Usual causes: a `Flatten` (or global pooling) too early; a layer for images used on sequences, or
the other way round; series of single numbers without an axis for the features.
"""

_BAD = """\
import keras
from keras.layers import LSTM, Dense, Flatten

model = keras.Sequential()
model.add(keras.Input(shape=(10, 8)))
model.add(Flatten())
model.add(LSTM(32))
model.add(Dense(1))
"""

_EXPECTED = re.compile(r"expected (min_|max_)?ndim=(\d+), found ndim=(\d+)")
_AXIS = re.compile(r"expected axis (-?\d+) of input shape to have value (\d+)")
_BUILT_FOR = re.compile(r"expected shape=(\([^)]*\)), found shape=")
_SINGLE = re.compile(r"expects (\d+) input\(s\), but it received (\d+)")
_NOT_DEFINED = re.compile(r"must be fully-defined")


def expected_rank(call: RefusedCall) -> int | None:
    """The number of axes that Keras wants, None where it says nothing of that."""
    match = _EXPECTED.search(call.refusal.message)
    if match is not None:
        return int(match.group(2))
    shape = call.inputs[0].shape if call.inputs else ()
    if call.what == "TimeDistributed" and len(shape) < 3:
        return 3
    if call.what == "Conv1D" and len(shape) > 3 and "same length" in call.refusal.message:
        return 3
    return None


def _message(call: RefusedCall) -> str:
    what, shape = call.what, call.inputs[0].shape
    rank, message = expected_rank(call), call.refusal.message
    if rank is not None:
        least = "min_ndim" in message
        return translate(
            "{layer} takes inputs of {axes}, but gets {shape}, which has {count}.",
            layer=what,
            axes=f"{_axes(rank, at_least=least)}{_names_of_axes(rank, what)}",
            shape=shape_text(shape),
            count=len(shape),
        )
    axis = _AXIS.search(message)
    if axis is not None:
        return translate(
            "{layer} has weights for inputs whose axis {axis} is {size}, but gets {shape}. A layer"
            " is built for the first input that it is called on.",
            layer=what,
            axis=axis.group(1),
            size=axis.group(2),
            shape=shape_text(shape),
        )
    built_for = _BUILT_FOR.search(message)
    if built_for is not None:
        return _made_for(call, built_for.group(1))
    single = _SINGLE.search(message)
    if single is not None:
        return translate(
            "{layer} takes {tensors}, but gets a list of {count}: {shapes}.",
            layer=what,
            tensors=_tensors(single.group(1)),
            count=single.group(2),
            shapes=_shapes(call),
        )
    if _NOT_DEFINED.search(message):
        return translate(
            "{layer} makes weights for each element of the last axis of its input, and how long"
            " that is is not known: {shape}. Give the model's input a fixed size.",
            layer=what,
            shape=shape_text(shape),
        )
    return translate(
        "{layer} cannot take {shapes}: {words}.",
        layer=what,
        shapes=_shapes(call),
        words=first_words_of(call.refusal, call.name),
    )


def _made_for(call: RefusedCall, wanted: str) -> str:
    if call.what in ("Functional", "Sequential"):
        return translate(
            "This model is made for {wanted}, but gets {given}.", wanted=wanted, given=_shapes(call)
        )
    return translate(
        "This {layer} is made for {wanted}, but gets {given}.",
        layer=call.what,
        wanted=wanted,
        given=_shapes(call),
    )


def _tensors(count: str) -> str:
    if count == "1":
        return translate("{count} tensor", count=count)
    return translate("{count} tensors", count=count)


def _axes(count: int, *, at_least: bool) -> str:
    if at_least:
        return translate("at least {count} axes", count=count)
    return translate("{count} axes", count=count)


def _shapes(call: RefusedCall) -> str:
    return separated([shape_text(tensor.shape) for tensor in call.inputs])


def _names_of_axes(rank: int, what: str) -> str:
    if what in ("RepeatVector", "Dense"):
        return ""
    names = {
        3: " (batch, steps, features)",
        4: " (batch, height, width, channels)",
        5: " (batch, depth, height, width, channels)",
    }
    if "ConvLSTM1D" in what or what == "Permute":
        return ""
    if "ConvLSTM2D" in what:
        return " (batch, time, height, width, channels)"
    return names.get(rank, "")


def _proposals(context: RuleContext, call: RefusedCall) -> Iterator[Proposal]:
    analysis, rank = context.analysis, expected_rank(call)
    if rank is None or len(call.inputs) != 1:
        return
    shape = call.inputs[0].shape
    if len(shape) < rank:
        for layer in way_to(analysis, call.inputs[0]):
            if layer.class_name.startswith(_REDUCES) and _would_fit(layer, rank):
                yield from removing(analysis, layer)
                break
    yield from _other_classes(context, call)
    if call.what == "Permute":
        return
    is_input = maker_of(analysis, call.inputs[0]) is None
    if len(shape) == rank - 1 and is_input:
        yield from input_shape_changed(analysis, call, range(len(shape) - 1), "1")
    has_extent = all(isinstance(size, int) for size in shape[1:])
    if len(shape) == rank - 1 and has_extent and (is_input or rank > 3):
        yield from inserting(analysis, call, "Reshape", f"({_listed(shape[1:])}, 1)")
    if len(shape) > rank == 2:
        yield from inserting(analysis, call, "Flatten", "")
    if len(shape) == 4 and rank == 3:
        _, steps, width, channels = shape
        if isinstance(width, int) and isinstance(channels, int) and isinstance(steps, int):
            target = f"({steps}, {width * channels})"
            yield from inserting(analysis, call, "Reshape", target)


def _listed(shape: Shape) -> str:
    return ", ".join(map(str, shape))


def _would_fit(layer: LayerApplication, rank: int) -> bool:
    return len(layer.inputs) == 1 and len(layer.inputs[0].shape) == rank


def _other_classes(context: RuleContext, call: RefusedCall) -> Iterator[Proposal]:
    """`Conv1D` for `Conv2D` on sequences, and so on."""
    dimensions = len(call.inputs[0].shape) - 2
    match = re.fullmatch(r"(\w*?)([123])D(Transpose)?", call.what)
    if match is None or dimensions not in (1, 2, 3) or "LSTM" in call.what:
        return
    name = f"{match.group(1)}{dimensions}D{match.group(3) or ''}"
    if name != call.what:
        yield from other_class(context.analysis, call, name)


RULE = Rule(
    identifier=IDENTIFIER,
    severity="error",
    summary="A layer cannot take the shape that it gets",
    explanation=_EXPLANATION,
    bad=_BAD,
    good=_BAD.replace("model.add(Flatten())\n", "").replace("Dense, Flatten", "Dense"),
    fixes=(
        "Remove the `Flatten` or global pooling before it.",
        "Use the layer for as many axes as there are (`Conv1D` for `Conv2D`).",
        "Add an axis to the input's shape, or insert a `Reshape` or `Flatten`.",
    ),
    check=check_with(IDENTIFIER, _message, _proposals),
    raises=True,
)
