"""Takes an assumption out of its comment, and the comment out of the text where it is empty."""

from __future__ import annotations

from keras_lens.rules.editing.edits import lines_removal, replacement
from keras_lens.syntax.assumptions import Assumption
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import TextEdit


def removal(file: SourceFile, assumption: Assumption) -> TextEdit:
    """The edit after which the comment says nothing of this assumption."""
    directive = assumption.directive
    kept = [item for item in directive.items if item not in assumption.items]
    if kept:
        texts = [file.text[item.start : item.end] for item in kept]
        start, end = directive.items[0].start, directive.items[-1].end
        return replacement(file, start, end, ", ".join(texts))
    comment = directive.comment
    start, end = directive.start, directive.end
    before, after = file.text[comment.start : start], file.text[end : comment.end]
    if before.strip() or after.strip():
        return replacement(file, start, end + len(after) - len(after.lstrip()), "")
    line = file.line_text(file.position_at(start).line)
    if line.lstrip(" \t\f\ufeff").startswith("#"):
        return lines_removal(file, start, comment.end)
    code = file.text[:start].rstrip(" \t")
    return replacement(file, len(code), comment.end, "")
