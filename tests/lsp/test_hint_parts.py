"""Hints whose parts lead somewhere, for clients that ask for it."""

from __future__ import annotations

import json
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from urllib.parse import unquote

import pytest
from lsprotocol import types

from . import programs
from .editor import URI, Editor, capabilities, editor

PAGE_OF_DENSE = "[Keras documentation](https://keras.io/api/layers/core_layers/dense/)"
pytestmark = pytest.mark.asyncio(loop_scope="module")

FUNCTIONAL = """\
import keras

inputs = keras.Input((4,))
outputs = keras.layers.Dense(3)(inputs)
model = keras.Model(inputs, outputs)
"""


async def resolved(one: Editor, number: int) -> types.InlayHint:
    hints = await one.inlay_hints()
    return await one.client.inlay_hint_resolve_async(hints[number])


def parts_of(hint: types.InlayHint) -> list[types.InlayHintLabelPart]:
    assert not isinstance(hint.label, str)
    return list(hint.label)


def tooltip_of(hint: types.InlayHint) -> str:
    assert isinstance(hint.tooltip, types.MarkupContent)
    return hint.tooltip.value


async def test_the_shape_leads_to_what_gives_the_input(warm_cache: Path) -> None:
    async with parts_editor(warm_cache) as one:
        one.open(FUNCTIONAL)
        shape, between, count = parts_of(await resolved(one, 1))
        assert (shape.value, between.value, count.value) == ("(None, 3)", " · ", "15 params")
        assert shape.location is not None
        assert shape.location.uri == URI
        assert shape.location.range.start == types.Position(2, 9)
        assert between.location is None


async def test_it_does_so_by_the_clients_command_where_there_is_one(warm_cache: Path) -> None:
    async with parts_editor(warm_cache, options={"commandLinks": True}) as one:
        one.open(FUNCTIONAL)
        shape, *_ = parts_of(await resolved(one, 1))
        assert shape.location is None
        assert shape.command is not None
        assert shape.command.title == "Input from line 3"
        assert shape.command.command == "kerasLens.goTo"
        place = {"uri": URI, "line": 2, "character": 9}
        assert list(shape.command.arguments or []) == [place]


async def test_the_count_of_a_layer_in_a_graph_leads_to_its_model(warm_cache: Path) -> None:
    async with parts_editor(warm_cache, options={"commandLinks": True}) as one:
        one.open(FUNCTIONAL)
        [model] = await one.ask("kerasLens/models", {"textDocument": {"uri": URI}})
        *_, count = parts_of(await resolved(one, 1))
        assert count.command is not None
        assert list(count.command.arguments or []) == [{"uri": URI, "model": model["key"]}]


async def test_the_count_leads_to_the_panel(warm_cache: Path) -> None:
    async with parts_editor(warm_cache, options={"commandLinks": True}) as one:
        one.open(programs.SMALL)
        [model] = await one.ask("kerasLens/models", {"textDocument": {"uri": URI}})
        *_, count = parts_of(await resolved(one, 1))
        assert count.command is not None
        assert count.command.command == "kerasLens.openPanel"
        assert list(count.command.arguments or []) == [{"uri": URI, "model": model["key"]}]


async def test_the_tooltip_has_the_same_as_links(warm_cache: Path) -> None:
    async with parts_editor(warm_cache, options={"commandLinks": True}) as one:
        one.open(programs.SMALL)
        last = tooltip_of(await resolved(one, 1)).splitlines()[-1]
        go_to, panel, page = last.split(" · ")
        title, _, arguments = go_to.partition("](command:kerasLens.goTo?")
        assert title == "[Input from line 4"
        place = {"uri": URI, "line": 3, "character": 4}
        assert json.loads(unquote(arguments.removesuffix(")"))) == [place]
        assert panel.startswith("[Show in the model panel](command:kerasLens.openPanel?")
        assert page == PAGE_OF_DENSE


async def test_a_client_without_commands_gets_the_line_as_an_address(warm_cache: Path) -> None:
    async with editor(warm_cache) as one:
        one.open(programs.SMALL)
        last = tooltip_of(await resolved(one, 1)).splitlines()[-1]
        assert last == f"[Input from line 4]({URI}#L4) · {PAGE_OF_DENSE}"


async def test_a_client_that_knows_no_parts_gets_a_text(warm_cache: Path) -> None:
    async with editor(warm_cache) as one:
        one.open(programs.SMALL)
        assert (await resolved(one, 1)).label == "(None, 3) · 15 params"


async def test_settings_of_hints(warm_cache: Path) -> None:
    hints = {"batchAxis": "hidden", "counts": "abbreviated", "maximumLength": 12}
    async with editor(warm_cache, options={"settings": {"hints": hints}}) as one:
        one.open(programs.MISTAKE)
        assert [label for _, label in await one.hints()] == [
            "(28, 28, 1)",
            "(28, 28, 64…",
            "(50176,)",
            "(10,) · 502…",
        ]


async def test_settings_that_make_no_sense_are_as_if_not_given(warm_cache: Path) -> None:
    hints = {"batchAxis": 3, "counts": None, "maximumLength": -5, "position": []}
    async with editor(warm_cache, options={"settings": {"hints": hints}}) as one:
        one.open(programs.SMALL)
        assert await one.hints() == programs.SMALL_HINTS


def parts_editor(
    cache: Path, options: dict[str, object] | None = None
) -> AbstractAsyncContextManager[Editor]:
    return editor(cache, client=capabilities(label_parts=True), options=options)
