"""Which type a value has: `type(x)`, `isinstance`, `issubclass`, `except`."""

from __future__ import annotations

import builtins
from collections.abc import Callable

from keras_lens.algebra import NumpyInteger
from keras_lens.interpreter.alternatives import Alternatives
from keras_lens.interpreter.callables import BuiltinType, Native, is_object
from keras_lens.interpreter.classes import ClassValue
from keras_lens.interpreter.containers import DictValue, ListValue, SetValue, TupleValue
from keras_lens.interpreter.exceptions import ExceptionType, ExceptionValue
from keras_lens.interpreter.functions import BoundMethod, FunctionValue
from keras_lens.interpreter.instances import InstanceValue
from keras_lens.interpreter.iterators import IteratorValue
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.symbols import SymbolValue
from keras_lens.interpreter.values import Constant, Unknown, Value, is_none
from keras_lens.interpreter.verdicts import any_holds

TYPES: dict[str, BuiltinType] = {}
"""Python's own types by name; the builtins fill it."""

_BROAD = ("Exception", "BaseException")

NONE_TYPE = BuiltinType("NoneType", lambda *_: Constant(None))

_ABSTRACT: dict[str, Callable[[Value], bool]] = {
    "collections.abc.Callable": lambda value: is_callable(value) is True,
    "collections.abc.Iterable": lambda value: _is_container(value),
    "collections.abc.Mapping": lambda value: isinstance(value, DictValue),
    "collections.abc.Sequence": lambda value: (
        isinstance(value, ListValue | TupleValue) or _literal_type(value) in (str, bytes)
    ),
    "numbers.Integral": lambda value: _literal_type(value) in (int, bool),
    "numbers.Number": lambda value: _literal_type(value) in (int, bool, float, complex),
    "numbers.Real": lambda value: _literal_type(value) in (int, bool, float),
}
"""Abstract types: whether a value that is surely of Python's own types is one."""

_ABOVE_NUMPY_INTEGERS = frozenset(
    {"numbers.Integral", "numbers.Number", "numbers.Real", "numpy.generic", "numpy.integer",
     "numpy.number"}
)  # fmt: skip
"""Types that an integer of NumPy has beside its own."""


def _literal_type(value: Value) -> type | None:
    return type(value.literal) if isinstance(value, Constant) else None


def _is_container(value: Value) -> bool:
    containers = (ListValue, TupleValue, DictValue, SetValue, IteratorValue)
    return isinstance(value, containers) or _literal_type(value) in (str, bytes)


def is_callable(value: Value) -> bool | None:
    """`callable(value)`, None where that is not known."""
    if isinstance(value, FunctionValue | BoundMethod | Native | ClassValue):
        return True
    if isinstance(value, InstanceValue):
        if value.cls.method("__call__") is not None:
            return True
        return False if value.cls.is_closed() else None
    return False if _builtin_name(value) is not None else None


def type_of(value: Value) -> Value:
    """`type(value)`."""
    if isinstance(value, InstanceValue):
        return value.cls
    if isinstance(value, ExceptionValue):
        return value.kind
    own = value.own_class
    if own is not None:
        return own
    name = _builtin_name(value)
    if name == "NoneType":
        return NONE_TYPE
    return TYPES.get(name or "") or Unknown(f"the type of {value.describe()} is not known")


def is_instance(value: Value, kind: Value, machine: Machine) -> bool | None:
    """`isinstance(value, kind)`, None where that is not known."""
    if isinstance(kind, TupleValue):
        return any_holds(is_instance(value, one, machine) for one in kind.items)
    if isinstance(value, Unknown | SymbolValue | Alternatives) or isinstance(kind, Unknown):
        return None
    if is_object(kind):
        return True
    if isinstance(kind, Constant):
        return is_none(value)
    own = value.own_class
    if own is not None:
        return True if is_subclass(own, kind) else _is_builtin_instance(value, kind)
    if isinstance(value, InstanceValue | ExceptionValue):
        return value.instance_of(kind, machine)
    if _builtin_name(value) is not None:
        return _is_builtin_instance(value, kind)
    if isinstance(kind, BuiltinType) and value.is_object_of_library:
        return False
    return value.instance_of(kind, machine)


def _is_builtin_instance(value: Value, kind: Value) -> bool | None:
    """The same for a value of one of Python's own types."""
    name = _builtin_name(value)
    if isinstance(kind, ExceptionType | ClassValue):
        return False
    if isinstance(kind, BuiltinType):
        python = getattr(builtins, name or "", None)
        wanted = getattr(builtins, kind.name, None)
        if isinstance(python, type) and isinstance(wanted, type):
            return issubclass(python, wanted)
        return name == kind.name
    if isinstance(kind, LibraryReference):
        if isinstance(value, Constant) and isinstance(value.literal, NumpyInteger):
            return kind.path in _ABOVE_NUMPY_INTEGERS or kind.path == f"numpy.{value.literal.dtype}"
        abstract = _ABSTRACT.get(kind.path.replace("typing.", "collections.abc."))
        if abstract is not None:
            return abstract(value)
        return None if kind.path.startswith(("collections.", "types.", "typing.")) else False
    return None


def is_subclass(cls: Value, kind: Value) -> bool | None:
    """`issubclass(cls, kind)`, None where that is not known."""
    if isinstance(kind, TupleValue):
        return any_holds(is_subclass(cls, one) for one in kind.items)
    if cls is kind or is_object(kind):
        return True
    if isinstance(cls, ClassValue):
        if any(one is kind for one in cls.lineage()):
            return True
        if any(is_subclass(base, kind) for base in cls.builtin_bases()):
            return True
        return False if cls.is_closed() and not isinstance(kind, Unknown) else None
    if isinstance(cls, ExceptionType) and isinstance(kind, ExceptionType):
        return issubclass(cls.python, kind.python)
    if isinstance(cls, BuiltinType) and isinstance(kind, BuiltinType):
        python, wanted = getattr(builtins, cls.name, None), getattr(builtins, kind.name, None)
        if isinstance(python, type) and isinstance(wanted, type):
            return issubclass(python, wanted)
    if isinstance(cls, BuiltinType) and isinstance(kind, ClassValue):
        return False
    return None


def _builtin_name(value: Value) -> str | None:
    """The name of the value's built-in type, None where it has none."""
    if isinstance(value, Constant):
        return type(value.literal).__name__
    if isinstance(value, BoundMethod):
        return "method"
    if isinstance(value, FunctionValue):
        return "function"
    if isinstance(value, BuiltinType | ClassValue):
        return "type"
    return value.type_name


def is_caught_by(exception: Value | None, handler: Value, machine: Machine) -> bool | None:
    """Whether `except handler` catches the exception, None where that is not known."""
    if exception is None or isinstance(exception, Unknown):
        is_broad = isinstance(handler, ExceptionType) and handler.name in _BROAD
        return True if is_broad else None
    return is_instance(exception, handler, machine)


def union(left: Value, right: Value, reflected: bool) -> Value:
    """`left | right` of two types, as `isinstance` takes it."""
    options = (right, left) if reflected else (left, right)
    flat = [
        one
        for option in options
        for one in (option.items if isinstance(option, TupleValue) else (option,))
    ]
    return TupleValue(flat)


Machine.union_rule = staticmethod(union)
