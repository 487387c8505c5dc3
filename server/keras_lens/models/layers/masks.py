"""Masks: which steps of a sequence count. Layers hand them on with the tensors that they give.

Keras keeps a tensor's mask with it and gives it to a `call` that has a parameter for it
(`keras.src.layers.layer`: `__call__`, `_set_mask_metadata`, `compute_mask`). Shapes depend on that
in code of the program only, which may ask whether there is a mask.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from keras_lens.evaluation.terms import TensorTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.containers import ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value, is_none
from keras_lens.models.tensor_structures import tensors_in
from keras_lens.models.tensors import TensorValue

if TYPE_CHECKING:
    from keras_lens.models.layers.callable_layer import CallableLayer

MASK = "mask"
_UNKNOWN = Unknown("which steps are masked is not known")


def mask_of(value: Value) -> Value:
    """The mask of a tensor, or the masks of several in the same structure; None for none."""
    if isinstance(value, TensorValue):
        return value.mask or NONE
    if isinstance(value, ListValue) and (items := value.items()) is not None:
        return ListValue([mask_of(one) for one in items])
    if isinstance(value, TupleValue):
        return TupleValue([mask_of(one) for one in value.items])
    return NONE


def with_masks(parameters: Sequence[str], arguments: Arguments, machine: Machine) -> Arguments:
    """The arguments of a `call` with these `parameters`, and the masks that Keras adds."""
    given = {**dict(zip(parameters, arguments.positional, strict=False)), **arguments.keywords}
    tensors = {
        name: value
        for name, value in given.items()
        if any(True for _ in tensors_in(value, machine))
    }
    if len(tensors) == 1:
        added = dict.fromkeys([MASK], next(iter(tensors.values())))
    else:
        added = {f"{name}_mask": value for name, value in tensors.items()}
    masks = {
        name: mask_of(value)
        for name, value in added.items()
        if name in parameters and (name not in given or is_none(given[name]))
    }
    kept = {name: mask for name, mask in masks.items() if not is_none(mask)}
    positional = arguments.positional[: len(parameters)]
    if not kept or any(name in parameters[: len(positional)] for name in kept):
        return arguments
    return Arguments(arguments.positional, {**arguments.keywords, **kept}, arguments.open)


def hand_on(layer: CallableLayer, arguments: Arguments, output: Value, machine: Machine) -> None:
    """Gives the tensors of `output` the masks that the layer hands on with them."""
    if not _may_have_mask(layer, arguments):
        return
    tensors = [one for one in tensors_in(output, machine) if one.mask is None]
    if not tensors:
        return
    mask = computed_mask(layer, arguments, machine)
    if is_none(mask):
        return
    is_one = isinstance(output, TensorValue) and isinstance(mask, TensorValue)
    for tensor in tensors:
        tensor.mask = mask if is_one else _UNKNOWN


def _may_have_mask(layer: CallableLayer, arguments: Arguments) -> bool:
    """False for a layer that only hands masks on, of one tensor without a mask: most are so."""
    given = arguments.positional
    is_bare = len(given) == 1 and isinstance(given[0], TensorValue) and given[0].mask is None
    makes_masks = layer.is_model or layer.is_of_program or layer.class_name in _RULES
    return makes_masks or not is_bare or bool(arguments.keywords)


def computed_mask(layer: CallableLayer, arguments: Arguments, machine: Machine) -> Value:
    """What `layer.compute_mask(inputs, previous_mask)` gives in a call with these arguments."""
    inputs = next(arguments.all_values(), NONE)
    given = arguments.keywords.get(MASK, NONE)
    previous = mask_of(inputs) if is_none(given) else given
    rule = _RULES.get(layer.class_name)
    if rule is not None:
        return rule(layer, inputs, previous, machine)
    own = layer.own_mask(inputs, previous, machine)
    if own is not None:
        return own
    if _is_empty(previous):
        return _UNKNOWN if _makes_masks_inside(layer, machine) else NONE
    supports = layer.attribute("supports_masking", machine).truth(machine)
    if supports is False:
        return NONE
    is_plain = supports and layer.hands_masks_on
    return previous if is_plain and isinstance(previous, TensorValue) else _UNKNOWN


def _makes_masks_inside(layer: CallableLayer, machine: Machine) -> bool:
    """Whether a model may have masks that its inputs do not have."""
    return any(
        (
            isinstance(part.attribute("mask_zero", machine), Constant)
            and part.attribute("mask_zero", machine).truth(machine) is not False
        )
        or part.class_name == "Masking"
        or not part.hands_masks_on
        for part in layer.layers_in_it()
    )


def _is_empty(mask: Value) -> bool:
    if isinstance(mask, ListValue):
        return all(map(_is_empty, mask.items() or (_UNKNOWN,)))
    if isinstance(mask, TupleValue):
        return all(map(_is_empty, mask.items))
    return is_none(mask)


def _embedding(layer: CallableLayer, inputs: Value, previous: Value, machine: Machine) -> Value:
    masks = layer.attribute("mask_zero", machine).truth(machine)
    if masks is False:
        return NONE
    if masks is None or not isinstance(inputs, TensorValue):
        return _UNKNOWN
    return TensorValue(TensorTerm(inputs.term.shape, "bool"))


def _masking(layer: CallableLayer, inputs: Value, previous: Value, machine: Machine) -> Value:
    if not isinstance(inputs, TensorValue):
        return _UNKNOWN
    return TensorValue(TensorTerm(inputs.term.shape[:-1], "bool"))


def _recurrent(layer: CallableLayer, inputs: Value, previous: Value, machine: Machine) -> Value:
    returns = layer.attribute("return_sequences", machine)
    states = layer.attribute("return_state", machine)
    if returns.truth(machine) is False and states.truth(machine) is False:
        return NONE
    is_sequence = isinstance(returns, Constant) and states.truth(machine) is False
    return previous if is_sequence or _is_empty(previous) else _UNKNOWN


def _pooled(layer: CallableLayer, inputs: Value, previous: Value, machine: Machine) -> Value:
    return NONE


_RULES: dict[str, Callable[[CallableLayer, Value, Value, Machine], Value]] = {
    "Bidirectional": _recurrent,
    "ConvLSTM1D": _recurrent,
    "ConvLSTM2D": _recurrent,
    "ConvLSTM3D": _recurrent,
    "Embedding": _embedding,
    "GRU": _recurrent,
    "GlobalAveragePooling1D": _pooled,
    "LSTM": _recurrent,
    "Masking": _masking,
    "RNN": _recurrent,
    "ReversibleEmbedding": _embedding,
    "SimpleRNN": _recurrent,
}
"""The layers of Keras with a `compute_mask` of their own. Of the others that have one (`Attention`,
`Concatenate` and other merging layers, `Lambda`) the mask is unknown where an input has one."""
