"""Statements by lines: where each begins, where its header ends, what it binds."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Function: TypeAlias = "ast.FunctionDef | ast.AsyncFunctionDef"
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Header:
    """A statement. Lines count from 0, all included.

    first: with its decorators. end: of its header; what belongs to no block, such as comments
    before the first statement of the body, is part of it. last: its last line.
    """

    node: ast.stmt
    first: int
    end: int
    last: int

    def functions(self) -> Sequence[Function]:
        """The function that the statement defines, or the methods of the class."""
        if isinstance(self.node, ast.ClassDef):
            return [one for one in self.node.body if isinstance(one, _FUNCTIONS)]
        return [self.node] if isinstance(self.node, _FUNCTIONS) else []

    def bindings(self) -> Iterator[tuple[ast.AST, str]]:
        """The places in its header that bind a name, and the name, dotted."""
        if isinstance(self.node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            return
        for node in _of_header(self.node):
            if isinstance(node, ast.alias):
                yield node, node.asname or node.name
            elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
                name = dotted(node)
                if name is not None:
                    yield node, name


def parameters_of(function: Function) -> set[str]:
    """The names of a function's parameters, without those that collect what is left."""
    arguments = function.args
    named = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    return {parameter.arg for parameter in named}


def dotted(node: ast.expr) -> str | None:
    """`a.b.c` as it is written; None for another expression."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return ".".join([node.id, *reversed(parts)])


def reads_in(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """The places that read a name, by the name, dotted."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            name = dotted(node)
            if name is not None:
                found.setdefault(name, []).append(node)
    return found


def headers_of(tree: ast.Module) -> list[Header]:
    """All statements, in the order of their lines, those that hold others before them."""
    headers = [_header(node) for node in ast.walk(tree) if isinstance(node, ast.stmt)]
    return sorted(headers, key=lambda one: (one.first, -one.last))


def _header(node: ast.stmt) -> Header:
    last = (node.end_lineno or node.lineno) - 1
    body = _body(node)
    end = last
    if body:
        ends = [getattr(part, "end_lineno", 0) or 0 for part in _of_header(node)]
        end = max(node.lineno - 1, first_line(body[0]) - 1, *(one - 1 for one in ends))
    return Header(node, first_line(node), end, last)


def first_line(node: ast.stmt) -> int:
    """The line (from 0) in which a statement begins, its decorators counted."""
    decorators = getattr(node, "decorator_list", [])
    return min(getattr(one, "lineno", 1) for one in (node, *decorators)) - 1


def _body(node: ast.stmt) -> list[ast.stmt]:
    if isinstance(node, ast.Match):
        return node.cases[0].body
    body = getattr(node, "body", [])
    return body if isinstance(body, list) else []


def _of_header(statement: ast.stmt) -> Iterator[ast.AST]:
    """The parts of a statement that are in no block of it."""
    waiting = list(ast.iter_child_nodes(statement))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.stmt | ast.excepthandler | ast.match_case):
            continue
        yield node
        waiting.extend(ast.iter_child_nodes(node))
