"""What becomes of a new class by the classes above it.

Classes of the standard library that make something special of the classes below them (`Enum`,
`NamedTuple`) register with `derived_from`; a class of the program has its `__init_subclass__`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from keras_lens.interpreter.arguments import Arguments
from keras_lens.interpreter.functions import BoundMethod
from keras_lens.interpreter.library import LibraryReference
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Value

if TYPE_CHECKING:
    from keras_lens.interpreter.classes import ClassValue

_HOOK = "__init_subclass__"
Finisher: TypeAlias = "Callable[[ClassValue, Machine], None]"
FINISHERS: dict[str, Finisher] = {}
"""What is done with a new class that derives from a library's."""


def derived_from(*paths: str) -> Callable[[Finisher], Finisher]:
    """Registers what is done with a new class below one of the library's classes."""

    def register(finisher: Finisher) -> Finisher:
        for path in paths:
            FINISHERS[path] = finisher
        return finisher

    return register


def finish_class(cls: ClassValue, keywords: dict[str, Value], machine: Machine) -> None:
    """Makes of a new class what the classes above it make of it.

    keywords: those of the class statement.
    """
    for ancestor in cls.lineage():
        for base in ancestor.bases:
            if isinstance(base, LibraryReference) and base.path in FINISHERS:
                FINISHERS[base.path](cls, machine)
                return
    hook = next(
        (found for one in cls.lineage()[1:] if (found := one.namespace.state.get(_HOOK))), None
    )
    if hook is not None:
        given = {name: value for name, value in keywords.items() if name not in ("", "metaclass")}
        machine.call(
            BoundMethod(hook, cls), Arguments((), given, "" in keywords), machine.no_site()
        )
