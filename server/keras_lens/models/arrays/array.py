"""An array whose shape and dtype are known; what is in it is not."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from keras_lens.algebra import Size
from keras_lens.evaluation.terms import TensorTerm
from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.budget import MOST_ELEMENTS
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.containers import TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Unknown, Value
from keras_lens.models.arrays import dtypes
from keras_lens.models.arrays.contents import Contents
from keras_lens.models.arrays.shapes import (
    UNFIT,
    UNKNOWN_LENGTH,
    Shape,
    broadcast,
    known_sizes,
    length_value,
    open_size,
    sizes,
)
from keras_lens.models.tensors import TensorLike, TensorValue

_COMPARISONS = frozenset({"<", "<=", ">", ">=", "==", "!="})
_ARITHMETIC = frozenset({"+", "-", "*", "/", "//", "%", "**", "&", "|", "^", "<<", ">>"})

Method: TypeAlias = "Callable[[ArrayValue, Arguments, Machine], Value]"
METHODS: dict[str, Method] = {}
"""Methods of arrays by name; `keras_lens.models.arrays.registry` fills it."""


class ArrayValue(TensorLike):
    """An array; a length of None is one that is not known.

    classes: how many there are where it holds the numbers of all of them, from 0 on.
    contents: what is known of its numbers besides.
    """

    __slots__ = ("_open_shape", "classes", "contents", "dtype", "shape")

    is_object_of_library = True

    def __init__(
        self,
        shape: Shape,
        dtype: str,
        classes: int | None = None,
        contents: Contents | None = None,
    ) -> None:
        self.shape = shape
        self.dtype = dtype
        self.classes = classes
        self.contents = contents
        self._open_shape: tuple[Size, ...] | None = None

    def describe(self) -> str:
        return "an array"

    def equivalent(self, other: Value) -> bool:
        return (
            isinstance(other, ArrayValue)
            and other.shape == self.shape
            and other.dtype == self.dtype
            and other.classes == self.classes
            and other.contents == self.contents
        )

    def as_tensor(self) -> TensorValue:
        """What a layer makes of it: a tensor; Keras casts floats to the layer's dtype."""
        if self._open_shape is None:
            self._open_shape = tuple(open_size() if one is None else one for one in self.shape)
        return TensorValue(TensorTerm(self._open_shape, self.dtype))

    def with_shape(self, shape: Shape) -> ArrayValue:
        """An array of the same dtype, with other elements."""
        return ArrayValue(shape, self.dtype)

    def arranged(self, shape: Shape) -> ArrayValue:
        """An array of the same elements in another shape."""
        return ArrayValue(shape, self.dtype, self.classes, self._contents_in(shape))

    def of_some_samples(self, shape: Shape) -> ArrayValue:
        """An array of some of its numbers: of what is known of all, this holds for them."""
        is_same = shape[1:] == self.shape[1:] and len(shape) == len(self.shape)
        known = self.contents
        if known is None and self.classes is not None:
            known = Contents("integers", self.classes, 0, self.classes - 1)
        if known is not None:
            known = replace(known, is_reached=False) if is_same else known.of_some
        return ArrayValue(shape, self.dtype, contents=known)

    def of_chosen_samples(self, shape: Shape) -> ArrayValue:
        """The same of numbers that an array of places or a mask has chosen."""
        chosen = self.of_some_samples(shape)
        chosen.contents = None if chosen.contents is None else chosen.contents.of_chosen
        return chosen

    def _contents_in(self, shape: Shape) -> Contents | None:
        """What is known of the same numbers in another shape."""
        known = self.contents
        is_same = shape[-1:] == self.shape[-1:]
        return known if known is None or is_same else known.of_some

    def with_dtype(self, dtype: str) -> ArrayValue:
        """An array of the same elements in another dtype."""
        if dtype == "bool":
            return ArrayValue(self.shape, dtype)
        return ArrayValue(self.shape, dtype, self.classes, self.contents)

    def attribute(self, name: str, machine: Machine) -> Value:
        match name:
            case "shape":
                return TupleValue([length_value(size) for size in self.shape])
            case "ndim":
                return Constant(len(self.shape))
            case "size":
                known = known_sizes(self.shape)
                return UNKNOWN_LENGTH if known is None else Constant(math.prod(known))
            case "nbytes":
                return self._bytes()
            case "itemsize":
                return _of_bytes(dtypes.item_size(self.dtype))
            case "dtype":
                return Constant(self.dtype)
            case "T":
                return self.arranged(self.shape[::-1])
            case "real":
                return self
        method = METHODS.get(name)
        if method is None:
            return super().attribute(name, machine)
        return Native(name, lambda arguments, *_: method(self, arguments, machine))

    def _bytes(self) -> Value:
        known, item = known_sizes(self.shape), dtypes.item_size(self.dtype)
        return _of_bytes(None if known is None or item is None else math.prod(known) * item)

    def truth(self, machine: Machine) -> bool | None:
        return None

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        length = self.shape[0] if self.shape else None
        if length is None or length > MOST_ELEMENTS:
            return None
        return [self.with_shape(self.shape[1:])] * length

    def length(self, machine: Machine) -> Value:
        return length_value(self.shape[0] if self.shape else None)

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        if operator == "@":
            return machine.library.call(
                "numpy.matmul",
                Arguments((other, self) if reflected else (self, other)),
                machine.no_site(),
                machine,
            )
        if operator not in _ARITHMETIC | _COMPARISONS:
            return None
        shape, dtype = self._with(other)
        if shape is None or dtype is None:
            return None if not isinstance(other, ArrayValue | Constant) else UNFIT
        if operator in _COMPARISONS:
            return ArrayValue(shape, "bool")
        contents = None if reflected else self._contents_after(operator, other)
        made = dtypes.divided(dtype) if operator == "/" else dtype
        return ArrayValue(shape, made, contents=contents)

    def _contents_after(self, operator: str, other: Value) -> Contents | None:
        """What is known of the numbers of `self operator other`, where nothing overflows."""
        number = other.literal if isinstance(other, Constant) else None
        if self.contents is None or not isinstance(number, int | float):
            return None
        is_wide = self.dtype.startswith("float") or operator == "/"
        return self.contents.after(operator, number) if is_wide else None

    def augment(self, operator: str, other: Value, machine: Machine) -> Value | None:
        """An array that is changed in place keeps its dtype; a number is made anew."""
        if not self.shape:
            return None
        return ArrayValue(self.shape, self.dtype, contents=self._contents_after(operator, other))

    def _with(self, other: Value) -> tuple[Shape | None, str | None]:
        """Shape and dtype of an operation with `other`."""
        if isinstance(other, ArrayValue):
            dtype = dtypes.promoted(self.dtype, other.dtype)
            return broadcast(self.shape, other.shape), dtype
        if isinstance(other, Constant) and isinstance(other.literal, int | float):
            return self.shape, dtypes.with_scalar(self.dtype, other.literal)
        return None, None

    def negate(self, operator: str, machine: Machine) -> Value:
        return ArrayValue(self.shape, self.dtype)

    def item(self, index: Value, machine: Machine) -> Value:
        return METHODS["__getitem__"](self, Arguments((index,)), machine)

    def set_item(self, index: Value, value: Value, machine: Machine) -> None:
        """What was known of its numbers is forgotten for good: other paths lose it too."""
        self.classes = self.contents = None

    def reshaped(self, shape: Value, machine: Machine) -> Value:
        """The array in another shape, in which one size may be -1."""
        wanted = sizes(shape, machine, lowest=-1)
        if wanted is None or wanted.count(-1) > 1:
            return self._reshaped_to_its_length(shape, machine)
        known = math.prod(size for size in wanted if size != -1)
        lengths = known_sizes(self.shape)
        if lengths is None:
            # Where one length is not known, so is the one that is left open.
            return self.arranged(tuple(None if size == -1 else size for size in wanted))
        total = math.prod(lengths)
        if known == 0 or total % known or (-1 not in wanted and known != total):
            return UNFIT
        return self.arranged(tuple(total // known if size == -1 else size for size in wanted))

    def _reshaped_to_its_length(self, shape: Value, machine: Machine) -> Value:
        """`x.reshape(len(x), 28, 28, 1)` where only the length of `x` is not known."""
        parts = shape.elements(machine) or ()
        open_sizes = [part for part in parts if part is UNKNOWN_LENGTH]
        rest = sizes(TupleValue([one for one in parts if one is not UNKNOWN_LENGTH]), machine)
        if len(open_sizes) != 1 or rest is None or None not in self.shape:
            return Unknown("the new shape is not known")
        given = iter(rest)
        return self.arranged(
            tuple(None if part is UNKNOWN_LENGTH else next(given) for part in parts)
        )


def _of_bytes(number: int | None) -> Value:
    return UNKNOWN_LENGTH if number is None else Constant(number)
