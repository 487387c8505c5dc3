"""A call in today's terms, with as little of its text changed as can be."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass

from keras_lens.models.legacy.uses import CallPlan, Given, Joined, NewArgument, Source, Written
from keras_lens.rules.editing.edits import (
    Items,
    extent_of,
    insertion,
    item_removal,
    items_of,
    node_text,
    replacement,
)
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit


class CannotBeWritten(Exception):
    """There is no safe way to change the text."""


def call_edits(file: SourceFile, call: ast.expr, plan: CallPlan) -> list[TextEdit]:
    """Gives a call the arguments that `plan` says. Raises CannotBeWritten."""
    if not isinstance(call, ast.Call):
        raise CannotBeWritten
    items = items_of(file, call)
    if items is None or any(isinstance(one, ast.Starred) for one in call.args):
        raise CannotBeWritten
    return list(_CallText(file, call, items).edits(plan))


def wrapping_edits(file: SourceFile, call: ast.expr, plan: CallPlan) -> list[TextEdit]:
    """Puts what is made of the call around it."""
    before, _, after = plan.after.partition("{}")
    extent = extent_of(file, call)
    edits = [insertion(file, extent.start, before)] if before else []
    return [*edits, *([insertion(file, extent.end, after)] if after else [])]


@dataclass(frozen=True)
class _CallText:
    file: SourceFile
    call: ast.Call
    items: Items

    def edits(self, plan: CallPlan) -> Iterator[TextEdit]:
        removed = set(self._keys())
        for argument in plan.arguments:
            keys = [key for key in _keys_of(argument.source) if key is not None]
            if not keys:
                yield self._appended(argument)
                continue
            yield from self._changed(argument, keys[0])
            removed.discard(keys[0])
        places = sorted(self._place(key) for key in removed)
        if len(places) == len(self.items.extents):
            yield replacement(self.file, self.items.opening, self.items.closing, "")
            return
        yield from self._removals(places)

    def _removals(self, places: list[int]) -> Iterator[TextEdit]:
        """Each item goes with a comma of its own: the one before it, unless the first goes too."""
        first_kept = next(i for i in range(len(self.items.extents)) if i not in places)
        for place in places:
            extent = self.items.extents[place]
            if place > first_kept:
                start = self.items.extents[place - 1].end
                if place - 1 in places or self._is_plain(start, extent.start):
                    yield replacement(self.file, start, extent.end, "")
                    continue
            elif self._is_plain(extent.end, self.items.extents[place + 1].start):
                following = self.items.extents[place + 1].start
                yield replacement(self.file, extent.start, following, "")
                continue
            edit = item_removal(self.file, self.items, place, keep_comment=False)
            if edit is None:
                raise CannotBeWritten
            yield edit

    def _is_plain(self, start: int, end: int) -> bool:
        return self.file.text[start:end].strip() == ","

    def _changed(self, argument: NewArgument, key: int | str) -> Iterator[TextEdit]:
        node = self._node(key)
        value = node.value if isinstance(node, ast.keyword) else node
        extent = extent_of(self.file, node)
        if not isinstance(argument.source, Given):
            text = self._text(argument.source, value)
            named = f"{argument.name}=" if argument.name is not None else ""
            yield replacement(self.file, extent.start, extent.end, named + text)
        elif argument.name is None and isinstance(node, ast.keyword):
            raise CannotBeWritten
        elif argument.name is not None and not isinstance(node, ast.keyword):
            yield insertion(self.file, extent.start, f"{argument.name}=")
        elif isinstance(node, ast.keyword) and node.arg and node.arg != argument.name:
            end = extent.start + len(node.arg)
            yield replacement(self.file, extent.start, end, argument.name or "")

    def _appended(self, argument: NewArgument) -> TextEdit:
        text = f"{argument.name}={self._text(argument.source, None)}"
        if not self.items.extents:
            return insertion(self.file, self.items.opening, text)
        return insertion(self.file, self.items.extents[-1].end, f", {text}")

    def _text(self, source: Source, replaced: ast.expr | None) -> str:
        match source:
            case Given(key=key):
                node = self._node(key)
                return node_text(self.file, node.value if isinstance(node, ast.keyword) else node)
            case Joined(parts=parts):
                return f"({', '.join(self._text(part, None) for part in parts)})"
            case Written(literal=str(text)):
                if replaced is not None and not isinstance(replaced, ast.Constant):
                    raise CannotBeWritten
                quoted = json.dumps(text)
                is_single = replaced is not None and node_text(self.file, replaced)[:1] == "'"
                return f"'{text}'" if is_single else quoted
            case Written(literal=literal):
                return repr(literal)

    def _keys(self) -> Iterator[int | str]:
        yield from range(len(self.call.args))
        for keyword in self.call.keywords:
            if keyword.arg is None:
                raise CannotBeWritten
            yield keyword.arg

    def _node(self, key: int | str) -> ast.expr | ast.keyword:
        if isinstance(key, int):
            return self.call.args[key]
        return next(keyword for keyword in self.call.keywords if keyword.arg == key)

    def _place(self, key: int | str) -> int:
        start = extent_of(self.file, self._node(key)).start
        return next(i for i, one in enumerate(self.items.extents) if one.start == start)


def _keys_of(source: Source) -> Iterator[int | str | None]:
    match source:
        case Joined(parts=parts):
            for part in parts:
                yield from _keys_of(part)
        case Given(key=key) | Written(key=key):
            yield key
