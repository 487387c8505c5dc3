"""`typing`: `NamedTuple`, and what does nothing when the program runs."""

from __future__ import annotations

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.builtins import first
from keras_lens.interpreter.callables import BuiltinType, Native
from keras_lens.interpreter.classes import ClassValue
from keras_lens.interpreter.library import library_value
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.standard_library.named_tuples import make_named_tuples
from keras_lens.interpreter.standard_library.registry import function
from keras_lens.interpreter.subclassing import derived_from
from keras_lens.interpreter.types import TYPES
from keras_lens.interpreter.values import Constant, Unknown, Value


@function("typing.cast")
def cast(arguments: Arguments, site: Site, machine: Machine) -> Value:
    return arguments.get(1, "val") or Unknown("'cast()' fails here")


@function("typing.TypeVar", "typing.ParamSpec", "typing.NewType")
def type_variable(arguments: Arguments, site: Site, machine: Machine) -> Value:
    name = first(arguments)
    return Native(f"the type {name.describe()}", lambda given, *_: first(given))


@function(
    "typing.final", "typing.no_type_check", "typing.overload", "typing.override",
    "typing.runtime_checkable", "abc.abstractmethod",
)  # fmt: skip
def marked(arguments: Arguments, site: Site, machine: Machine) -> Value:
    """A decorator that only says something of what it decorates."""
    return first(arguments)


for _path in ("typing.TYPE_CHECKING",):
    library_value(_path)(lambda machine: Constant(False))
for _name in ("Dict", "FrozenSet", "List", "Set", "Tuple", "Type"):
    library_value(f"typing.{_name}")(lambda machine, name=_name: TYPES[name.lower()])


@derived_from("typing.NamedTuple")
def named_tuple(cls: ClassValue, machine: Machine) -> None:
    own = next(one for one in reversed(cls.lineage()) if one.fields)
    defaults = {
        name: own.namespace.state[name] for name in own.fields if name in own.namespace.state
    }
    make_named_tuples(cls, own.fields, defaults, machine)


@derived_from("typing.TypedDict")
def typed_dictionary(cls: ClassValue, machine: Machine) -> None:
    """Its objects are plain dictionaries."""
    kind: BuiltinType = TYPES["dict"]
    cls.maker = lambda cls, arguments, site, machine: machine.call(kind, arguments, site)
