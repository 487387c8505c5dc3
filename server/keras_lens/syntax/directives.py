"""The comments that speak to Keras Lens: `# keras-lens: ignore[rule]`, `# keras-lens: units=64`.

`ignore-file[rule]`, above the first statement, holds for the whole file.

A comment holds one or more directives, each from its `# keras-lens:` up to the next `#`. They
are found between the tokens of the text, so they are there while the code is broken.
"""

from __future__ import annotations

import ast
import keyword
import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from parso.python.tokenize import PythonToken, tokenize

from keras_lens.localization import language, translate
from keras_lens.syntax.compiling import RejectedError, parse_module
from keras_lens.syntax.trivia import Comment, trivia_of

Plain: TypeAlias = (
    "bool | int | float | str | list[Plain] | tuple[Plain, ...] | dict[Plain, Plain] | None"
)
"""What an assumption can give to a name."""

MOST_CHARACTERS = 2_000
"""Of one directive."""
_MOST_BITS = 63
_NAME = "keras-lens"
_START = re.compile(r"#\s*keras-lens:")
_IGNORE = re.compile(r"\s*ignore(-file)?\[([^\]]*)\]")
_SYNTAX = (3, 14)


class _NoLiteral(Exception):
    """A value is not what it may be; the message says what it is."""


@dataclass(frozen=True, slots=True)
class Item:
    """One `name=value`; offsets in the text. name: dotted. problem: why it says nothing."""

    start: int
    end: int
    name: str
    value: Plain = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Directive:
    """What one `# keras-lens:` says; offsets in the text.

    comment: which it stands in. ignored: where the rules stand that `ignore[...]` names, and
    what they are; None for assumptions. items: the assumptions. for_file: it says
    `ignore-file[...]`.
    """

    comment: Comment
    start: int
    end: int
    ignored: tuple[int, int] | None
    rules: tuple[str, ...]
    items: tuple[Item, ...]
    for_file: bool = False


def directives_of(text: str) -> tuple[Directive, ...]:
    """All directives of a text, in order."""
    return _directives_of(text, language()) if _NAME in text else ()


@lru_cache(maxsize=8)
def _directives_of(text: str, _language: str) -> tuple[Directive, ...]:
    return tuple(
        directive
        for comment in trivia_of(text).comments
        if _NAME in comment.text
        for directive in _directives_in(comment)
    )


def _directives_in(comment: Comment) -> list[Directive]:
    found: list[Directive] = []
    match = _START.search(comment.text)
    while match is not None:
        start = comment.start + match.start()
        ignore = _IGNORE.match(comment.text, match.end())
        if ignore is not None:
            end = ignore.end()
            place = (comment.start + ignore.start(2), comment.start + ignore.end(2))
            rules = tuple(name.strip() for name in ignore[2].split(",") if name.strip())
            found.append(
                Directive(
                    comment, start, comment.start + end, place, rules, (), ignore[1] is not None
                )
            )
        else:
            items, end = _items(comment, match.end())
            found.append(Directive(comment, start, comment.start + end, None, (), items))
        match = _START.search(comment.text, end)
    return found


def _items(comment: Comment, start: int) -> tuple[tuple[Item, ...], int]:
    """The items from `start` in a comment on, and where they end."""
    body = comment.text[start:]
    if len(body) > MOST_CHARACTERS:
        whole = Item(
            comment.start + start, comment.end, "", None, translate("this comment is too long")
        )
        return (whole,), len(comment.text)
    blanks = len(body) - len(body.lstrip())
    offset, end, depth = start + blanks, start + blanks, 0
    parts: list[list[tuple[int, PythonToken]]] = [[]]
    for token in tokenize(body[blanks:], version_info=_SYNTAX):
        if "#" in token.prefix:
            break
        offset += len(token.prefix)
        if token.string in ("(", "[", "{"):
            depth += 1
        elif token.string in (")", "]", "}"):
            depth -= 1
        if token.string == "," and depth == 0:
            parts.append([])
        elif token.string.strip():
            parts[-1].append((offset, token))
        offset += len(token.string)
        end = offset if token.string.strip() else end
    items = tuple(_item(comment, part) for part in parts if part)
    if not items:
        place = comment.start + start
        problem = translate("nothing is said here: write `name=value`")
        items = (Item(place - len("keras-lens:"), place, "", None, problem),)
    return items, end


def _item(comment: Comment, tokens: list[tuple[int, PythonToken]]) -> Item:
    first, (last, last_token) = tokens[0][0], tokens[-1]
    end = last + len(last_token.string)
    equals = next((at for at, token in tokens if token.string == "="), None)
    given = comment.text[first:end]
    name = "" if equals is None else comment.text[first:equals].rstrip()
    problem: str | None = None
    value: Plain = None
    if equals is None:
        problem = translate(
            "`{text}` is not understood: write `name=value` or `ignore[rule]`", text=_short(given)
        )
    elif not all(_is_name(part) for part in name.split(".")):
        problem = translate("`{text}` is not a name", text=_short(name))
    else:
        try:
            value = _literal(comment.text[equals + 1 : end].strip())
        except _NoLiteral as reason:
            problem = translate(
                "the value of `{name}` is not understood: {reason}", name=name, reason=reason
            )
    return Item(comment.start + first, comment.start + end, name, value, problem)


def _is_name(part: str) -> bool:
    return part.isidentifier() and not keyword.iskeyword(part)


def _literal(text: str) -> Plain:
    """The value of a Python literal. Raises _NoLiteral."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes
            tree = parse_module(text)
    except RejectedError as error:
        raise _NoLiteral(error.message) from None
    match tree.body:
        case [ast.Expr(value=value)]:
            return _plain(value)
    raise _NoLiteral(
        translate("a value is missing") if not tree.body else translate("it is not a value")
    )


def _plain(node: ast.expr) -> Plain:
    match node:
        case ast.Constant(value=value) if value is None or isinstance(value, bool | float | str):
            return value
        case ast.Constant(value=int(value)):
            if value.bit_length() > _MOST_BITS:
                raise _NoLiteral(translate("the number is too large"))
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float())):
            number = _plain(node.operand)
            return -number if isinstance(number, int | float) else None
        case ast.Tuple(elts=elements):
            return tuple(_plain(element) for element in elements)
        case ast.List(elts=elements):
            return [_plain(element) for element in elements]
        case ast.Dict(keys=keys, values=values):
            return {_key(key): _plain(value) for key, value in zip(keys, values, strict=True)}
    raise _NoLiteral(
        translate(
            "it can be a number, a string, None, True or False, and a tuple, list or dict of them"
        )
    )


def _key(node: ast.expr | None) -> Plain:
    if isinstance(node, ast.Constant | ast.UnaryOp):
        return _plain(node)
    raise _NoLiteral(translate("a key can be a number or a string"))


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
