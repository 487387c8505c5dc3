"""The texts of the server's code that `translate_reason` meets, found by reading it.

Two things make a text one of them: it stands where a reason is given (an argument for a parameter
that is called one, or what `describe` returns), or it has three words of English in a row and
stands where no other text is.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import keras_lens
from tests.localization.prose import english_in

_SOURCES = Path(keras_lens.__file__).parent
_PACKAGES = ("algebra", "evaluation", "interpreter", "models")
_PARAMETERS = frozenset({"reason", "otherwise", "detail", "message", "problem"})
_EXCEPTIONS = {"NotExpressible": {0}, "Disconnected": {0}, "Unanswered": {1}}
"""Classes without an `__init__` that names its parameters, or with codes for `reason`."""
_OTHER_TEXTS = frozenset(
    {"Refusal", "ValueError", "KeyError", "TypeError", "translate", "split"}
    | {"compile", "execute", "debug", "info", "warning", "error", "exception", "removeprefix"}
    | {"Given", "Native", "_complain", "_set_aside", "register", "replace", "startswith"}
)
"""Functions that take other texts: Keras's words, those of logs, of SQL, of programming errors."""
_NAMES_OF_OTHER_TEXTS = re.compile(r"_PROBE|_TABLE|_SCHEMA|query|words|_?[A-Z_]*KEY|KERAS_SAYS\w*")
_OF_KERAS = frozenset({"unbuilt.py", "saving.py", "symbolic_only.py", "refused_calls.py"})
"""Modules whose sentences are those of Keras's exceptions."""
_NAMES_OF_ARGUMENTS = re.compile(r"(?=.*[a-z]_[a-z])[a-z_]+(?: [a-z_]+)*")
_KEYS_OF_STATE = frozenset(
    {"arguments of compile", "given to code that is not known", "is as made", "may be built"}
    | {"names of attributes", "parts in use", "policy in use", "trainable of the copy"}
    | {"what a traced step trains", "what compile would train", "what it gives"}
)
_SAY_WHY = frozenset({"_in_words", "_last_line", "_problem", "_what_is_missing", "describe"})
"""Functions that return a reason or a part of one."""


def reasons() -> set[str]:
    """The reasons as templates: `'.{0}' of {1} is not known`."""
    trees = {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for package in _PACKAGES
        for path in sorted((_SOURCES / package).rglob("*.py"))
    }
    places = _places_of_reasons(trees)
    found = set(_of_the_evaluator())
    for path, tree in trees.items():
        found.update(_given_as_reasons(tree, places))
        found.update(_said(tree))
        if path.name not in _OF_KERAS:
            found.update(_sentences(tree))
    return {text for text in found if _has_words(text)}


def template_of(node: ast.AST) -> str | None:
    """The text of a literal, with `{0}`, `{1}` for what is put in; None for another expression."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            pieces, count = [], 0
            for value in values:
                if isinstance(value, ast.Constant):
                    pieces.append(str(value.value))
                else:
                    pieces.append(f"{{{count}}}")
                    count += 1
            return "".join(pieces)
    return None


def _places_of_reasons(trees: Mapping[Path, ast.AST]) -> dict[str, set[int]]:
    """From functions and classes to which of their positional arguments are reasons."""
    places = {name: set(positions) for name, positions in _EXCEPTIONS.items()}
    for tree in trees.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name != "__init__":
                _note(places, node.name, [one.arg for one in node.args.args])
            elif isinstance(node, ast.ClassDef):
                _note(places, node.name, _fields(node))
    places.pop("send", None)  # a message to the evaluator
    return places


def _note(places: dict[str, set[int]], name: str, parameters: list[str]) -> None:
    if parameters[:1] in (["self"], ["cls"]):
        parameters = parameters[1:]
    positions = {index for index, one in enumerate(parameters) if one in _PARAMETERS}
    if positions and name not in _EXCEPTIONS and name not in _OTHER_TEXTS:
        places.setdefault(name, set()).update(positions)


def _fields(cls: ast.ClassDef) -> list[str]:
    """The parameters of a class's `__init__`, or the fields of a data class."""
    for node in cls.body:
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            return [one.arg for one in node.args.args]
    return [
        node.target.id
        for node in cls.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    ]


def _given_as_reasons(tree: ast.AST, places: Mapping[str, set[int]]) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or _name(node.func) in _OTHER_TEXTS:
            continue
        positions = places.get(_name(node.func), set())
        given = [one for index, one in enumerate(node.args) if index in positions]
        given += [one.value for one in node.keywords if one.arg in _PARAMETERS]
        for expression in given:
            yield from _alternatives(expression)


def _alternatives(expression: ast.expr) -> Iterator[str]:
    """The texts that an expression can be, as far as they stand there."""
    text = template_of(expression)
    if text is not None:
        yield text
    elif isinstance(expression, ast.BoolOp):
        for value in expression.values:
            yield from _alternatives(value)
    elif isinstance(expression, ast.IfExp):
        yield from _alternatives(expression.body)
        yield from _alternatives(expression.orelse)
    elif isinstance(expression, ast.Call) and _name(expression.func) in {"reason_of", "str"}:
        for argument in expression.args:
            yield from _alternatives(argument)


def _said(tree: ast.AST) -> Iterator[str]:
    """What functions that say why return, and what variables hold that do."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and _names(node.targets) & _PARAMETERS:
            yield from _alternatives(node.value)
        if isinstance(node, ast.FunctionDef) and node.name in _SAY_WHY:
            for statement in ast.walk(node):
                if isinstance(statement, ast.Return) and statement.value is not None:
                    yield from _alternatives(statement.value)


def _of_the_evaluator() -> Iterator[str]:
    """Why the evaluator gives no answer."""
    for path in sorted((_SOURCES / "evaluator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="Unsupported"), args=[argument]):
                    yield from _alternatives(argument)
                case ast.Assign(targets=[ast.Name(id="detail")], value=value):
                    yield from _alternatives(value)


def _sentences(node: ast.AST) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        text = template_of(child)
        if text is not None:
            if _is_said(text) and not _is_made_of_names(text):
                yield text
        elif not _is_left_out(child):
            yield from _sentences(child)


def _is_said(text: str) -> bool:
    """Whether it reads as English: three words in a row, or a sentence, as "Use `len(x)`."."""
    return bool(english_in(text)) or re.fullmatch(r"[A-Z][a-z]+ .*\.", text) is not None


def _is_made_of_names(text: str) -> bool:
    return text in _KEYS_OF_STATE or _NAMES_OF_ARGUMENTS.fullmatch(text) is not None


def _is_left_out(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.Call(func=function):
            return _name(function) in _OTHER_TEXTS
        case ast.Assign(targets=[ast.Name(id=name)]):
            return _NAMES_OF_OTHER_TEXTS.fullmatch(name) is not None
        case ast.ClassDef(bases=[ast.Attribute(attr="Enum") | ast.Name(id="Enum")]):
            return True
    return isinstance(node, ast.Compare)


def _names(targets: list[ast.expr]) -> set[str]:
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _has_words(text: str) -> bool:
    """Whether there is something to translate: `'sys.path'` and `{0}.` are the same anywhere."""
    return " " in text and re.search(r"[A-Za-z]", re.sub(r"\{\d+\}", "", text)) is not None
