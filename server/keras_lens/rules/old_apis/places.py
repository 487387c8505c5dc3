"""Where a finding about old Keras stands in the text."""

from __future__ import annotations

import ast

from keras_lens.models.legacy.uses import OldUse
from keras_lens.rules.editing.edits import extent_of, name_span
from keras_lens.rules.editing.enclosing import enclosing_of
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Span


def module_span(file: SourceFile, statement: ast.ImportFrom | ast.Import) -> Span:
    """The module's name in `from module import name`; an `import` as a whole."""
    extent = extent_of(file, statement)
    if isinstance(statement, ast.Import) or statement.module is None:
        return Span(file.position_at(extent.start), file.position_at(extent.end))
    start = file.text.find(statement.module, extent.start, extent.end)
    if start < 0:
        start = extent.start
    return Span(file.position_at(start), file.position_at(start + len(statement.module)))


def keyword_span(file: SourceFile, call: ast.AST, names: list[str]) -> Span:
    """The first keyword argument of one of these names; the function's name if there is none."""
    for keyword in call.keywords if isinstance(call, ast.Call) else ():
        if keyword.arg in names:
            start = extent_of(file, keyword).start
            return Span(file.position_at(start), file.position_at(start + len(keyword.arg or "")))
    return name_span(file, call)


def place_of(file: SourceFile, use: OldUse) -> ast.AST:
    """What is rewritten for a use: the statement of an import, the place itself."""
    node: ast.AST = use.site.node
    if isinstance(node, ast.alias):
        return enclosing_of(file.tree).statement(node) or node
    return node
