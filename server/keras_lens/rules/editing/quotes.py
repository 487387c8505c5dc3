"""Texts in the quotation marks that the file writes."""

from __future__ import annotations

import ast

from keras_lens.rules.editing.edits import node_text
from keras_lens.syntax.source import SourceFile


def quoted(file: SourceFile, text: str, like: ast.expr | None = None) -> str:
    """The text in quotation marks as the file has them, there or else most often."""
    mark = ""
    if isinstance(like, ast.Constant) and isinstance(like.value, str):
        mark = node_text(file, like)[:1]
    if mark not in ("'", '"'):
        mark = "'" if file.text.count("'") > file.text.count('"') else '"'
    return f"{mark}{text}{mark}"
