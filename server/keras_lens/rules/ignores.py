"""Comments that keep findings on purpose: `# keras-lens: ignore[rule, rule]` at the end of a line,
`# keras-lens: ignore-file[rule]` above the first statement of the file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from keras_lens.rules.editing.edits import (
    extent_of,
    line_end,
    line_start,
    lines_removal,
    replacement,
)
from keras_lens.syntax.directives import Directive, directives_of
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Span, TextEdit
from keras_lens.syntax.trivia import trivia_of


@dataclass(frozen=True, slots=True)
class IgnoredRule:
    """One name in the brackets of a comment, which need not be that of a rule."""

    directive: Directive
    name: str
    is_placed: bool

    @property
    def key(self) -> tuple[int, str]:
        return self.directive.start, self.name


class Ignores:
    """The comments of a file, and which of them were of use so far."""

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self._used: set[tuple[int, str]] = set()
        top = _first_statement(file)
        self._all = [
            IgnoredRule(directive, name, not directive.for_file or directive.start < top)
            for directive in directives_of(file.text)
            if directive.ignored is not None
            for name in directive.rules
        ]

    def covers(self, line: int, rule: str) -> bool:
        """Whether a comment keeps the findings of `rule` away from `line` (from 0)."""
        covering = [
            one
            for one in self._all
            if one.name == rule
            and one.is_placed
            and (one.directive.for_file or self._line_of(one) == line)
        ]
        self._used.update(one.key for one in covering)
        return bool(covering)

    def unused(self) -> Iterator[IgnoredRule]:
        """What kept nothing away so far, in the order of the text."""
        return (one for one in self._all if one.key not in self._used)

    def _line_of(self, one: IgnoredRule) -> int:
        return self._file.position_at(one.directive.start).line


def _first_statement(file: SourceFile) -> int:
    """Where the program begins, behind the comments and the text that describe the file."""
    body = file.tree.body
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    return extent_of(file, body[0]).start if body else len(file.text)


def name_span(file: SourceFile, ignored: IgnoredRule) -> Span:
    """The name in its brackets."""
    assert ignored.directive.ignored is not None
    start, end = ignored.directive.ignored
    offset = start
    for part in file.text[start:end].split(","):
        if part.strip() == ignored.name:
            begin = offset + len(part) - len(part.lstrip())
            return Span(file.position_at(begin), file.position_at(begin + len(ignored.name)))
        offset += len(part) + 1
    return Span(file.position_at(start), file.position_at(end))


def renaming(file: SourceFile, ignored: IgnoredRule, name: str) -> TextEdit:
    """Puts the name of another rule in the place of this one."""
    return TextEdit(name_span(file, ignored), name)


def ignore_removal(file: SourceFile, ignored: IgnoredRule) -> TextEdit:
    """Takes the name out of its comment, and the comment out of the text where it is empty."""
    directive = ignored.directive
    kept = [name for name in directive.rules if name != ignored.name]
    if kept and directive.ignored is not None:
        return replacement(file, *directive.ignored, ", ".join(kept))
    comment, start, end = directive.comment, directive.start, directive.end
    before, after = file.text[comment.start : start], file.text[end : comment.end]
    if before.strip() or after.strip():
        stripped = after.lstrip()
        if stripped.startswith("#"):
            return replacement(file, start, comment.end - len(stripped), "")
        if stripped:
            return replacement(file, start, comment.end - len(stripped), "# ")
        return replacement(file, start - len(before) + len(before.rstrip()), comment.end, "")
    line = file.line_text(file.position_at(start).line)
    if line.lstrip(" \t\f\ufeff").startswith("#"):
        return lines_removal(file, start, comment.end)
    return replacement(file, len(file.text[:start].rstrip(" \t")), comment.end, "")


def ignore_edit(file: SourceFile, line: int, rule: str) -> TextEdit | None:
    """The edit that makes `line` ignore `rule`; None where no comment can stand there."""
    start, end = line_start(file, line), line_end(file, line)
    for existing in directives_of(file.text):
        is_here = start <= existing.start < end and not existing.for_file
        if is_here and existing.ignored is not None:
            return replacement(file, *existing.ignored, ", ".join([*existing.rules, rule]))
    if not trivia_of(file.text).takes_comment(end):
        return None
    code_end = end - len(file.text[:end]) + len(file.text[:end].rstrip(" \t"))
    return replacement(file, code_end, end, f"  # keras-lens: ignore[{rule}]")
