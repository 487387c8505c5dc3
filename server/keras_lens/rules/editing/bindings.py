"""Which names the statements of a file give a meaning."""

from __future__ import annotations

import ast


def names_bound_by(node: ast.AST) -> set[str]:
    """The names that a node binds by itself, its parts left out."""
    match node:
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
            return {(one.asname or one.name).partition(".")[0] for one in aliases}
        case ast.FunctionDef(name=own) | ast.AsyncFunctionDef(name=own) | ast.ClassDef(name=own):
            return {own}
        case ast.Name(id=own, ctx=ast.Store()) | ast.arg(arg=own):
            return {own}
    return set()
