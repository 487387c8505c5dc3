"""Arguments of a call in the text: given, changed, renamed, taken away."""

from __future__ import annotations

import ast
import re

from keras_lens.models.records import LayerApplication, RefusedCall
from keras_lens.rules.editing.edits import (
    Items,
    extent_of,
    indentation_before,
    insertion,
    item_removal,
    items_of,
    line_ending,
    replacement,
)
from keras_lens.rules.editing.quotes import quoted
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit

_COMMA = re.compile(r"[ \t]*,")
_COMMENT = re.compile(r"[ \t]*#[^\r\n]*")


def constructor_of(
    file: SourceFile, layer: LayerApplication | RefusedCall | None
) -> ast.Call | None:
    """The call that makes the layer, where that is in the file."""
    if layer is None or layer.constructor.file is not file:
        return None
    node = layer.constructor.node
    return node if isinstance(node, ast.Call) else None


def keyword_of(call: ast.Call, name: str) -> ast.keyword | None:
    """The argument that is given as `name=...`."""
    return next((keyword for keyword in call.keywords if keyword.arg == name), None)


def takes_more(call: ast.Call) -> bool:
    """Whether it is plain which arguments are given: none with a star."""
    starred = any(isinstance(argument, ast.Starred) for argument in call.args)
    return not starred and all(keyword.arg is not None for keyword in call.keywords)


def argument_given(
    file: SourceFile, call: ast.Call, name: str, value: str, position: int | None = None
) -> TextEdit | None:
    """The edit that gives `name=value`: in place of what is given for it, by that name or at that
    `position` (from 0), else behind the other arguments. None where that is not safe."""
    if not takes_more(call):
        return None
    present = keyword_of(call, name)
    old = present.value if present is not None else None
    if old is None and position is not None and position < len(call.args):
        old = call.args[position]
    if value.startswith('"') and value.count('"') == 2:
        value = quoted(file, value.strip('"'), old)
    if old is not None:
        extent = extent_of(file, old)
        return replacement(file, extent.start, extent.end, value)
    items = items_of(file, call)
    return None if items is None else _appended(file, items, f"{name}={value}")


def _appended(file: SourceFile, items: Items, item: str) -> TextEdit:
    """Puts `item` behind the last one, on a line of its own if that has one."""
    if not items.extents:
        return insertion(file, items.opening, item)
    last = items.extents[-1]
    indentation = indentation_before(file, last.start)
    comma = _COMMA.match(file.text, last.end)
    end = comma.end() if comma else last.end
    if indentation is None:
        separator = " " if comma else ", "
        return insertion(file, end, f"{separator}{item}")
    start = f"{line_ending(file, last.start)}{indentation}"
    comment = _COMMENT.match(file.text, end)
    if comma is None:
        behind = comment.group() if comment else ""
        stop = end + len(behind)
        return replacement(file, end, stop, f",{behind}{start}{item}")
    return insertion(file, comment.end() if comment else end, f"{start}{item},")


def argument_removed(file: SourceFile, call: ast.Call, name: str) -> TextEdit | None:
    """The edit that takes away `name=...`."""
    present = keyword_of(call, name)
    items = items_of(file, call)
    if present is None or items is None:
        return None
    extent = extent_of(file, present)
    if extent not in items.extents:
        return None
    return item_removal(file, items, items.extents.index(extent), keep_comment=False)


def keyword_renamed(file: SourceFile, call: ast.Call, old: str, new: str) -> TextEdit | None:
    """The edit that writes `new=...` for `old=...`."""
    present = keyword_of(call, old)
    if present is None:
        return None
    start = extent_of(file, present).start
    return replacement(file, start, start + len(old), new)
