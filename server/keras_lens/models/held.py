"""Plain data as a value, so that it can be kept in the journaled state of an object."""

from __future__ import annotations

from typing import Generic, TypeVar

from keras_lens.interpreter.values import Value

Content = TypeVar("Content")


class Held(Value, Generic[Content]):
    """`content`, any object that can be compared with `==`."""

    __slots__ = ("content",)

    def __init__(self, content: Content) -> None:
        self.content = content

    def equivalent(self, other: Value) -> bool:
        return isinstance(other, Held) and bool(other.content == self.content)
