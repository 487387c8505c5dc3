"""The arguments of a call, and how they meet a function's parameters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from keras_lens.interpreter.values import Value


@dataclass(slots=True)
class Arguments:
    """Evaluated arguments. `open` says that a starred argument of unknown content is among
    them, so that there may be more than are listed."""

    positional: tuple[Value, ...] = ()
    keywords: dict[str, Value] = field(default_factory=dict)
    open: bool = False

    def all_values(self) -> Iterator[Value]:
        """The values, those by position first."""
        yield from self.positional
        yield from self.keywords.values()

    def get(self, index: int, name: str) -> Value | None:
        """The argument at `index`, or called `name`; None where it is not given."""
        if index < len(self.positional):
            return self.positional[index]
        return self.keywords.get(name)

    def prepend(self, value: Value) -> Arguments:
        """The same with one more in front: how a method gets its `self`."""
        return Arguments((value, *self.positional), self.keywords, self.open)

    def without_first(self) -> Arguments:
        """The same without the first positional one."""
        return Arguments(self.positional[1:], self.keywords, self.open)

    def map(self, operation: Callable[[Value], Value]) -> Arguments:
        """The same with `operation` done on each value."""
        return Arguments(
            tuple(map(operation, self.positional)),
            {name: operation(value) for name, value in self.keywords.items()},
            self.open,
        )
