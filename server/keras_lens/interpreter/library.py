"""The border to code that is not interpreted: installed packages and the standard library."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from keras_lens.interpreter.modules import SearchPathValue, import_followed
from keras_lens.interpreter.values import Unknown, Value

if TYPE_CHECKING:
    from keras_lens.interpreter.arguments import Arguments
    from keras_lens.interpreter.classes import ClassValue
    from keras_lens.interpreter.functions import FunctionValue
    from keras_lens.interpreter.instances import InstanceValue
    from keras_lens.interpreter.machine import Machine
    from keras_lens.interpreter.sites import Site


ValueMaker: TypeAlias = "Callable[[Machine], Value]"
AnyMaker = TypeVar("AnyMaker", bound=ValueMaker)

VALUES: dict[str, ValueMaker] = {}
"""Objects of libraries that are values of their own, made once for each interpretation."""


def library_value(path: str) -> Callable[[AnyMaker], AnyMaker]:
    """Registers what makes the value of a library's object."""

    def register(maker: AnyMaker) -> AnyMaker:
        VALUES[path] = maker
        return maker

    return register


class Library(Protocol):
    """What is known of installed packages. Paths are dotted: `keras.layers.Dense`."""

    def resolve(self, path: str) -> str | None:
        """The path under which the object is known (`tensorflow.keras.layers.Dense` is
        `keras.layers.Dense`); None where it certainly does not exist."""
        ...

    def names_in(self, path: str) -> Sequence[str] | None:
        """What `from path import *` binds, None where that is not known."""
        ...

    def value(self, path: str, machine: Machine) -> Value | None:
        """The object as a value of its own, None where a plain reference to it will do."""
        ...

    def call(self, path: str, arguments: Arguments, site: Site, machine: Machine) -> Value | None:
        """What calling it gives, None where this library knows nothing of it."""
        ...

    def given_to_unknown(
        self,
        path: str | None,
        unknown: Unknown,
        arguments: Arguments,
        site: Site | None,
        machine: Machine,
    ) -> Unknown:
        """What something gives that is called and not known: `unknown`, perhaps with a note of what
        it was given. `path` is None where it has none, `site` where an operator calls it."""
        ...

    def instance(
        self, cls: ClassValue, base: str, site: Site, machine: Machine
    ) -> InstanceValue | None:
        """A new instance, made at `site`, of a class of the program that derives from the
        library's class `base`; its `__init__` has not run. None where an ordinary one will
        do."""
        ...

    def example(self, cls: ClassValue, base: str, machine: Machine) -> InstanceValue | None:
        """Like `instance`, where the program makes none: to see what its methods do."""
        ...

    def run_example(
        self, instance: InstanceValue, method: FunctionValue, arguments: Arguments, machine: Machine
    ) -> bool:
        """Runs a method of an example, where the library calls it in a way of its own; False
        where it does not."""
        ...

    def data(
        self, shape: tuple[int | None, ...], dtype: str | None, is_symbolic: bool, machine: Machine
    ) -> Value:
        """Something of which nothing but its shape is known (and its dtype, where given): an
        array, or a tensor of which models are made."""
        ...

    def is_pure(self, path: str) -> bool:
        """Whether calling it surely leaves the objects that it is given as they are."""
        ...


class LibraryReference(Value):
    """Something in a library: a module, class, function or constant, by its path."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        self.path = path

    def describe(self) -> str:
        return f"'{self.path}'"

    def attribute(self, name: str, machine: Machine) -> Value:
        return reference(f"{self.path}.{name}", machine) or Unknown(
            f"'{self.path}' has no '{name}' in the installed version"
        )

    def named_at(self, site: Site, machine: Machine) -> None:
        """The program names it at `site`, in an import or as an attribute."""

    def call(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        result = machine.library.call(self.path, arguments, site, machine)
        if result is not None:
            return result
        machine.note_uncertain()
        reason = f"what '{self.path}' gives is not known"
        if not machine.library.is_pure(self.path):
            for value in arguments.all_values():
                value.escape(f"'{self.path}' may have changed it", machine)
        unknown = Unknown(reason)
        return machine.library.given_to_unknown(self.path, unknown, arguments, site, machine)

    def truth(self, machine: Machine) -> bool | None:
        return None

    def item(self, index: Value, machine: Machine) -> Value:
        if self.path.startswith(("typing.", "collections.abc.")):
            return self
        return super().item(index, machine)

    def identity(self) -> Hashable | None:
        return ("library", self.path)

    def equivalent(self, other: Value) -> bool:
        return isinstance(other, LibraryReference) and other.path == self.path


def reference(path: str, machine: Machine) -> Value | None:
    """The value of a library's object, None where it certainly does not exist."""
    followed = import_followed(path, machine)
    if followed is not None:
        return followed
    known = machine.library.resolve(path)
    if known is None:
        return None
    if path == "sys.path":
        return SearchPathValue()
    if known in VALUES:
        if known not in machine.library_values:
            machine.library_values[known] = VALUES[known](machine)
        return machine.library_values[known]
    return machine.library.value(known, machine) or LibraryReference(known)
