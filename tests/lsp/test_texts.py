"""Places in texts: columns in every encoding, tabs, line ends, edits."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from . import programs
from .editor import Editor, capabilities, editor

pytestmark = pytest.mark.asyncio(loop_scope="module")

WIDE = """\
import keras; n = 4
s = '😀π'; model = keras.Sequential([keras.layers.Dense(3, input_shape=(n,))])  # 😀
"""
END_OF_CODE = {"utf-8": 81, "utf-16": 78, "utf-32": 77}
"""Columns in line 1 of `WIDE`: 77 characters, among them one of 4 bytes or 2 units of
UTF-16, and one of 2 bytes."""


async def test_utf_16_counts_where_nothing_is_agreed(one: Editor) -> None:
    one.open(WIDE)
    await one.diagnostics()
    (hint,) = await one.inlay_hints()
    assert hint.position == types.Position(1, END_OF_CODE["utf-16"])
    found = await one.hover(1, 51)
    assert found is not None
    assert found.range == types.Range(types.Position(1, 50), types.Position(1, 55))


@pytest.mark.parametrize("agreed", ["utf-8", "utf-32"])
async def test_the_clients_encoding_counts(warm_cache: Path, agreed: str) -> None:
    async with editor(warm_cache, client=capabilities(encodings=[agreed, "utf-16"])) as one:
        one.open(WIDE)
        await one.diagnostics()
        (hint,) = await one.inlay_hints()
        assert hint.position == types.Position(1, END_OF_CODE[agreed])
        inside = END_OF_CODE[agreed] - len(", input_shape=(n,))])")
        one.replace((1, inside - 1), (1, inside), "5")
        await one.diagnostics()
        assert await one.hints() == [(1, "(None, 5) · 25 params")]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
async def test_every_line_end_of_the_protocol(one: Editor, line_end: str) -> None:
    one.open(programs.SMALL.replace("\n", line_end))
    await one.diagnostics()
    assert await one.hints() == programs.SMALL_HINTS
    one.replace((0, 0), (0, 0), f"# a line{line_end}")
    await one.diagnostics()
    assert await one.hints() == [(line + 1, label) for line, label in programs.SMALL_HINTS]


@pytest.mark.parametrize("character", ["\x0c", "\x0b", "\u2028", "\u2029", "\x85", "\x1c"])
async def test_what_python_calls_a_line_end_and_the_protocol_does_not(
    one: Editor, character: str
) -> None:
    one.open(f"# one {character} line\n{programs.SMALL}")
    one.replace((5, 23), (5, 24), "5")
    await one.diagnostics()
    assert await one.hints() == [(4, "(None, 4)"), (5, "(None, 5) · 25 params")]


async def test_a_byte_order_mark_and_tabs(one: Editor) -> None:
    text = (
        "\ufeffimport keras; model = keras.Sequential()\nif True:\n"
        "\tmodel.add(keras.layers.Dense(3,\tinput_shape=(4,)))\n"
    )
    one.open(text)
    await one.diagnostics()
    (hint,) = await one.inlay_hints()
    assert hint.position == types.Position(2, len(text.splitlines()[2]))


async def test_many_edits_at_once_apply_in_their_order(one: Editor) -> None:
    one.open(programs.SMALL)
    start = types.Range(types.Position(0, 0), types.Position(0, 0))
    one.change(
        [
            types.TextDocumentContentChangePartial(range=start, text="\n"),
            types.TextDocumentContentChangePartial(
                range=types.Range(types.Position(5, 23), types.Position(5, 24)), text="5"
            ),
            types.TextDocumentContentChangePartial(range=start, text="# 😀\r\n"),
            types.TextDocumentContentChangePartial(
                range=types.Range(types.Position(90, 0), types.Position(91, 7)), text="\n# end"
            ),
        ]
    )
    await one.diagnostics()
    assert await one.hints() == [(5, "(None, 4)"), (6, "(None, 5) · 25 params")]


async def test_a_new_line_behind_a_hint_leaves_it_where_it_was(one: Editor) -> None:
    one.open(programs.SMALL)
    await one.diagnostics()
    one.replace((3, 22), (3, 22), "\n")
    hints = [(3, "(None, 4)"), (5, "(None, 3) · 15 params")]
    assert await one.hints() == hints  # the first that is asked for, while it is analysed
    await one.diagnostics()
    assert await one.hints() == hints


async def test_a_broken_statement_takes_only_its_own_hints(one: Editor) -> None:
    one.open(programs.MISTAKE)
    await one.diagnostics()
    one.replace((6, 0), (7, 0), "model.add(Dense(units=10,\n")
    await one.diagnostics()
    assert await one.hints() == programs.MISTAKE_HINTS[:3]
