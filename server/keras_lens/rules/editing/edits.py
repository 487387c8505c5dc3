"""Small edits of Python text that leave everything around them as it is.

Offsets are code points in the file's text. What cannot be edited safely gives None.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass

from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Position, Span, TextEdit
from keras_lens.syntax.trivia import trivia_of

_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANK = re.compile(r"[ \t\f\ufeff]*")
_ITEM_GAP = re.compile(
    r"(?:\s|\\(?:\r\n|\r|\n)|#[^\r\n]*)*(?:,(?:\s|\\(?:\r\n|\r|\n)|#[^\r\n]*)*)?"
)
_STATEMENT_GAP = re.compile(r"[ \t]*;[ \t]*")
_AFTER_STATEMENT = re.compile(r"[ \t]*;?[ \t]*(?:#[^\r\n]*)?(?=\r|\n|\Z)")
_AFTER_ITEM = re.compile(r"((?:[ \t]*,)?)([ \t]*)(#[^\r\n]*)?(?=\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Extent:
    """Where something stands in the text: from `start` up to, not including, `end`."""

    start: int
    end: int


def extent_of(file: SourceFile, node: ast.AST) -> Extent:
    """Where `node` stands."""
    span = file.span_of(node)
    return Extent(file.offset_of(span.start), file.offset_of(span.end))


def name_span(file: SourceFile, node: ast.AST) -> Span:
    """The last name of an attribute, the function's name of a call, all of anything else."""
    if isinstance(node, ast.Call):
        node = node.func
    extent = extent_of(file, node)
    start = extent.end - len(node.attr) if isinstance(node, ast.Attribute) else extent.start
    return Span(file.position_at(start), file.position_at(extent.end))


def node_text(file: SourceFile, node: ast.AST) -> str:
    """The text of `node`."""
    return file.text_of(file.span_of(node))


def replacement(file: SourceFile, start: int, end: int, new_text: str) -> TextEdit:
    """The edit that puts `new_text` for the text from `start` to `end`."""
    return TextEdit(Span(file.position_at(start), file.position_at(end)), new_text)


def insertion(file: SourceFile, offset: int, new_text: str) -> TextEdit:
    """The edit that puts `new_text` at `offset`."""
    return replacement(file, offset, offset, new_text)


def apply_edits(file: SourceFile, edits: Sequence[TextEdit]) -> str:
    """The text after `edits`, which do not overlap."""
    text = file.text
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        start, end = file.offset_of(edit.span.start), file.offset_of(edit.span.end)
        text = text[:start] + edit.new_text + text[end:]
    return text


def offset_after(file: SourceFile, edits: Sequence[TextEdit], offset: int) -> int:
    """Where the character at `offset` stands after `edits`, none of which replaces it."""
    shift = 0
    for edit in edits:
        end = file.offset_of(edit.span.end)
        if end <= offset:
            shift += len(edit.new_text) - (end - file.offset_of(edit.span.start))
    return offset + shift


def line_start(file: SourceFile, line: int) -> int:
    """The offset at which `line` (from 0) starts."""
    return file.offset_of(Position(line, 0))


def line_end(file: SourceFile, line: int) -> int:
    """The offset at which the characters of `line` end, before its line end."""
    return line_start(file, line) + len(file.line_text(line))


def line_ending(file: SourceFile, offset: int) -> str:
    """The line end in use at `offset`: that of its line, or of the file, or a line feed."""
    match = _LINE_END.search(file.text, offset) or _LINE_END.search(file.text)
    return match.group() if match else "\n"


def indentation_before(file: SourceFile, offset: int) -> str | None:
    """The blanks between the line's start and `offset`, None where there is more than that."""
    start = line_start(file, file.position_at(offset).line)
    before = file.text[start:offset]
    return before.lstrip("\ufeff") if _BLANK.fullmatch(before) else None


def trailing_comment(file: SourceFile, extent: Extent) -> str:
    """The comment behind a statement or item that has its lines to itself, with the blanks in
    front of it; empty if there is none."""
    if indentation_before(file, extent.start) is None:
        return ""
    after = _AFTER_ITEM.match(file.text, extent.end)
    return after.group(2) + after.group(3) if after and after.group(3) else ""


def statement_insertion(
    file: SourceFile, before: ast.stmt, statement: str, comment: str = ""
) -> TextEdit | None:
    """Puts `statement` (one line) in front of the statement `before`, in the same block.

    comment: goes behind it, where it gets a line of its own.
    """
    offset = extent_of(file, before).start
    indentation = indentation_before(file, offset)
    if indentation is not None:
        ending = line_ending(file, offset)
        return insertion(file, offset, statement + comment + ending + indentation)
    if isinstance(before, ast.Expr | ast.Assign | ast.AnnAssign | ast.Return):
        return insertion(file, offset, statement + "; ")
    return None


def statement_behind(file: SourceFile, after: ast.stmt, statement: str) -> TextEdit | None:
    """Puts `statement` (one line) on the line behind the statement `after`, in the same block."""
    extent = extent_of(file, after)
    indentation = indentation_before(file, extent.start)
    match = _AFTER_STATEMENT.match(file.text, extent.end)
    if indentation is None or match is None:
        return None
    ending = line_ending(file, extent.start)
    return insertion(file, match.end(), f"{ending}{indentation}{statement}")


def statement_removal(
    file: SourceFile, statement: ast.stmt, block: Sequence[ast.stmt]
) -> TextEdit | None:
    """Takes `statement` out of `block`, with its lines and their comments if it has them alone."""
    if len(block) < 2:
        return None
    extent = extent_of(file, statement)
    after = _AFTER_STATEMENT.match(file.text, extent.end)
    if indentation_before(file, extent.start) is not None and after:
        return lines_removal(file, extent.start, after.end())
    index = next(index for index, other in enumerate(block) if other is statement)
    if index + 1 < len(block):
        following = extent_of(file, block[index + 1]).start
        if _STATEMENT_GAP.fullmatch(file.text, extent.end, following):
            return replacement(file, extent.start, following, "")
    if index > 0:
        preceding = extent_of(file, block[index - 1]).end
        if _STATEMENT_GAP.fullmatch(file.text, preceding, extent.start):
            return replacement(file, preceding, extent.end, "")
    return None


def lines_removal(file: SourceFile, start: int, end: int) -> TextEdit:
    """Takes out the whole lines from that of `start` to that of `end`, with their line ends."""
    first = line_start(file, file.position_at(start).line)
    if file.text.startswith("\ufeff") and first == 0:
        first = 1
    ending = _LINE_END.match(file.text, end)
    if ending:
        return replacement(file, first, ending.end(), "")
    preceding = re.search(r"(?:\r\n|\r|\n)\Z", file.text[:first])
    return replacement(file, preceding.start() if preceding else first, end, "")


@dataclass(frozen=True, slots=True)
class Items:
    """The comma-separated items between two brackets (a list's elements, a call's arguments).

    opening: just after the opening bracket. closing: at the closing one.
    """

    extents: tuple[Extent, ...]
    opening: int
    closing: int


def items_of(file: SourceFile, node: ast.List | ast.Tuple | ast.Call) -> Items | None:
    """The items of a list, a tuple with brackets or a call; None where an item has brackets of
    its own around it, or the like, so that it is not clear where the item ends."""
    whole = extent_of(file, node)
    members: list[ast.AST]
    if isinstance(node, ast.Call):
        members = [*node.args, *node.keywords]
        opening = extent_of(file, node.func).end
    else:
        members = list(node.elts)
        opening = whole.start
    if file.text[opening : opening + 1] not in ("(", "["):
        return None
    extents = tuple(sorted((extent_of(file, m) for m in members), key=lambda e: e.start))
    edges = [opening + 1, *(edge for e in extents for edge in (e.start, e.end)), whole.end - 1]
    gaps = list(zip(edges[::2], edges[1::2], strict=True))
    if not all(_ITEM_GAP.fullmatch(file.text, start, end) for start, end in gaps):
        return None
    return Items(extents, opening + 1, whole.end - 1)


def item_insertion(
    file: SourceFile, items: Items, index: int, item: str, comment: str = ""
) -> TextEdit:
    """Puts `item` in front of the item at `index`, on a line of its own if the others are.

    comment: goes behind it, where it gets a line of its own.
    """
    start = items.extents[index].start
    indentation = indentation_before(file, start)
    if indentation is None and index + 1 < len(items.extents):
        indentation = _alignment(file, start, items.extents[index + 1].start)
    if indentation is None:
        return insertion(file, start, f"{item}, ")
    return insertion(file, start, f"{item},{comment}{line_ending(file, start)}{indentation}")


def _alignment(file: SourceFile, start: int, following: int) -> str | None:
    """The blanks before `following` where that starts a line just below `start`."""
    blanks = indentation_before(file, following)
    same_column = file.position_at(start).character == file.position_at(following).character
    return blanks if same_column else None


def item_removal(
    file: SourceFile, items: Items, index: int, *, keep_comment: bool
) -> TextEdit | None:
    """Takes out the item at `index` with its comma, and its lines if it has them alone.

    keep_comment: whether a comment behind it stays.
    """
    extent = items.extents[index]
    after = _AFTER_ITEM.match(file.text, extent.end)
    if indentation_before(file, extent.start) is not None and after:
        if after.group(3) and keep_comment:
            return replacement(file, extent.start, after.end(2), "")
        return lines_removal(file, extent.start, after.end())
    stretch = _stretch_of_item(file, items, index)
    return None if stretch is None else replacement(file, stretch.start, stretch.end, "")


def _stretch_of_item(file: SourceFile, items: Items, index: int) -> Extent | None:
    """The item and one comma, without a comment in between."""
    extent = items.extents[index]
    stretches = []
    if index > 0:
        stretches.append(Extent(items.extents[index - 1].end, extent.end))
    if index + 1 < len(items.extents):
        stretches.append(Extent(extent.start, items.extents[index + 1].start))
    if len(items.extents) == 1:
        stretches.append(Extent(items.opening, items.closing))
    comments = trivia_of(file.text)
    for stretch in stretches:
        if comments.comment_within(stretch.start, stretch.end) is None:
            return stretch
    return None
