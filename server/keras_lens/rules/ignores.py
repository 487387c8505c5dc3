"""Comments that keep a finding on purpose: `# keras-lens: ignore[rule, rule]`."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.rules.editing.edits import line_end, line_start, replacement
from keras_lens.syntax.directives import Directive, directives_of
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit
from keras_lens.syntax.trivia import trivia_of


def _ignores_on(file: SourceFile, line: int) -> Iterator[Directive]:
    start, end = line_start(file, line), line_end(file, line)
    for directive in directives_of(file.text):
        if directive.ignored is not None and start <= directive.start < end:
            yield directive


def is_ignored(file: SourceFile, line: int, rule: str) -> bool:
    """Whether a comment at the end of `line` (from 0) names `rule`."""
    return any(rule in directive.rules for directive in _ignores_on(file, line))


def ignore_edit(file: SourceFile, line: int, rule: str) -> TextEdit | None:
    """The edit that makes `line` ignore `rule`; None where no comment can stand there."""
    existing = next(_ignores_on(file, line), None)
    if existing is not None and existing.ignored is not None:
        return replacement(file, *existing.ignored, ", ".join([*existing.rules, rule]))
    end = line_end(file, line)
    if not trivia_of(file.text).takes_comment(end):
        return None
    code_end = end - len(file.text[:end]) + len(file.text[:end].rstrip(" \t"))
    return replacement(file, code_end, end, f"  # keras-lens: ignore[{rule}]")
