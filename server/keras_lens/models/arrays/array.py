"""An array whose shape and dtype are known; what is in it is not."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

from keras_lens.evaluation.terms import TensorTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.budget import MOST_ELEMENTS
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import ListValue, SliceValue, TupleValue
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import is_literal, to_python
from keras_lens.interpreter.values import NONE, Constant, Unknown, Value
from keras_lens.models.arrays import dtypes
from keras_lens.models.tensors import TensorLike, TensorValue

Shape: TypeAlias = "tuple[int | None, ...]"
MOST_AXES = 32
UNKNOWN_LENGTH = Unknown("how many elements the array has is not known")
_COMPARISONS = frozenset({"<", "<=", ">", ">=", "==", "!="})
_ARITHMETIC = frozenset({"+", "-", "*", "/", "//", "%", "**", "&", "|", "^", "<<", ">>"})

Method: TypeAlias = "Callable[[ArrayValue, Arguments, Machine], Value]"
METHODS: dict[str, Method] = {}
"""Methods of arrays by name; `keras_lens.models.arrays.functions` fills it."""


class ArrayValue(TensorLike):
    """An array; a length of None is one that is not known."""

    __slots__ = ("dtype", "shape")

    def __init__(self, shape: Shape, dtype: str) -> None:
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

    def with_shape(self, shape: Shape) -> ArrayValue:
        """An array of the same dtype."""
        return ArrayValue(shape, self.dtype)

    def attribute(self, name: str, machine: Machine) -> Value:
        match name:
            case "shape":
                return TupleValue([_length(size) for size in self.shape])
            case "ndim":
                return Constant(len(self.shape))
            case "size":
                known = _known(self.shape)
                return UNKNOWN_LENGTH if known is None else Constant(math.prod(known))
            case "dtype":
                return Constant(self.dtype)
            case "T":
                return self.with_shape(self.shape[::-1])
        method = METHODS.get(name)
        if method is None:
            return super().attribute(name, machine)
        return Native(name, lambda arguments, *_: method(self, arguments, machine))

    def truth(self, machine: Machine) -> bool | None:
        return None

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        length = self.shape[0] if self.shape else None
        if length is None or length > MOST_ELEMENTS:
            return None
        return [self.with_shape(self.shape[1:])] * length

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        if operator == "@":
            return None
        if operator not in _ARITHMETIC | _COMPARISONS:
            return None
        shape, dtype = self._with(other)
        if shape is None or dtype is None:
            return None if not isinstance(other, ArrayValue | Constant) else UNFIT
        if operator in _COMPARISONS:
            return ArrayValue(shape, "bool")
        return ArrayValue(shape, dtypes.divided(dtype) if operator == "/" else dtype)

    def _with(self, other: Value) -> tuple[Shape | None, str | None]:
        """Shape and dtype of an operation with `other`."""
        if isinstance(other, ArrayValue):
            dtype = dtypes.promoted(self.dtype, other.dtype)
            return broadcast(self.shape, other.shape), dtype
        if isinstance(other, Constant) and isinstance(other.literal, int | float):
            return self.shape, dtypes.with_scalar(self.dtype, other.literal)
        return None, None

    def negate(self, operator: str, machine: Machine) -> Value:
        return self

    def item(self, index: Value, machine: Machine) -> Value:
        parts = index.items if isinstance(index, TupleValue) else (index,)
        taken = sum(1 for part in parts if not _is_new_axis(part) and not _is_ellipsis(part))
        if taken > len(self.shape):
            return UNFIT
        shape: list[int | None] = []
        rest = list(self.shape)
        for number, part in enumerate(parts):
            if _is_new_axis(part):
                shape.append(1)
            elif _is_ellipsis(part):
                behind = sum(1 for one in parts[number + 1 :] if not _is_new_axis(one))
                count = len(rest) - behind
                shape += rest[:count]
                del rest[:count]
            else:
                picked = _picked(rest.pop(0), part)
                if picked is None:
                    return self._by_array(parts)
                shape += picked
        return self.with_shape((*shape, *rest))

    def _by_array(self, parts: Sequence[Value]) -> Value:
        """Indexing by one array in front: of booleans (how many are true is not known) or of
        places."""
        index = parts[0]
        if len(parts) == 1 and isinstance(index, ArrayValue):
            if index.dtype == "bool":
                return self.with_shape((None, *self.shape[len(index.shape) :]))
            return self.with_shape((*index.shape, *self.shape[1:]))
        if len(parts) == 1 and isinstance(index, ListValue) and index.items() is not None:
            return self.with_shape((len(index.items() or ()), *self.shape[1:]))
        return Unknown("which elements of the array are taken is not known")

    def reshaped(self, shape: Value, machine: Machine) -> Value:
        """The array in another shape, in which one size may be -1."""
        wanted = sizes(shape, machine, lowest=-1)
        if wanted is None or wanted.count(-1) > 1:
            return Unknown("the new shape is not known")
        known = math.prod(size for size in wanted if size != -1)
        lengths = _known(self.shape)
        if lengths is None:
            return self._reshaped_unknown(wanted)
        total = math.prod(lengths)
        if known == 0 or total % known or (-1 not in wanted and known != total):
            return UNFIT
        return self.with_shape(tuple(total // known if size == -1 else size for size in wanted))

    def _reshaped_unknown(self, wanted: tuple[int, ...]) -> Value:
        """Where one length is not known, so is the one that is left open."""
        return self.with_shape(tuple(None if size == -1 else size for size in wanted))


UNFIT = Unknown("the shapes of the arrays do not fit")


def broadcast(*shapes: Shape) -> Shape | None:
    """The common shape, None where there is none (`numpy.broadcast_shapes`)."""
    rank = max(map(len, shapes), default=0)
    result: list[int | None] = []
    for axis in range(-rank, 0):
        lengths = {shape[axis] for shape in shapes if len(shape) >= -axis} - {1}
        if len(lengths - {None}) > 1:
            return None
        known = next((length for length in lengths if length is not None), None)
        result.append(known if known is not None or None in lengths else 1)
    return tuple(result)


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
    """The name of a dtype (`"float32"`, `np.float32`, `tf.float32`, `float`), None where not
    known."""
    if isinstance(value, Constant) and isinstance(value.literal, str):
        return {"float": "float64", "int": "int64"}.get(value.literal, value.literal)
    if isinstance(value, LibraryReference):
        return value.path.rpartition(".")[2].rstrip("_")
    if isinstance(value, Native):
        return {"float": "float64", "int": "int64", "bool": "bool"}.get(value.name)
    return None


def _length(size: int | None) -> Value:
    return UNKNOWN_LENGTH if size is None else Constant(size)


def _known(shape: Shape) -> list[int] | None:
    known = [size for size in shape if size is not None]
    return known if len(known) == len(shape) else None


def _is_new_axis(part: Value) -> bool:
    is_newaxis = isinstance(part, LibraryReference) and part.path == "numpy.newaxis"
    return is_newaxis or (isinstance(part, Constant) and part is NONE) or _is_none(part)


def _is_none(part: Value) -> bool:
    return isinstance(part, Constant) and part.literal is None


def _is_ellipsis(part: Value) -> bool:
    return isinstance(part, Constant) and part.literal is ...


def _picked(length: int | None, part: Value) -> list[int | None] | None:
    """What an index leaves of an axis: nothing, or its new length; None where it is neither
    a number nor a slice."""
    if isinstance(part, Constant) and isinstance(part.literal, int):
        return []
    if not isinstance(part, SliceValue):
        return None
    known = part.literal()
    if known is None or length is None or known.step == 0:
        whole = known is not None and known.start in (None, 0) and known.stop is None
        return [length] if whole and known is not None and known.step in (None, 1) else [None]
    return [len(range(*known.indices(length)))]
