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
        yield from self.positional
        yield from self.keywords.values()

    def get(self, index: int, name: str) -> Value | None:
        """The argument at `index`, or called `name`; None where it is not given."""
        if index < len(self.positional):
            return self.positional[index]
        return self.keywords.get(name)

    def each(self, change: Callable[[Value], Value]) -> Arguments:
        """The arguments with each of them changed."""
        positional = tuple(map(change, self.positional))
        keywords = {name: change(value) for name, value in self.keywords.items()}
        return Arguments(positional, keywords, self.open)

    def prepend(self, value: Value) -> Arguments:
        """The same with one more in front: how a method gets its `self`."""
        return Arguments((value, *self.positional), self.keywords, self.open)
