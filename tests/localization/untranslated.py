"""Texts for users in the server's code that do not go through `translate`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import keras_lens
from tests.localization.prose import english_in

_SOURCES = Path(keras_lens.__file__).parent
_TAKE_OTHER_TEXTS = frozenset(
    {"translate", "translate_reason", "compile", "Rule", "search", "match", "startswith", "split"}
    | {"debug", "info", "warning", "exception", "understood", "JsonRpcException", "ValueError"}
    | {"add_argument"}
)
"""`Rule` has its words in `translate` where they are shown; `re` and its kin look for Keras's. The
others take what is for logs, for programmers and for the command line."""
_PROGRAMS_AND_PAGES = re.compile(r"_(BAD|GOOD|PROGRAM|EXPLANATION|HEAD|ASSUMPTIONS|KERAS_SAYS)\w*")


def untranslated_in(folder: str) -> list[str]:
    """Literals with three English words in a row, which users could read; `file:line text`."""
    return [
        f"{path.relative_to(_SOURCES).as_posix()}:{node.lineno} {node.value}"
        for path in sorted((_SOURCES / folder).rglob("*.py"))
        for node in _texts(ast.parse(path.read_text(encoding="utf-8")))
        if any(not _are_names(words) for words in english_in(str(node.value)))
    ]


def _are_names(words: str) -> bool:
    """Whether they are names of classes: `Dense Activation Embedding`."""
    return all(word[0].isupper() for word in words.split())


def _texts(node: ast.AST) -> Iterator[ast.Constant]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Constant):
            if isinstance(child.value, str):
                yield child
        elif not _is_left_out(child):
            yield from _texts(child)


def _is_left_out(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in _TAKE_OTHER_TEXTS
        case ast.Assign(targets=[ast.Name(id=name)]):
            return _PROGRAMS_AND_PAGES.fullmatch(name) is not None
    return isinstance(node, ast.Compare)
