"""Arrays: NumPy's and TensorFlow's, of which the shape and dtype matter here.

To model another function: add it to `_MAKERS` or `_FUNCTIONS`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from keras_lens.evaluation.terms import TensorTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.budget import MOST_ELEMENTS
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import SliceValue, TupleValue
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import from_python, is_literal, to_python
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.tensors import TensorLike, TensorValue

MOST_AXES = 32
_MAKERS: dict[str, str] = {
    "numpy.empty": "float64",
    "numpy.ones": "float64",
    "numpy.random.random": "float64",
    "numpy.random.random_sample": "float64",
    "numpy.zeros": "float64",
    "tensorflow.ones": "float32",
    "tensorflow.random.normal": "float32",
    "tensorflow.random.uniform": "float32",
    "tensorflow.zeros": "float32",
}
"""Functions that take a shape first, and the dtype that they give."""
_SHAPE_IN_ARGUMENTS = frozenset({"numpy.random.rand", "numpy.random.randn"})


class ArrayValue(TensorLike):
    """An array with known shape; what is in it is not known."""

    __slots__ = ("dtype", "shape")

    def __init__(self, shape: tuple[int, ...], dtype: str) -> None:
        self.shape = shape
        self.dtype = dtype

    def describe(self) -> str:
        return "an array"

    def equivalent(self, other: Value) -> bool:
        return (
            isinstance(other, ArrayValue)
            and other.shape == self.shape
            and other.dtype == self.dtype
        )

    def as_tensor(self) -> TensorValue:
        """What a layer makes of it: a tensor; Keras casts floats to the layer's dtype."""
        return TensorValue(TensorTerm(self.shape, self.dtype))

    def attribute(self, name: str, machine: Machine) -> Value:
        match name:
            case "shape":
                return TupleValue([Constant(size) for size in self.shape])
            case "ndim":
                return Constant(len(self.shape))
            case "size":
                return Constant(math.prod(self.shape))
            case "astype":
                return Native("astype", lambda arguments, *_: self._as_type(arguments))
            case "reshape":
                return Native("reshape", lambda arguments, *_: self._reshape(arguments, machine))
        return super().attribute(name, machine)

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        if not self.shape or self.shape[0] > MOST_ELEMENTS:
            return None
        return [ArrayValue(self.shape[1:], self.dtype)] * self.shape[0]

    def item(self, index: Value, machine: Machine) -> Value:
        length = self.shape[0] if self.shape else 0
        number = index.literal if isinstance(index, Constant) else None
        if isinstance(number, int) and -length <= number < length:
            return ArrayValue(self.shape[1:], self.dtype)
        part = index.literal() if isinstance(index, SliceValue) else None
        if part is not None and part.step != 0 and self.shape:
            return ArrayValue((len(range(*part.indices(length))), *self.shape[1:]), self.dtype)
        return super().item(index, machine)

    def _as_type(self, arguments: Arguments) -> Value:
        dtype = dtype_name(arguments.get(0, "dtype"))
        return Unknown("the dtype is not known") if dtype is None else ArrayValue(self.shape, dtype)

    def _reshape(self, arguments: Arguments, machine: Machine) -> Value:
        given = arguments.positional
        return self.reshaped(given[0] if len(given) == 1 else TupleValue(given), machine)

    def reshaped(self, shape: Value, machine: Machine) -> Value:
        """The array in another shape, in which one size may be -1."""
        wanted = sizes(shape, machine, lowest=-1)
        if wanted is None or wanted.count(-1) > 1:
            return Unknown("the new shape is not known")
        known = math.prod(size for size in wanted if size != -1)
        total = math.prod(self.shape)
        if known == 0 or total % known or (-1 not in wanted and known != total):
            return Unknown("the new shape does not fit")
        return ArrayValue(
            tuple(total // known if size == -1 else size for size in wanted), self.dtype
        )


def sizes(value: Value, machine: Machine, lowest: int = 0) -> tuple[int, ...] | None:
    """A shape that the program gives, None where it is not known."""
    plain = to_python(value, machine)
    if isinstance(plain, int):
        plain = (plain,)
    if not is_literal(plain) or not isinstance(plain, list | tuple) or len(plain) > MOST_AXES:
        return None
    if any(not isinstance(size, int) or size < lowest for size in plain):
        return None
    return tuple(plain)


def dtype_name(value: Value | None) -> str | None:
    """The name of a dtype (`"float32"`, `np.float32`, `tf.float32`), None where not known."""
    if isinstance(value, Constant) and isinstance(value.literal, str):
        return value.literal
    if isinstance(value, LibraryReference):
        return value.path.rpartition(".")[2]
    return None


def call_array_function(path: str, arguments: Arguments, machine: Machine) -> Value | None:
    """What a function of NumPy or TensorFlow gives, None where it is not modelled."""
    if path in _MAKERS:
        return _made(path, arguments, machine)
    if path in _SHAPE_IN_ARGUMENTS:
        return _array(TupleValue(arguments.positional), "float64", machine)
    function = _FUNCTIONS.get(path)
    return None if function is None else function(arguments, machine)


def _made(path: str, arguments: Arguments, machine: Machine) -> Value:
    shape = arguments.get(0, "shape") or arguments.keywords.get("size")
    given = arguments.keywords.get("dtype")
    dtype = _MAKERS[path] if given is None else dtype_name(given)
    if shape is None or dtype is None:
        return Unknown("the array's shape is not known")
    return _array(shape, dtype, machine)


def _array(shape: Value, dtype: str, machine: Machine) -> Value:
    known = sizes(shape, machine)
    return Unknown("the array's shape is not known") if known is None else ArrayValue(known, dtype)


def _product(arguments: Arguments, machine: Machine) -> Value:
    numbers = to_python(arguments.positional[0], machine) if arguments.positional else None
    if not isinstance(numbers, list | tuple) or not _all_numbers(numbers):
        return Unknown("the product is not known")
    return from_python(math.prod(numbers))


def _all_numbers(values: Sequence[object]) -> bool:
    return all(isinstance(value, int | float) for value in values)


def _expand_dims(arguments: Arguments, machine: Machine) -> Value:
    array, axis = arguments.get(0, "a"), arguments.get(1, "axis")
    if not isinstance(array, ArrayValue) or not isinstance(axis, Constant):
        return Unknown("the array is not known")
    place = axis.literal
    rank = len(array.shape) + 1
    if not isinstance(place, int) or not -rank <= place < rank:
        return Unknown("the axis is not known")
    shape = list(array.shape)
    shape.insert(place % rank, 1)
    return ArrayValue(tuple(shape), array.dtype)


def _reshape(arguments: Arguments, machine: Machine) -> Value:
    array, shape = arguments.get(0, "a"), arguments.get(1, "shape")
    if not isinstance(array, ArrayValue) or shape is None:
        return Unknown("the array is not known")
    return array.reshaped(shape, machine)


_FUNCTIONS: dict[str, Callable[[Arguments, Machine], Value]] = {
    "numpy.expand_dims": _expand_dims,
    "numpy.prod": _product,
    "numpy.reshape": _reshape,
}
