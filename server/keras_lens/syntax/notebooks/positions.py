"""Where the values of a JSON text stand, so that one can be changed and the rest left alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from json import decoder
from typing import TypeAlias

Content: TypeAlias = "dict[str, Value] | list[Value] | str | None"

_read_string: Callable[[str, int, bool], tuple[str, int]] = decoder.scanstring  # type: ignore[attr-defined]
_BLANKS = re.compile(r"[ \t\r\n]*")
_SCALAR = re.compile(r"[-+.\w]+")


@dataclass(frozen=True, slots=True)
class Value:
    """A value from `start` up to, not including, `end`.

    content: of an object its values by key, of a list its elements, of a string its text;
        None for numbers, `true`, `false` and `null`.
    """

    start: int
    end: int
    content: Content

    def member(self, key: str) -> Value | None:
        """The value of an object under `key`."""
        return self.content.get(key) if isinstance(self.content, dict) else None

    @property
    def elements(self) -> list[Value]:
        """Those of a list."""
        return self.content if isinstance(self.content, list) else []


def positions_in(text: str) -> Value:
    """The outermost value. Raises ValueError where `text` is not JSON, RecursionError where it
    is too deep."""
    json.loads(text)
    return _value(text, _BLANKS.match(text, 0).end())  # type: ignore[union-attr]


def _value(text: str, start: int) -> Value:
    """The value at `start` of a text that is known to be JSON."""
    first = text[start]
    if first == '"':
        content, end = _read_string(text, start + 1, True)
        return Value(start, end, content)
    if first == "{":
        return _object(text, start)
    if first == "[":
        return _list(text, start)
    scalar = _SCALAR.match(text, start)
    return Value(start, scalar.end() if scalar else start + 1, None)


def _object(text: str, start: int) -> Value:
    members: dict[str, Value] = {}
    at = _skip(text, start + 1)
    while text[at] != "}":
        key, end = _read_string(text, at + 1, True)
        value = _value(text, _skip(text, _skip(text, end) + 1))
        members[key] = value
        at = _skip(text, value.end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return Value(start, at + 1, members)


def _list(text: str, start: int) -> Value:
    elements: list[Value] = []
    at = _skip(text, start + 1)
    while text[at] != "]":
        elements.append(_value(text, at))
        at = _skip(text, elements[-1].end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return Value(start, at + 1, elements)


def _skip(text: str, at: int) -> int:
    """Where the blanks end that start at `at`."""
    blanks = _BLANKS.match(text, at)
    return blanks.end() if blanks else at
