"""Abstract values: what the interpreter knows of an object at run time.

`Value` is the protocol that every other package extends: an operation that a class does not
model yields `Unknown` with the reason, never an exception and never a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from types import EllipsisType
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from keras_lens.interpreter.verdicts import any_holds

if TYPE_CHECKING:
    from keras_lens.interpreter.arguments import Arguments
    from keras_lens.interpreter.classes import ClassValue
    from keras_lens.interpreter.frames import Completion, Frame
    from keras_lens.interpreter.machine import Machine
    from keras_lens.interpreter.sites import Site

Surrounding: TypeAlias = (
    "Callable[[Callable[[Value], Completion | None], Frame], Completion | None]"
)
Literal: TypeAlias = "bool | int | float | complex | str | bytes | EllipsisType | None"


class Value:
    """An object of the interpreted program.

    is_class: whether it is a class of the program. is_method: whether it is code that is bound to
    an object. type_name: the name of its type, where that is one of Python's own.
    is_object_of_library: whether its type surely is not one of those.
    notes_reads: whether it is told where the program reads its attributes (`note_read`).
    own_class: its class, where that is one of the program's or made by it.
    """

    is_class: ClassVar[bool] = False
    is_method: ClassVar[bool] = False
    type_name: str | None = None
    is_object_of_library: ClassVar[bool] = False
    notes_reads: ClassVar[bool] = False
    own_class: ClassValue | None = None

    def describe(self) -> str:
        """What it is, for a sentence to the user: `a list`, `the function 'block'`."""
        return "this value"

    def attribute(self, name: str, machine: Machine) -> Value:
        """`self.name`."""
        return Unknown(f"what '.{name}' of {self.describe()} is is not known")

    def set_attribute(self, name: str, value: Value, machine: Machine) -> None:
        """Models `self.name = value`; by default the attribute is forgotten."""

    def delete_attribute(self, name: str, machine: Machine) -> None:
        """Models `del self.name`."""
        self.set_attribute(name, Unknown(f"'.{name}' was deleted"), machine)

    def call(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        """`self(...)`, a call that stands at `site`."""
        return Unknown(f"what calling {self.describe()} gives is not known")

    def item(self, index: Value, machine: Machine) -> Value:
        """`self[index]`."""
        return Unknown(f"what an element of {self.describe()} is is not known")

    def set_item(self, index: Value, value: Value, machine: Machine) -> None:
        """Models `self[index] = value`."""

    def delete_item(self, index: Value, machine: Machine) -> None:
        """Models `del self[index]`."""

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        """What iterating gives, None where that is not known."""
        return None

    def unordered(self, machine: Machine) -> Sequence[Value] | None:
        """The elements for one to whom their order does not matter."""
        return self.elements(machine)

    def taken(self, machine: Machine) -> Value:
        """The object for one who takes all of its elements at once: an iterator is used up, and
        gives a list of what was left in it."""
        return self

    def iterator(self, machine: Machine) -> Value | None:
        """`iter(self)` where the object makes its own iterator."""
        return None

    def length(self, machine: Machine) -> Value:
        """`len(self)`."""
        return Unknown(f"the length of {self.describe()} is not known")

    def contains(self, value: Value, machine: Machine) -> bool | None:
        """`value in self`, None where that is not known."""
        elements = self.unordered(machine)
        if elements is None:
            return None
        return any_holds(
            value is element or machine.operate("==", value, element).truth(machine)
            for element in elements
        )

    def bound_to(self, receiver: Value, machine: Machine) -> Value:
        """What reading it from an object gives, where it is an attribute of the object's class."""
        return self

    def identity(self) -> Hashable | None:
        """What it is equal to, as a key of a dictionary; None where that is not known."""
        return None

    def text(self, machine: Machine) -> str | None:
        """`str(self)`, None where that is not known."""
        return None

    def representation(self, machine: Machine) -> str | None:
        """`repr(self)`, None where it is not known."""
        return None

    def enter(self, machine: Machine) -> Value:
        """What `with self as value:` gives."""
        return Unknown(f"what 'with' gives for {self.describe()} is not known")

    def leave(self, machine: Machine) -> None:
        """The end of a `with` block."""

    def surrounding(self, machine: Machine) -> Surrounding | None:
        """What runs a `with` block and what is around it; None where that is `enter`, the
        block, and `leave`."""
        return None

    def truth(self, machine: Machine) -> bool | None:
        """`bool(self)`, None where that is not known."""
        return None

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        """`self operator other` (`other operator self` where reflected); None leaves the
        question to the other operand."""
        return None

    def augment(self, operator: str, other: Value, machine: Machine) -> Value | None:
        """`self operator= other` where it changes the object itself; None where it makes a new
        one, as `operate` does."""
        return None

    def negate(self, operator: str, machine: Machine) -> Value:
        """A unary operation: `-`, `+`, `~` or `abs`."""
        return Unknown(f"'{operator}' of {self.describe()} is not known")

    def instance_of(self, cls: Value, machine: Machine) -> bool | None:
        """`isinstance(self, cls)` where the class is a library's; None where that is not
        known."""
        return None

    def equivalent(self, other: Value) -> bool:
        """Whether nothing that the analysis shows can tell the two apart."""
        return self is other

    def escape(self, reason: str, machine: Machine) -> None:
        """Code that cannot be seen has got hold of the object and may change it."""

    def bound(self, name: str, machine: Machine) -> None:
        """A name of the program has been bound to the object."""

    def note_read(self, name: str, site: Site, machine: Machine) -> None:
        """The program is about to read `self.name` at `site`."""


class Unknown(Value):
    """Anything at all. `reason` says why it is not known, as a clause.

    hides: objects that it may be, or lead to. What changes an unknown may change them.
    is_part: whether it is an attribute or element of what they may be.
    """

    __slots__ = ("hides", "is_part", "reason")

    def __init__(self, reason: str, hides: tuple[Value, ...] = (), is_part: bool = False) -> None:
        self.reason = reason
        self.hides = hides
        self.is_part = is_part

    def describe(self) -> str:
        return "an unknown value"

    def part(self) -> Unknown:
        """One of its attributes or elements."""
        return Unknown(self.reason, self.hides, is_part=True) if self.hides else self

    def element(self) -> Unknown:
        """One of what it is unpacked into."""
        return Unknown(self.reason, self.hides)

    def attribute(self, name: str, machine: Machine) -> Value:
        return self.part()

    def set_attribute(self, name: str, value: Value, machine: Machine) -> None:
        self.escape(self.reason, machine)

    def set_item(self, index: Value, value: Value, machine: Machine) -> None:
        self.escape(self.reason, machine)

    def delete_item(self, index: Value, machine: Machine) -> None:
        self.escape(self.reason, machine)

    def augment(self, operator: str, other: Value, machine: Machine) -> Value | None:
        self.escape(self.reason, machine)
        return self

    def call(self, arguments: Arguments, site: Site, machine: Machine) -> Value:
        for value in arguments.all_values():
            value.escape(self.reason, machine)
        if self.is_part:
            self.escape(self.reason, machine)
        machine.note_uncertain()
        return machine.library.given_to_unknown(None, self, arguments, site, machine)

    def item(self, index: Value, machine: Machine) -> Value:
        return self.part()

    def length(self, machine: Machine) -> Value:
        return self

    def enter(self, machine: Machine) -> Value:
        machine.note_uncertain()
        return self

    def operate(
        self, operator: str, other: Value, reflected: bool, machine: Machine
    ) -> Value | None:
        return self

    def negate(self, operator: str, machine: Machine) -> Value:
        return self

    def equivalent(self, other: Value) -> bool:
        return isinstance(other, Unknown)

    def escape(self, reason: str, machine: Machine) -> None:
        hidden, self.hides = self.hides, ()
        try:
            for value in hidden:
                value.escape(reason, machine)
        finally:
            self.hides = hidden


class Constant(Value):
    """A number, string, `None` and so on whose value is known."""

    __slots__ = ("literal",)

    def __init__(self, literal: Literal) -> None:
        self.literal = literal

    def describe(self) -> str:
        return f"'{self.literal!r}'"

    def __repr__(self) -> str:
        return f"Constant({self.literal!r})"

    def truth(self, machine: Machine) -> bool | None:
        return bool(self.literal)

    def length(self, machine: Machine) -> Value:
        if isinstance(self.literal, str | bytes):
            return Constant(len(self.literal))
        return super().length(machine)

    def text(self, machine: Machine) -> str | None:
        return str(self.literal)

    def equivalent(self, other: Value) -> bool:
        return (
            isinstance(other, Constant)
            and type(self.literal) is type(other.literal)
            and self.literal == other.literal
        )

    def attribute(self, name: str, machine: Machine) -> Value:
        return machine.literal_attribute(self, name)

    def item(self, index: Value, machine: Machine) -> Value:
        return machine.literal_item(self, index)

    def elements(self, machine: Machine) -> Sequence[Value] | None:
        if isinstance(self.literal, str):
            return [Constant(character) for character in self.literal]
        if isinstance(self.literal, bytes):
            return [Constant(byte) for byte in self.literal]
        return None


NONE = Constant(None)


class Identity:
    """The key of an object that is equal to itself only. It keeps the object alive."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Identity) and other.value is self.value


def is_none(value: Value) -> bool:
    """Whether it is known to be `None`."""
    return isinstance(value, Constant) and value.literal is None
