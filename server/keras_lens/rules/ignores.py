"""Comments that keep a finding on purpose: `# keras-lens: ignore[rule, rule]`."""

from __future__ import annotations

import re

from keras_lens.rules.editing import line_end, replacement
from keras_lens.rules.trivia import Comment, trivia_of
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit

_IGNORE = re.compile(r"#\s*keras-lens:\s*ignore\[([^\]\r\n]*)\]")


def _comment_on(file: SourceFile, line: int) -> Comment | None:
    if "#" not in file.line_text(line):
        return None
    end = line_end(file, line)
    return trivia_of(file.text).comment_within(end - 1, end)


def is_ignored(file: SourceFile, line: int, rule: str) -> bool:
    """Whether a comment at the end of `line` (from 0) names `rule`."""
    if "keras-lens" not in file.line_text(line):
        return False
    comment = _comment_on(file, line)
    if comment is None:
        return False
    return any(rule in _names(match) for match in _IGNORE.finditer(comment.text))


def ignore_edit(file: SourceFile, line: int, rule: str) -> TextEdit | None:
    """The edit that makes `line` ignore `rule`; None where no comment can stand there."""
    comment = _comment_on(file, line)
    existing = _IGNORE.search(comment.text) if comment else None
    if comment and existing:
        names = ", ".join([*_names(existing), rule])
        start = comment.start + existing.start(1)
        return replacement(file, start, comment.start + existing.end(1), names)
    end = line_end(file, line)
    if not trivia_of(file.text).takes_comment(end):
        return None
    code_end = end - len(file.text[:end]) + len(file.text[:end].rstrip(" \t"))
    return replacement(file, code_end, end, f"  # keras-lens: ignore[{rule}]")


def _names(match: re.Match[str]) -> list[str]:
    return [name.strip() for name in match.group(1).split(",") if name.strip()]
