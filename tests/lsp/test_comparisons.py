"""Two models side by side, as the panel and other editors ask for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pygls.exceptions import JsonRpcException

from . import programs
from .editor import URI, Editor, editor
from .test_lenses import SMALLER, commands, commit, lenses, until_it_says, written

pytestmark = pytest.mark.asyncio(loop_scope="module")

OTHER = "file:///work/other.py"
EARLIER = {"baseline": True}


def named(name: str = "model", uri: str = URI) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "id": name}


async def compared(one: Editor, left: Any, right: Any) -> Any:
    """The answer once it is complete; asks again only when it is told to."""
    told = one.listen("kerasLens/modelViewChanged")
    asked = {"left": left, "right": right}
    answer = await one.ask("kerasLens/compareModels", asked)
    while not answer["complete"]:
        await one.until(lambda: told)
        told.clear()
        answer = await one.ask("kerasLens/compareModels", asked)
    return answer


async def test_two_models_of_open_documents(one: Editor) -> None:
    one.open(programs.SMALL)
    one.open(SMALLER.replace("model", "other"), OTHER)
    await one.diagnostics(OTHER)
    answer = await compared(one, named(), named("other", OTHER))
    assert answer["earlier"] is None
    assert answer["models"] == [
        {"uri": URI, "id": "model", "label": "model (sequential)", "isHere": False},
    ]
    found = answer["comparison"]
    assert found["left"] == {
        "id": "model",
        "label": "model (sequential)",
        "className": "Sequential",
    }
    assert found["totals"]["params"] == {"left": 15, "right": 5, "difference": -10}
    assert found["totals"]["bytes"] == {"left": 60, "right": 20, "difference": -40}
    assert found["counts"] == {"same": 1, "changed": 1, "added": 0, "removed": 0, "unsure": 0}
    given, dense = found["layers"]
    assert (given["state"], given["changes"]) == ("same", [])
    assert (dense["state"], dense["changes"]) == ("changed", ["shape", "params"])
    assert dense["left"] == {
        "id": "dense",
        "name": "dense",
        "className": "Dense",
        "kind": "core",
        "outputShapes": ["(None, 3)"],
        "params": 15,
        "trainable": "all",
        "inputs": ["input_layer"],
        "place": {
            "uri": URI,
            "range": {
                "start": {"line": 4, "character": 4},
                "end": {"line": 4, "character": 25},
            },
        },
    }
    assert dense["right"]["place"]["uri"] == OTHER
    assert dense["layers"] == []


async def test_with_the_last_commit(one: Editor, tmp_path: Path) -> None:
    path, uri = written(tmp_path, SMALLER)
    commit(tmp_path)
    path.write_text(programs.SMALL, encoding="utf-8")
    one.open(programs.SMALL, uri)
    answer = await compared(one, EARLIER, named(uri=uri))
    assert answer["earlier"] == "commit"
    found = answer["comparison"]
    assert found["totals"]["params"] == {"left": 5, "right": 15, "difference": 10}
    assert [layer["state"] for layer in found["layers"]] == ["same", "changed"]
    assert [layer["left"]["place"] for layer in found["layers"]] == [None, None]


async def test_with_what_was_saved_while_the_user_types(one: Editor, tmp_path: Path) -> None:
    told = one.listen("kerasLens/modelViewChanged")
    _, uri = written(tmp_path, programs.SMALL)
    asked = {"left": EARLIER, "right": named(uri=uri)}
    one.open(programs.SMALL, uri)
    answer = await one.ask("kerasLens/compareModels", asked)
    assert answer["earlier"] == "save"
    assert answer["comparison"]["totals"]["params"]["difference"] == 0
    one.rewrite(SMALLER, uri)
    while difference_told(answer) in (0, None):
        await one.until(lambda: {"uri": uri} in told)
        told.clear()
        answer = await one.ask("kerasLens/compareModels", asked)
    assert difference_told(answer) == -10


def difference_told(answer: dict[str, Any]) -> int | None:
    """None as long as one of the models is being asked about."""
    comparison = answer["comparison"]
    return None if comparison is None else comparison["totals"]["params"]["difference"]


async def test_a_model_that_is_called_otherwise_now(one: Editor, tmp_path: Path) -> None:
    _, uri = written(tmp_path, SMALLER)
    one.open(programs.SMALL.replace("model", "network"), uri)
    answer = await compared(one, EARLIER, named("network", uri))
    assert answer["comparison"]["left"]["label"] == "model (sequential)"
    assert answer["comparison"]["totals"]["params"]["difference"] == 10


async def test_models_of_the_same_document(one: Editor) -> None:
    one.open(programs.SMALL + programs.SMALL.replace("model", "second"))
    answer = await compared(one, named(), named("second"))
    assert answer["models"] == [
        {"uri": URI, "id": "model", "label": "model (sequential)", "isHere": True},
    ]
    assert answer["comparison"]["totals"]["params"]["difference"] == 0


async def test_a_model_that_was_not_there(one: Editor, tmp_path: Path) -> None:
    _, uri = written(tmp_path, programs.SMALL)
    one.open(programs.SMALL + programs.SMALL.replace("model", "second"), uri)
    answer = await compared(one, EARLIER, named("second", uri))
    assert (answer["earlier"], answer["comparison"]) == ("save", None)


async def test_a_file_without_an_earlier_version(one: Editor) -> None:
    one.open(programs.SMALL)
    answer = await compared(one, EARLIER, named())
    assert (answer["earlier"], answer["comparison"]) == (None, None)


async def test_a_text_that_was_never_saved_is_no_file_that_is_called_like_it(one: Editor) -> None:
    """Such names are relative, and the server has a current directory."""
    uri = f"untitled:{Path(__file__).relative_to(Path.cwd()).as_posix()}"
    one.open(programs.SMALL, uri)
    answer = await compared(one, EARLIER, named(uri=uri))
    assert (answer["earlier"], answer["comparison"]) == (None, None)


async def test_git_is_not_asked_in_a_folder_that_is_not_trusted(
    warm_cache: Path, tmp_path: Path
) -> None:
    path, uri = written(tmp_path, programs.SMALL)
    commit(tmp_path)
    path.write_text(SMALLER, encoding="utf-8")
    async with editor(warm_cache, options={"trusted": False}) as one:
        one.open(programs.SMALL, uri)
        answer = await compared(one, EARLIER, named(uri=uri))
        assert answer["earlier"] == "save"
        assert answer["comparison"]["totals"]["params"]["difference"] == 10


async def test_in_the_editor_before_tensorflow_has_started(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    _, uri = written(folder, SMALLER)
    async with editor(tmp_path / "cache") as one:
        one.open(programs.SMALL, uri)
        answer = await compared(one, EARLIER, named(uri=uri))
        assert answer["comparison"]["totals"]["params"]["difference"] == 10


@pytest.mark.parametrize(
    "params",
    [
        None,
        [],
        {},
        {"right": None},
        {"right": {"textDocument": None}},
        {"right": {"textDocument": {"uri": "file:///none.py"}, "id": "model"}},
        {"left": 3, "right": {"textDocument": {"uri": URI}, "id": []}},
        {"left": {"textDocument": {"uri": "file:///none.py"}}, "right": named()},
    ],
    ids=str,
)
async def test_what_is_not_there_is_not_compared(one: Editor, params: Any) -> None:
    one.open(programs.SMALL)
    answer = await one.ask("kerasLens/compareModels", params)
    assert answer["comparison"] is None


async def test_as_text_for_other_editors(one: Editor, tmp_path: Path) -> None:
    _, uri = written(tmp_path, SMALLER)
    one.open(programs.SMALL, uri)
    document = {"textDocument": {"uri": uri}}
    found = await one.execute("kerasLens.server.compare", {"right": document})
    assert found["title"] == "model (sequential) since last save"
    assert "(None, 1) → (None, 3)  5 → 15" in found["text"]
    one.open(programs.SMALL.replace("model", "other"), OTHER)
    params = {"left": named("other", OTHER), "right": named(uri=uri), "format": "markdown"}
    found = await one.execute("kerasLens.server.compare", params)
    assert found["title"] == "other (sequential) → model (sequential)"
    assert found["text"].startswith("|  | Layer |")


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"right": named(), "format": "html"}, "text, markdown"),
        ({"right": named()}, "no earlier version"),
        ({"right": named("none")}, "no such model in this file"),
        ({"right": named(), "left": named("none")}, "no such model to compare with"),
        ({}, "not an open Python file"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_cannot_be_compared_is_refused(one: Editor, params: Any, words: str) -> None:
    one.open(programs.SMALL)
    with pytest.raises(JsonRpcException, match=words):
        await one.execute("kerasLens.server.compare", params)


async def test_the_change_above_a_model_leads_to_the_comparison(
    one: Editor, tmp_path: Path
) -> None:
    _, uri = written(tmp_path, SMALLER)
    one.open(programs.SMALL, uri)
    await until_it_says(one, uri, " · +10 since last save")
    [(_, _, command), *_] = commands(await lenses(one, uri))
    assert command == "kerasLens.openPanel"
    [lens, *_] = await lenses(one, uri)
    assert lens.command is not None
    [target] = lens.command.arguments or []
    assert target["tab"] == "compare"
