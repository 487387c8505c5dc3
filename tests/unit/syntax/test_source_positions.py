"""Positions between a text and its tree."""

from __future__ import annotations

import ast

import pytest

from keras_lens.syntax.source import SourceFile, parse_source
from keras_lens.syntax.spans import Position, Span


def name_spans(file: SourceFile) -> dict[str, Span]:
    return {
        node.id: file.span_of(node) for node in ast.walk(file.tree) if isinstance(node, ast.Name)
    }


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("name", Position(0, 0)),
        ("'é'; name", Position(0, 5)),
        ("'𝄞'; name", Position(0, 5)),
        ("if a:\n\tname", Position(1, 1)),
        ("a\r\nname", Position(1, 0)),
        ("a\rname", Position(1, 0)),
        ("a\r\n\r\n'é𝄞', name\r\n", Position(2, 6)),
        ("# \x0b\x0c\x85\u2028\u2029\nname", Position(1, 0)),
        ("'\u2028'; name", Position(0, 5)),
        ("\x0cname", Position(0, 1)),
        ("\ufeffname", Position(0, 1)),
        ("\ufeff'é'; name", Position(0, 6)),
        ("\ufeff'é'\n'é'; name", Position(1, 5)),
        ("\ufeffb = (\n'é'; name", Position(1, 5)),
        ("\ufeff'é'; name\nb = (", Position(0, 6)),
    ],
    ids=repr,
)
def test_where_a_name_stands(text: str, start: Position) -> None:
    file = parse_source("model.py", text)
    span = name_spans(file)["name"]
    assert span == Span(start, Position(start.line, start.character + 4))
    assert file.text_of(span) == "name"


def test_span_over_several_lines() -> None:
    file = parse_source("model.py", "x = 1\r\nf('é',\r\n  'é', y)\r\n")
    span = file.span_of(file.tree.body[1])
    assert span == Span(Position(1, 0), Position(2, 9))
    assert file.text_of(span) == "f('é',\r\n  'é', y)"


def test_places_without_being_expressions() -> None:
    file = parse_source("model.py", "f('é', units=64)\nimport keras as k\n")
    keyword = next(node for node in ast.walk(file.tree) if isinstance(node, ast.keyword))
    alias = next(node for node in ast.walk(file.tree) if isinstance(node, ast.alias))
    assert file.text_of(file.span_of(keyword)) == "units=64"
    assert file.text_of(file.span_of(alias)) == "keras as k"


@pytest.mark.parametrize(
    "text", ["", "a", "a\n", "a\r\nb\rc\n\nd", "\ufeffé\r\n𝄞", "\r\n\r\n", "\n\r"]
)
def test_offsets_and_positions_are_inverse(text: str) -> None:
    file = parse_source("model.py", text)
    for offset in range(len(text) + 1):
        inside_line_end = text[offset - 1 : offset + 1] == "\r\n"
        expected = offset - 1 if inside_line_end and offset else offset
        assert file.offset_of(file.position_at(offset)) == expected


def test_positions_outside_of_the_text() -> None:
    file = parse_source("model.py", "ab\r\ncd")
    assert file.offset_of(Position(0, 99)) == 2
    assert file.offset_of(Position(9, 0)) == 6
    assert file.position_at(99) == Position(1, 2)
    assert file.position_at(-1) == Position(0, 0)
    assert file.text_of(Span(Position(0, 1), Position(7, 0))) == "b\r\ncd"


def test_lines() -> None:
    file = parse_source("model.py", "a\x0cb\r\n\tc\rd\u2028e\n")
    assert [file.line_text(line) for line in range(4)] == ["a\x0cb", "\tc", "d\u2028e", ""]
