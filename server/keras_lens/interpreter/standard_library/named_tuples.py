"""Named tuples, of `collections.namedtuple` and `typing.NamedTuple`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.callables import Native
from keras_lens.interpreter.classes import ClassValue
from keras_lens.interpreter.containers import DictValue, ListValue, TupleValue
from keras_lens.interpreter.descriptors import bound
from keras_lens.interpreter.exceptions import fail
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.scopes import Scope
from keras_lens.interpreter.sites import Site
from keras_lens.interpreter.standard_library.registry import function
from keras_lens.interpreter.values import Constant, Unknown, Value


class NamedTupleValue(TupleValue):
    """A tuple whose elements have names."""

    def __init__(self, cls: ClassValue, names: Sequence[str], items: Sequence[Value]) -> None:
        super().__init__(items)
        self.own_class = cls
        self.cls = cls
        self.names = tuple(names)

    def describe(self) -> str:
        return f"a '{self.cls.name}'"

    def attribute(self, name: str, machine: Machine) -> Value:
        if name in self.names:
            return self.items[self.names.index(name)]
        match name:
            case "_asdict":
                return Native(name, lambda *_: self._as_dictionary())
            case "_replace":
                return Native(name, lambda given, *_: self._replaced(given, machine))
            case "_fields":
                return TupleValue([Constant(one) for one in self.names])
        found = self.cls.find(name)
        if found is not None:
            return bound(found, self, self.cls, machine)
        return super().attribute(name, machine)

    def text(self, machine: Machine) -> str | None:
        return None

    def _as_dictionary(self) -> Value:
        names = [Constant(name) for name in self.names]
        return DictValue(list(zip(names, self.items, strict=True)))

    def _replaced(self, given: Arguments, machine: Machine) -> Value:
        if given.open or not set(given.keywords) <= set(self.names):
            return fail("ValueError", "there is no such field", machine)
        named = dict(zip(self.names, self.items, strict=True)) | given.keywords
        return NamedTupleValue(self.cls, self.names, list(named.values()))


def make_named_tuples(
    cls: ClassValue, names: Sequence[str], defaults: Mapping[str, Value], machine: Machine
) -> None:
    """Makes of `cls` a class of named tuples."""

    def make(cls: ClassValue, arguments: Arguments, site: Site, machine: Machine) -> Value:
        if arguments.open:
            return Unknown("what is in the named tuple is not known")
        given = dict(zip(names, arguments.positional, strict=False))
        values = {**defaults, **given, **arguments.keywords}
        surplus = len(arguments.positional) > len(names) or set(given) & set(arguments.keywords)
        if surplus or set(values) != set(names):
            return fail("TypeError", f"{cls.describe()} gets other arguments", machine)
        return NamedTupleValue(cls, names, [values[name] for name in names])

    cls.maker = make
    for name in ("_fields", "__match_args__"):
        cls.set_attribute(name, TupleValue([Constant(one) for one in names]), machine)
    cls.set_attribute(
        "_make", Native("_make", lambda given, *_: _made_of(cls, given, machine)), machine
    )


def _made_of(cls: ClassValue, given: Arguments, machine: Machine) -> Value:
    elements = given.positional[0].elements(machine) if given.positional else None
    if elements is None:
        return Unknown("what is in the named tuple is not known")
    return machine.call(cls, Arguments(tuple(elements)), machine.no_site())


@function("collections.namedtuple")
def namedtuple(arguments: Arguments, site: Site, machine: Machine) -> Value:
    title, fields = arguments.get(0, "typename"), arguments.get(1, "field_names")
    names = None if fields is None else _names(fields, machine)
    defaults = arguments.keywords.get("defaults") or TupleValue(())
    values = defaults.elements(machine)
    if (
        names is None
        or values is None
        or not isinstance(title, Constant)
        or "rename" in arguments.keywords
    ):
        return Unknown("which fields the named tuple has is not known")
    cls = ClassValue(str(title.literal), (), Scope("class", None), False)
    with_default = names[len(names) - len(values) :]
    make_named_tuples(cls, names, dict(zip(with_default, values, strict=False)), machine)
    return cls


def _names(fields: Value, machine: Machine) -> list[str] | None:
    if isinstance(fields, Constant) and isinstance(fields.literal, str):
        return fields.literal.replace(",", " ").split()
    elements = fields.elements(machine) if isinstance(fields, ListValue | TupleValue) else None
    if elements is None:
        return None
    names = [one.literal for one in elements if isinstance(one, Constant)]
    texts = [name for name in names if isinstance(name, str)]
    return texts if len(texts) == len(elements) else None
