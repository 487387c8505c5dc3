"""What the panel asks for: a model as a table or a diagram shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pygls.exceptions import JsonRpcException

from . import programs
from .editor import URI, Editor, editor

pytestmark = pytest.mark.asyncio(loop_scope="module")

CHANGED = "kerasLens/modelViewChanged"


@pytest.fixture
def told(one: Editor) -> list[Any]:
    """What the server says of its own accord about views, from now on."""
    return one.listen(CHANGED)


async def view(one: Editor, **given: Any) -> Any:
    return await one.ask("kerasLens/modelView", {"textDocument": {"uri": URI}, **given})


async def complete_view(one: Editor, told: list[Any], **given: Any) -> Any:
    """The answer once it is complete; asks again only when it is told to."""
    answer = await view(one, **given)
    while not answer["complete"]:
        await one.until(lambda: told)
        told.clear()
        answer = await view(one, **given)
    told.clear()  # what was said while the answer was on its way is in it
    return answer


async def test_a_model_with_its_layers(one: Editor, told: list[Any]) -> None:
    one.open(programs.MISTAKE)
    answer = await complete_view(one, told)
    model = answer["model"]
    assert answer["version"] == 1
    assert answer["models"] == [{"id": "model", "key": model["key"], "label": "model (sequential)"}]
    assert model["totals"] == {
        "params": 501898,
        "trainable": 501898,
        "nonTrainable": 0,
        "bytes": 4 * 501898,
    }
    given, dense, flatten, last = model["layers"]
    assert given["place"]["range"]["start"] == {"line": 3, "character": 20}
    assert dense == {
        "id": "dense",
        "name": "dense",
        "className": "Dense",
        "kind": "core",
        "inputShapes": ["(None, 28, 28, 1)"],
        "outputShapes": ["(None, 28, 28, 64)"],
        "params": 128,
        "trainable": "all",
        "dtype": "float32",
        "place": {
            "uri": URI,
            "range": {
                "start": {"line": 4, "character": 0},
                "end": {"line": 4, "character": len(programs.MISTAKE.splitlines()[4])},
            },
        },
        "inputs": [{"from": "input_layer", "shape": "(None, 28, 28, 1)"}],
        "findings": dense["findings"],
        "unknown": None,
        "layers": [],
    }
    assert [found["rule"] for found in dense["findings"]] == ["dense-before-flatten"]
    assert (flatten["kind"], flatten["findings"]) == ("reshaping", [])
    assert model["outputs"] == [last["id"]]


async def test_the_model_at_a_place_or_the_one_that_is_named(one: Editor, told: list[Any]) -> None:
    text = programs.SMALL + programs.SMALL.replace("model", "other").replace("import keras", "")
    one.open(text)
    await complete_view(one, told)
    first = await view(one, position={"line": 4, "character": 12})
    second = await view(one, position={"line": len(text.splitlines()) - 2, "character": 12})
    assert (first["model"]["id"], second["model"]["id"]) == ("model", "other")
    named = await view(one, id="model", position={"line": 9, "character": 0})
    assert named["model"]["id"] == "model"
    gone = await view(one, id="third")
    assert gone["model"] is None
    assert [model["id"] for model in gone["models"]] == ["model", "other"]


async def test_an_edit_is_told_of_once_until_it_is_asked_for(one: Editor, told: list[Any]) -> None:
    one.open(programs.SMALL)
    await complete_view(one, told)
    one.rewrite(programs.SMALL.replace("Dense(3)", "Dense(5)"))
    await one.until(lambda: told)
    assert told == [{"uri": URI}]
    answer = await complete_view(one, told)
    assert answer["model"]["totals"]["params"] == 4 * 5 + 5
    assert answer["version"] == 2


async def test_a_client_that_never_asks_is_never_told(one: Editor, told: list[Any]) -> None:
    other = "file:///work/other.py"
    one.open(programs.SMALL, other)
    await one.diagnostics(other)
    one.rewrite(programs.SMALL.replace("Dense(3)", "Dense(4)"), other)
    await one.diagnostics(other)
    assert {"uri": other} not in told


async def test_a_closed_document_has_no_model(one: Editor, told: list[Any]) -> None:
    one.open(programs.SMALL)
    await complete_view(one, told)
    one.close()
    await one.until(lambda: {"uri": URI} in told)
    assert (await view(one))["model"] is None


async def test_a_model_that_keras_refuses(one: Editor, told: list[Any]) -> None:
    one.open(programs.REFUSED_FUNCTIONAL)
    model = (await complete_view(one, told))["model"]
    assert model["label"] == "model (functional)"
    assert [(layer["id"], layer["outputShapes"], layer["params"]) for layer in model["layers"]] == [
        ("input_layer", ["(None, 10, 8)"], 0),
        ("lstm", ["(None, 32)"], 5248),
        ("lstm~2", [], None),
        ("dense", [], None),
    ]
    refused, behind = model["layers"][2:]
    assert [found["severity"] for found in refused["findings"]] == ["error"]
    assert refused["unknown"].startswith("Keras refuses it.")
    assert behind["inputs"] == [{"from": "lstm~2", "shape": "?"}]
    assert model["totals"] == {
        "params": None,
        "trainable": None,
        "nonTrainable": None,
        "bytes": None,
    }
    assert model["atLeast"] == {
        "params": 5248,
        "trainable": 5248,
        "nonTrainable": 0,
        "bytes": 4 * 5248,
    }
    assert model["problem"] == {
        "text": refused["findings"][0]["message"],
        "layer": "lstm~2",
        "isRefusal": True,
    }


@pytest.mark.parametrize("form", ["markdown", "csv", "latex"])
async def test_a_copy_of_a_refused_model(one: Editor, form: str) -> None:
    one.open(programs.REFUSED_FUNCTIONAL)
    answer = await one.ask("kerasLens/summary", {"textDocument": {"uri": URI}, "format": form})
    assert "lstm" in answer["text"]
    assert ("at least 5,248" in answer["text"]) == (form != "csv")


async def test_a_refused_model_has_no_summary(one: Editor) -> None:
    one.open(programs.REFUSED_FUNCTIONAL)
    with pytest.raises(JsonRpcException, match="Keras refuses it"):
        await one.ask("kerasLens/summary", {"textDocument": {"uri": URI}})


@pytest.mark.parametrize(
    "params",
    [None, {}, [], {"textDocument": None}, {"textDocument": {"uri": "file:///none.py"}}],
    ids=str,
)
async def test_what_is_no_document_has_no_model(one: Editor, params: Any) -> None:
    assert await one.ask("kerasLens/modelView", params) == {
        "version": None,
        "complete": True,
        "models": [],
        "model": None,
    }


async def test_a_program_without_keras_has_no_model(one: Editor, told: list[Any]) -> None:
    one.open("import os\n")
    assert (await complete_view(one, told))["model"] is None


async def test_it_does_not_wait_for_tensorflow(tmp_path: Path) -> None:
    async with editor(tmp_path) as one:
        told = one.listen(CHANGED)
        one.open(programs.SMALL)
        answer = await view(one)
        assert not answer["complete"]
        answer = await complete_view(one, told)
        assert answer["model"]["totals"]["params"] == 15


@pytest.mark.parametrize("form", ["markdown", "csv", "latex"])
async def test_a_summary_in_another_format(one: Editor, form: str) -> None:
    one.open(programs.SMALL)
    params = {"textDocument": {"uri": URI}, "format": form}
    answer = await one.ask("kerasLens/summary", params)
    assert answer["title"] == "model (sequential)"
    assert "Dense" in answer["text"]
    assert "15" in answer["text"]
    assert await one.execute("kerasLens.server.summary", params) == answer


async def test_a_format_that_is_not_known_is_refused(one: Editor) -> None:
    one.open(programs.SMALL)
    with pytest.raises(JsonRpcException, match="text, markdown, csv, latex"):
        await one.ask("kerasLens/summary", {"textDocument": {"uri": URI}, "format": "html"})
