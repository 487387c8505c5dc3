"""Where in the program something happens."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import cast

from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Span


@dataclass(frozen=True, slots=True)
class Site:
    """An expression of the program. Two runs of one line have the same site.

    `node` is for those who edit the text (rules); the packages in between pass it on unread.
    """

    file: SourceFile
    node: ast.expr

    @classmethod
    def of_import(cls, file: SourceFile, node: ast.ImportFrom | ast.alias) -> Site:
        """The place of what happens while a module is imported."""
        return cls(file, cast("ast.expr", node))

    @property
    def span(self) -> Span:
        return self.file.span_of(self.node)

    def __hash__(self) -> int:
        return hash((self.file.path, id(self.node)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Site) and self.node is other.node
