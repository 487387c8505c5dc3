"""Elements of data sets: structures of tensors, as `tf.data` describes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from keras_lens.algebra import Size
from keras_lens.evaluation.terms import Dimension, TensorTerm
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Constant, Unknown, Value, is_none
from keras_lens.models.arrays.arguments import as_array
from keras_lens.models.arrays.shapes import open_size
from keras_lens.models.tensor_structures import with_tensors
from keras_lens.models.tensors import TensorLike, TensorValue

Sizes: TypeAlias = tuple[Dimension, ...]
_OF_PYTHON = {"float64": "float32", "int64": "int32"}
"""The dtypes that TensorFlow gives to Python's own numbers."""


class Run(NamedTuple):
    """Elements of one shape that come one after the other.

    number: how many there are; None where that is not known, but there is one.
    """

    element: Value
    number: int | None


def components(value: Value, machine: Machine) -> Value:
    """The structure of tensors that `tf.data` makes of a structure: a list is one tensor."""
    if isinstance(value, TupleValue):
        return TupleValue([components(one, machine) for one in value.items])
    if isinstance(value, DictValue):
        pairs = value.pairs()
        if pairs is None:
            return Unknown("what is in the dictionary is not known")
        return DictValue([(key, components(one, machine)) for key, one in pairs])
    if isinstance(value, TensorValue):
        return TensorValue(value.term)
    if isinstance(value, TensorLike):
        return value.as_tensor()
    if isinstance(value, Unknown) or is_none(value):
        return value
    array = as_array(value, machine)
    if array is None or None in array.shape:
        return Unknown(f"the tensor that is made of {value.describe()} is not known")
    dtype = array.dtype
    if not _holds_arrays(value, machine):
        dtype = _OF_PYTHON.get(dtype, dtype)
    return TensorValue(TensorTerm(array.shape, dtype))


def _holds_arrays(value: Value, machine: Machine) -> bool:
    if isinstance(value, ListValue | TupleValue):
        elements = value.elements(machine)
        return bool(elements) and _holds_arrays((elements or ())[0], machine)
    return not isinstance(value, Constant)


def leaves(element: Value) -> Iterator[Value]:
    """The tensors of an element, those that are not known too."""
    if isinstance(element, TupleValue):
        for one in element.items:
            yield from leaves(one)
    elif isinstance(element, DictValue):
        for _, one in element.pairs() or ():
            yield from leaves(one)
    else:
        yield element


def shapes(element: Value) -> list[tuple[Dimension, ...]]:
    """The shapes of the tensors that are known."""
    return [leaf.term.shape for leaf in leaves(element) if isinstance(leaf, TensorValue)]


def is_whole(element: Value) -> bool:
    """Whether all sizes in it are known."""
    return all(None not in shape for shape in shapes(element))


def stacked(element: Value, size: Size | None, machine: Machine) -> Value:
    """So many elements as one."""
    return reshaped(element, lambda shape: (size, *shape), machine)


def unstacked(element: Value, machine: Machine) -> Value:
    """One of the elements that are stacked in this one."""
    return reshaped(element, lambda shape: shape[1:], machine)


def reshaped(element: Value, change: Callable[[Sizes], Sizes], machine: Machine) -> Value:
    """The element with each shape changed."""

    def changed(tensor: TensorValue) -> Value:
        return TensorValue(TensorTerm(change(tensor.term.shape), tensor.term.dtype))

    return with_tensors(element, changed, machine)


def opened(element: Value, machine: Machine) -> Value:
    """What may be an element of this description: sizes that are left open are some number,
    the same one for all first axes."""
    batch = open_size()

    def of_some_size(tensor: TensorValue) -> Value:
        shape = tuple(
            (batch if axis == 0 else open_size()) if size is None else size
            for axis, size in enumerate(tensor.term.shape)
        )
        return TensorValue(TensorTerm(shape, tensor.term.dtype))

    return with_tensors(element, of_some_size, machine)


def merged(elements: Sequence[Value], machine: Machine) -> Value:
    """What elements have in common: sizes that differ are left open."""
    first, *others = elements
    if all(first.equivalent(other) for other in others):
        return first
    if not all(_alike(first, other) for other in others):
        return Unknown("the elements of the data set are of different kinds")
    columns = iter(zip(*(leaves(one) for one in elements), strict=True))

    def common(tensor: TensorValue) -> Value:
        column = [leaf for leaf in next(columns) if isinstance(leaf, TensorValue)]
        sizes = zip(*(leaf.term.shape for leaf in column), strict=True)
        shape = tuple(one[0] if len(set(one)) == 1 else None for one in sizes)
        return TensorValue(TensorTerm(shape, tensor.term.dtype))

    return with_tensors(first, common, machine)


def _alike(one: Value, other: Value) -> bool:
    """Whether two elements differ in sizes only."""
    mine, theirs = list(leaves(one)), list(leaves(other))
    return len(mine) == len(theirs) and all(
        isinstance(left, TensorValue)
        and isinstance(right, TensorValue)
        and len(left.term.shape) == len(right.term.shape)
        for left, right in zip(mine, theirs, strict=True)
    )


def same_element(one: Value, other: Value) -> bool:
    """Whether two elements have the same structure, shapes and dtypes."""
    if isinstance(one, DictValue) and isinstance(other, DictValue):
        mine, theirs = one.pairs() or [], other.pairs() or []
        return len(mine) == len(theirs) and all(
            left[0].equivalent(right[0]) and same_element(left[1], right[1])
            for left, right in zip(mine, theirs, strict=True)
        )
    if isinstance(one, TupleValue) and isinstance(other, TupleValue):
        return len(one.items) == len(other.items) and all(map(same_element, one.items, other.items))
    return one.equivalent(other)
