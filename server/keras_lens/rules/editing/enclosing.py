"""From a node of the tree to what it stands in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache

_BLOCKS = ("body", "orelse", "finalbody")
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.Module)


class Enclosing:
    """The parents of a tree's nodes."""

    def __init__(self, tree: ast.Module) -> None:
        self._parents: dict[ast.AST, ast.AST] = {}
        for node in ast.walk(tree):
            for child in ast.iter_child_nodes(node):
                self._parents[child] = node

    def parent(self, node: ast.AST) -> ast.AST | None:
        """What `node` is a direct part of; None for the module, or a node of another tree."""
        return self._parents.get(node)

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """The parent, its parent and so on."""
        parent = self.parent(node)
        while parent is not None:
            yield parent
            parent = self.parent(parent)

    def statement(self, node: ast.AST) -> ast.stmt | None:
        """The innermost statement that `node` belongs to, or is."""
        for candidate in (node, *self.ancestors(node)):
            if isinstance(candidate, ast.stmt):
                return candidate
        return None

    def block(self, statement: ast.stmt) -> list[ast.stmt]:
        """The statements of which `statement` is one, in order."""
        parent = self.parent(statement)
        for name in _BLOCKS:
            block = getattr(parent, name, None)
            if isinstance(block, list) and any(other is statement for other in block):
                return block
        return [statement]

    def loops(self, statement: ast.stmt) -> list[ast.stmt]:
        """The loops around `statement` in the same function, the outermost first."""
        loops: list[ast.stmt] = []
        for ancestor in self.ancestors(statement):
            if isinstance(ancestor, SCOPES):
                break
            if isinstance(ancestor, ast.For | ast.AsyncFor | ast.While):
                loops.insert(0, ancestor)
        return loops

    def scopes(self, node: ast.AST) -> list[ast.AST]:
        """The functions, classes and the module around `node`, the innermost first."""
        return [ancestor for ancestor in self.ancestors(node) if isinstance(ancestor, SCOPES)]

    def scope(self, node: ast.AST) -> ast.AST | None:
        """The innermost of `scopes`."""
        return next(iter(self.scopes(node)), None)


@lru_cache(maxsize=8)
def enclosing_of(tree: ast.Module) -> Enclosing:
    """The parents in `tree`, which is not changed afterwards."""
    return Enclosing(tree)
