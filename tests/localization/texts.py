"""The texts of the server that have to be in every catalog."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import keras_lens
from keras_lens.localization.translating import paragraphs
from keras_lens.rules.registry import RULES, TITLES
from tests.localization.reasons import reasons

_SOURCES = Path(keras_lens.__file__).parent


def all_texts() -> set[str]:
    """What `translate` is called with, the words of the rules, and reasons."""
    return set(_translated_literals()) | set(_words_of_rules()) | reasons()


def placeholders(text: str) -> set[str]:
    """`{name}` of a text: with what is said of how it is written, `count:,`."""
    return {
        field + (f":{form}" if form else "")
        for _, field, form, _ in string.Formatter().parse(text)
        if field is not None
    }


def calls_without_a_literal() -> list[str]:
    """Calls of `translate` whose text cannot be found by reading the program."""
    return [
        f"{path.name}:{call.lineno}"
        for path, call in _calls()
        if not (isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str))
        and not _is_of_a_rule(call.args[0])
    ]


def calls_with_other_values() -> list[str]:
    """Calls of `translate` that do not give the values that the text has places for."""
    return [f"{path.name}:{call.lineno}" for path, call in _calls() if not _has_its_values(call)]


def _has_its_values(call: ast.Call) -> bool:
    """A call that gives no values is not formatted: braces in its text are braces."""
    text = call.args[0]
    if not isinstance(text, ast.Constant) or not call.keywords:
        return True
    wanted = {place.partition(":")[0] for place in placeholders(str(text.value))}
    given = {keyword.arg for keyword in call.keywords if keyword.arg is not None}
    is_open = any(keyword.arg is None for keyword in call.keywords)
    return given <= wanted if is_open else given == wanted


def _is_of_a_rule(argument: ast.expr) -> bool:
    """`rule.summary` and its kin: `_words_of_rules` has those."""
    return isinstance(argument, ast.Attribute) and argument.attr in {"summary", "title"}


def _translated_literals() -> Iterator[str]:
    for _, call in _calls():
        if isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value)


def _calls() -> Iterator[tuple[Path, ast.Call]]:
    for path in sorted(_SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _is_translate(node.func) and node.args:
                yield path, node


def _is_translate(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id == "translate"


def _words_of_rules() -> Iterator[str]:
    yield from TITLES.values()
    for rule in RULES:
        yield rule.summary
        yield from paragraphs(rule.explanation)
        yield from rule.fixes
