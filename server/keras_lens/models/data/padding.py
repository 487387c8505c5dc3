"""What `padded_batch` makes of the elements that it puts together."""

from __future__ import annotations

from keras_lens.evaluation.terms import TensorTerm
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.plain import is_literal, to_python
from keras_lens.interpreter.values import Unknown, Value, is_none
from keras_lens.models.tensors import TensorValue

_NOT_KNOWN = Unknown("the shapes that elements are padded to are not known")


def padded_description(spec: Value, given: Value | None, machine: Machine) -> Value:
    """The description of the elements after padding. Without `padded_shapes` sizes that are open
    stay open."""
    if given is None or is_none(given):
        return spec
    if isinstance(spec, TensorValue):
        return _padded_tensor(spec, given, machine)
    if isinstance(spec, TupleValue):
        parts = given.elements(machine) if isinstance(given, TupleValue) else None
        if parts is None or len(parts) != len(spec.items):
            return _NOT_KNOWN
        pairs = zip(spec.items, parts, strict=True)
        padded = [padded_description(one, shape, machine) for one, shape in pairs]
        unknown = next((one for one in padded if isinstance(one, Unknown)), None)
        return unknown or TupleValue(padded)
    if isinstance(spec, DictValue) and isinstance(given, DictValue):
        found = [(key, one, given.find(key)) for key, one in spec.pairs() or ()]
        if any(shape is None for _, _, shape in found):
            return _NOT_KNOWN
        by_key = [(key, padded_description(one, shape, machine)) for key, one, shape in found]
        unknown = next((one for _, one in by_key if isinstance(one, Unknown)), None)
        return unknown or DictValue(by_key)
    return spec if isinstance(spec, Unknown) else _NOT_KNOWN


def _padded_tensor(spec: TensorValue, given: Value, machine: Machine) -> Value:
    """A tensor that is padded: None and -1 stand for the longest of the batch."""
    if not isinstance(given, ListValue | TupleValue):
        return _NOT_KNOWN
    sizes = to_python(given, machine)
    if not is_literal(sizes) or not isinstance(sizes, list | tuple):
        return _NOT_KNOWN
    if len(sizes) != len(spec.term.shape):
        return _NOT_KNOWN
    if not all(size is None or isinstance(size, int) for size in sizes):
        return _NOT_KNOWN
    shape = tuple(None if size in (None, -1) else size for size in sizes)
    return TensorValue(TensorTerm(shape, spec.term.dtype))
