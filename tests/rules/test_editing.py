"""Edits of source text leave valid Python in which everything else is untouched."""

from __future__ import annotations

import ast

import pytest

from keras_lens.rules.editing.edits import (
    apply_edits,
    extent_of,
    item_insertion,
    item_removal,
    items_of,
    offset_after,
    replacement,
    statement_insertion,
    statement_removal,
)
from keras_lens.syntax.source import SourceFile, parse_source


def source(text: str) -> SourceFile:
    return parse_source("program.py", text)


def first_call(file: SourceFile) -> ast.Call:
    return next(node for node in ast.walk(file.tree) if isinstance(node, ast.Call))


def without_argument(text: str, name: str, keep_comment: bool = True) -> str | None:
    file = source(text)
    call = first_call(file)
    items = items_of(file, call)
    assert items is not None
    keyword = next(keyword for keyword in call.keywords if keyword.arg == name)
    index = items.extents.index(extent_of(file, keyword))
    edit = item_removal(file, items, index, keep_comment=keep_comment)
    return None if edit is None else apply_edits(file, [edit])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("f(1, x=2)", "f(1)"),
        ("f(1, x=2,)", "f(1,)"),
        ("f(x=2)", "f()"),
        ("f(x=2,)", "f()"),
        ("f( x=2 )", "f()"),
        ("f(x=2, y=3)", "f(y=3)"),
        ("f(1, x=2, y=3)", "f(1, y=3)"),
        ("f(1, x=((2)), y=3)", "f(1, y=3)"),
        ("f(*a, x=2, **k)", "f(*a, **k)"),
        ("f(1,\n  x=2)", "f(1)"),
        ("f(1,\n  x=2,\n  y=3)", "f(1,\n  y=3)"),
        ("f(\n    1,\n    x=2,\n)", "f(\n    1,\n)"),
        ("f(\r\n\t1,\r\n\tx=2\r\n)\r\n", "f(\r\n\t1,\r\n)\r\n"),
        ("f(\n    x=(\n        2,\n    ),\n    y=3,\n)", "f(\n    y=3,\n)"),
        ("f(\n    1,\n    x=2,  # two\n)", "f(\n    1,\n    # two\n)"),
        ("f(1, \\\n  x=2)", "f(1)"),
        ("f(1,  # one\n  x=2, y=3)", "f(1,  # one\n  y=3)"),
    ],
)
def test_an_argument_goes_with_its_comma(text: str, expected: str) -> None:
    assert without_argument(text, "x") == expected
    ast.parse(expected)


def test_an_argument_between_comments_stays() -> None:
    assert without_argument("f(1,  # one\n  x=2)", "x") is None


@pytest.mark.parametrize("text", ["f((1), x=2)", "f((yield), x=2)", "[(1), 2]"])
def test_items_with_brackets_of_their_own_are_left_alone(text: str) -> None:
    file = source(text)
    node = next(n for n in ast.walk(file.tree) if isinstance(n, ast.Call | ast.List))
    assert items_of(file, node) is None


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        ("[1, 2]", 0, "[0, 1, 2]"),
        ("[1, 2]", 1, "[1, 0, 2]"),
        ("[\n    1,\n    2\n]", 1, "[\n    1,\n    0,  # zero\n    2\n]"),
        ("[1,\n 2]", 0, "[0,  # zero\n 1,\n 2]"),
        ("[1,\n    2]", 0, "[0, 1,\n    2]"),
        ("(1,)", 0, "(0, 1,)"),
    ],
)
def test_an_item_is_laid_out_like_its_neighbours(text: str, index: int, expected: str) -> None:
    file = source(text)
    node = next(n for n in ast.walk(file.tree) if isinstance(n, ast.List | ast.Tuple))
    items = items_of(file, node)
    assert items is not None
    assert apply_edits(file, [item_insertion(file, items, index, "0", "  # zero")]) == expected


def without_statement(text: str, line: int) -> str | None:
    file = source(text)
    for parent in ast.walk(file.tree):
        block = getattr(parent, "body", [])
        for statement in block if isinstance(block, list) else []:
            if statement.lineno == line and ast.unparse(statement) == "b()":
                edit = statement_removal(file, statement, block)
                return None if edit is None else apply_edits(file, [edit])
    raise AssertionError("there is no such statement")


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("a()\nb()\nc()\n", 2, "a()\nc()\n"),
        ("a()\nb()  # comment\nc()\n", 2, "a()\nc()\n"),
        ("a()\nb()", 2, "a()"),
        ("a()\r\nb()\r\nc()", 2, "a()\r\nc()"),
        ("b();\na()\n", 1, "a()\n"),
        ("\ufeffb()\na()\n", 1, "\ufeffa()\n"),
        ("a(); b(); c()\n", 1, "a(); c()\n"),
        ("a(); b()\n", 1, "a()\n"),
        ("if x:\n\ta()\n\tb()\n", 3, "if x:\n\ta()\n"),
        ("b(\n)\na()\n", 1, "a()\n"),
        ("if x:\n    b()\n", 2, None),
        ("if x: b()\n", 1, None),
    ],
)
def test_a_statement_goes_with_its_lines(text: str, line: int, expected: str | None) -> None:
    assert without_statement(text, line) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a()\n", "new()  # why\na()\n"),
        ("if x:\r\n\ta()\r\n", "if x:\r\n\tnew()  # why\r\n\ta()\r\n"),
        ("x = 1; a()\n", "x = 1; new(); a()\n"),
        ("if x: a()\n", "if x: new(); a()\n"),
        ("\ufeffa()\n", "\ufeffnew()  # why\na()\n"),
        ("\N{GRINNING FACE WITH SMILING EYES} = ;\na()", "\N{GRINNING FACE WITH SMILING EYES} = ;\n"
         "new()  # why\na()"),
    ],
)  # fmt: skip
def test_a_statement_gets_a_line_where_the_other_has_one(text: str, expected: str) -> None:
    file = source(text)
    statement = next(
        node
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Expr) and ast.unparse(node) == "a()"
    )
    edit = statement_insertion(file, statement, "new()", "  # why")
    assert edit is not None
    assert apply_edits(file, [edit]) == expected


def test_a_loop_in_the_middle_of_a_line_gets_nothing_in_front() -> None:
    file = source("for x in y: a()\n")
    loop = file.tree.body[0]
    assert isinstance(loop, ast.For)
    edit = statement_insertion(file, loop, "new()")
    assert edit is not None
    assert apply_edits(file, [edit]) == "new()\nfor x in y: a()\n"


def test_offsets_follow_the_edits_before_them() -> None:
    file = source("one two three")
    edits = [replacement(file, 0, 3, "1"), replacement(file, 8, 8, "and "),
             replacement(file, 9, 13, "!")]  # fmt: skip
    assert apply_edits(file, edits) == "1 two and t!"
    assert offset_after(file, edits, 4) == 2
    assert offset_after(file, edits, 8) == 10
