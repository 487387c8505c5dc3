"""Variables: `keras.Variable` and what `add_weight` makes."""

from __future__ import annotations

import re

from keras_lens.algebra import Size
from keras_lens.evaluation.outcomes import Weight
from keras_lens.evaluation.terms import TensorTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value
from keras_lens.models.layers.owned_weights import OwnedWeight
from keras_lens.models.tensor_structures import tensors_in
from keras_lens.models.tensors import TensorValue

VARIABLE = "tensorflow.Variable"
_BITS = re.compile(r"\d+$")


class VariableValue(TensorValue):
    """A variable; where it is used as a tensor, floats have the dtype `as_dtype` (Keras casts
    them to the layer's). owned: where it is a weight of a layer of Keras."""

    __slots__ = ("owned", "weight")

    def __init__(self, weight: Weight, as_dtype: str, owned: OwnedWeight | None = None) -> None:
        super().__init__(TensorTerm(weight.shape, as_dtype))
        self.weight = weight
        self.owned = owned

    def describe(self) -> str:
        return "a variable"

    def equivalent(self, other: Value) -> bool:
        return self is other or (
            self.owned is not None
            and isinstance(other, VariableValue)
            and other.owned is not None
            and (self.owned.owner, self.owned.number) == (other.owned.owner, other.owned.number)
        )

    def attribute(self, name: str, machine: Machine) -> Value:
        match name:
            case "value" | "read_value" | "numpy":
                return Native(name, lambda *_: TensorValue(self.term))
            case "assign" | "assign_add" | "assign_sub":
                return Native(name, lambda *_: NONE)
            case "name":
                return Constant(self.weight.name)
            case "trainable":
                return Constant(self.weight.trainable)
        return super().attribute(name, machine)


def make_untracked_variable(arguments: Arguments, machine: Machine) -> Value:
    """`tf.Variable(initial_value, ...)`: Keras does not count it among a layer's weights."""
    given = arguments.get(0, "initial_value")
    if isinstance(given, Constant):
        given = machine.library.call(
            "tensorflow.constant", Arguments((given,)), machine.no_site(), machine
        )
    tensor = None if given is None else next(tensors_in(given, machine), None)
    if tensor is None:
        return Unknown("the shape of the variable is not known")
    return TensorValue(TensorTerm(tensor.term.shape, tensor.term.dtype))


def make_weight(name: str, shape: tuple[Size, ...], dtype: str, trainable: bool) -> Weight:
    """A weight with its size and its bytes."""
    size: Size = 1
    for one in shape:
        size = size * one
    bits = size * _bits(dtype)
    return Weight(name, shape, dtype, trainable, size, bits // 8)


def _bits(dtype: str) -> int:
    """Bits of an element (`keras.src.utils.dtype_utils.dtype_size`)."""
    if dtype == "bool":
        return 1
    found = _BITS.search(dtype)
    return int(found.group()) if found is not None else 0
