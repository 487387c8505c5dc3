"""Characters to the columns of the protocol's position encodings and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keras_lens.syntax.columns import (
    Encoding,
    character_of_column,
    column_of_character,
    width,
)

LINE = "aé𝄞b"
ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")


@pytest.mark.parametrize(
    ("encoding", "columns"),
    [("utf-8", [0, 1, 3, 7, 8]), ("utf-16", [0, 1, 2, 4, 5]), ("utf-32", [0, 1, 2, 3, 4])],
)
def test_column_before_each_character(encoding: Encoding, columns: list[int]) -> None:
    assert [column_of_character(LINE, index, encoding) for index in range(5)] == columns
    assert [character_of_column(LINE, column, encoding) for column in columns] == list(range(5))
    assert width(LINE, encoding) == columns[-1]


def test_column_inside_a_character_is_its_start() -> None:
    assert character_of_column(LINE, 3, "utf-16") == 2
    assert [character_of_column(LINE, column, "utf-8") for column in (2, 4, 5, 6)] == [1, 2, 2, 2]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("line", ["", "ab", LINE])
def test_columns_outside_of_the_line(line: str, encoding: Encoding) -> None:
    assert character_of_column(line, 99, encoding) == len(line)
    assert character_of_column(line, -1, encoding) == 0
    assert column_of_character(line, 99, encoding) == width(line, encoding)
    assert column_of_character(line, -1, encoding) == 0


@given(line=st.text(st.characters(exclude_categories=[])), encoding=st.sampled_from(ENCODINGS))
def test_there_and_back(line: str, encoding: Encoding) -> None:
    for index in range(len(line) + 1):
        column = column_of_character(line, index, encoding)
        assert character_of_column(line, column, encoding) == index
