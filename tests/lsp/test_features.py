"""What a user sees of a file: hints, hovers, diagnostics, fixes, summaries."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from . import programs
from .editor import URI, Editor, capabilities, editor

pytestmark = pytest.mark.asyncio(loop_scope="module")
RULE = "dense-before-flatten"


async def test_hints_stand_behind_the_layers(one: Editor) -> None:
    one.open(programs.MISTAKE)
    assert await one.hints() == programs.MISTAKE_HINTS
    first = (await one.inlay_hints())[0]
    assert first.position.character == len(programs.MISTAKE.splitlines()[3])
    assert first.padding_left


async def test_a_tooltip_comes_when_it_is_asked_for(one: Editor) -> None:
    one.open(programs.MISTAKE)
    hint = (await one.inlay_hints())[1]
    assert hint.tooltip is None
    resolved = await one.client.inlay_hint_resolve_async(hint)
    assert isinstance(resolved.tooltip, types.MarkupContent)
    assert "kernel (1, 64) = 64" in resolved.tooltip.value
    assert "bias (64,) = 64" in resolved.tooltip.value


async def test_a_tooltip_of_an_older_version_is_not_made_up(one: Editor) -> None:
    one.open(programs.MISTAKE)
    hint = (await one.inlay_hints())[0]
    one.rewrite(programs.SMALL)
    resolved = await one.client.inlay_hint_resolve_async(hint)
    assert resolved.tooltip is None


async def test_hints_of_a_part_of_the_file(one: Editor) -> None:
    one.open(programs.MISTAKE)
    part = types.Range(types.Position(5, 0), types.Position(6, 0))
    params = types.InlayHintParams(types.TextDocumentIdentifier(URI), part)
    found = await one.client.text_document_inlay_hint_async(params)
    assert [hint.label for hint in found or []] == ["(None, 50176)"]


async def test_hover_on_a_layer_and_on_a_model(one: Editor) -> None:
    one.open(programs.MISTAKE)
    layer = await one.hover_text(4, 12)
    assert "`(None, 28, 28, 1)` → `(None, 28, 28, 64)`" in layer
    assert "total 128" in layer
    assert "501,898" in await one.hover_text(4, 1)
    assert await one.hover(2, 3) is None
    assert await one.hover(500, 3) is None


async def test_hovers_lead_to_the_summary_where_the_client_can_follow(one: Editor) -> None:
    one.open(programs.MISTAKE)
    text = await one.hover_text(4, 1)
    start = text.index("(command:kerasLens.showSummary?") + len("(command:kerasLens.showSummary?")
    arguments = json.loads(unquote(text[start : text.index(")", start)]))
    (model,) = await one.ask("kerasLens/models", {"textDocument": {"uri": URI}})
    assert arguments == [{"uri": URI, "model": model["key"]}]


async def test_hovers_lead_to_the_diagram_the_panel_and_keras_page(one: Editor) -> None:
    one.open(programs.MISTAKE)
    *_, last = (await one.hover_text(4, 1)).splitlines()
    titles = [link.partition("](")[0] for link in last.split(" · ")]
    assert titles == ["[Summary", "[Diagram", "[Panel", "[Keras documentation"]
    assert last.endswith("(https://keras.io/api/models/sequential/)")


async def test_a_hover_says_what_the_layer_does_in_keras_words(one: Editor) -> None:
    one.open(programs.MISTAKE)
    assert "\n\nFlattens the input.\n\n" in await one.hover_text(5, 12)


async def test_a_hover_leads_to_where_a_layer_is_made_and_called(warm_cache: Path) -> None:
    async with editor(warm_cache) as one:
        one.open(programs.SHARED)
        *_, places, page = (await one.hover_text(5, 5)).split("\n\n")
        assert places == f"Made in [line 3]({URI}#L3) · Called in [line 5]({URI}#L5)"
        assert page.startswith("[Keras documentation](")


async def test_a_finding_names_its_rule_and_where_to_read_about_it(one: Editor) -> None:
    one.open(programs.MISTAKE)
    (found,) = await one.diagnostics()
    assert found.range == types.Range(types.Position(4, 10), types.Position(4, 15))
    assert found.severity == types.DiagnosticSeverity.Warning
    assert found.source == "Keras Lens"
    assert found.code == RULE
    assert found.code_description is not None
    assert found.code_description.href.endswith(f"/docs/rules/{RULE}.md")
    assert "50,240" in found.message


async def test_values_that_comments_assume(one: Editor) -> None:
    one.open(programs.ASSUMED)
    assert await one.hints() == programs.ASSUMED_HINTS
    (found,) = await one.diagnostics()
    assert (found.code, found.severity) == (
        "assumption-unused",
        types.DiagnosticSeverity.Information,
    )
    [action] = await one.actions_at(found.range.start.line, found.range.start.character)
    assert action.title == "Remove the assumption depth=2"


async def test_a_fix_applied_takes_the_finding_away(one: Editor) -> None:
    one.open(programs.MISTAKE)
    diagnostics = await one.diagnostics()
    actions = await one.actions_at(4, 12)
    assert len(actions) > 1
    assert all(list(action.diagnostics or ()) == diagnostics for action in actions)
    assert {action.kind for action in actions} == {types.CodeActionKind.QuickFix}
    (preferred,) = [action for action in actions if action.is_preferred]
    assert preferred.edit is not None
    assert preferred.edit.changes is None
    (change,) = preferred.edit.document_changes or []
    assert isinstance(change, types.TextDocumentEdit)
    assert (change.text_document.uri, change.text_document.version) == (URI, 1)
    one.change(
        [
            types.TextDocumentContentChangePartial(range=edit.range, text=edit.new_text)
            for edit in sorted(
                change.edits,
                key=lambda edit: (edit.range.start.line, edit.range.start.character),
                reverse=True,
            )
            if isinstance(edit, types.TextEdit)
        ]
    )
    assert await one.diagnostics() == []
    assert [label for _, label in await one.hints()] == [
        "(None, 28, 28, 1)",
        "(None, 784)",
        "(None, 64) · 50,240 params",
        "(None, 10) · 650 params",
    ]


async def test_fixes_are_offered_where_the_finding_is_and_where_wanted(warm_cache: Path) -> None:
    async with editor(warm_cache, client=capabilities(versioned=False)) as one:
        one.open(programs.MISTAKE)
        assert "command:" not in await one.hover_text(4, 1)
        assert await one.actions_at(0, 0) == []
        assert await one.actions_at(4, 12, only=["refactor"]) == []
        actions = await one.actions_at(4, 12, only=["quickfix"])
        assert actions
        for action in actions:
            assert action.edit is not None
            assert list(action.edit.changes or {}) == [URI]


async def test_the_summary_of_a_model(one: Editor) -> None:
    one.open(programs.MISTAKE)
    place = {"textDocument": {"uri": URI}}
    (model,) = await one.ask("kerasLens/models", place)
    assert (model["label"], model["line"]) == ("model (sequential)", 3)
    by_key = await one.ask("kerasLens/summary", {**place, "model": model["key"]})
    assert by_key["title"] == "model (sequential)"
    assert by_key["text"].startswith('Model: "sequential"')
    assert "501,898" in by_key["text"]
    at = await one.ask("kerasLens/summary", {**place, "position": {"line": 5, "character": 3}})
    assert at == by_key
    assert await one.execute("kerasLens.server.summary", place) == by_key


async def test_a_summary_as_json(one: Editor) -> None:
    one.open(programs.MISTAKE)
    place = {"textDocument": {"uri": URI}, "position": {"line": 3, "character": 0}}
    found = await one.execute("kerasLens.server.summary", {**place, "format": "json"})
    assert (found["title"], found["id"]) == ("model (sequential)", "model")
    model = found["model"]
    assert model["totals"]["params"] == 501_898
    assert [layer["name"] for layer in model["layers"]][-2:] == ["flatten", "dense_1"]
    assert model["layers"][-1]["place"]["range"]["start"] == {"line": 6, "character": 0}


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"textDocument": {"uri": URI}, "model": 99}, "no longer"),
        ({"textDocument": {"uri": "file:///work/other.py"}}, "not an open"),
        ({"nonsense": 1}, "not an open"),
        ([], "not an open"),
    ],
)
async def test_why_there_is_no_summary(one: Editor, params: object, message: str) -> None:
    one.open(programs.MISTAKE)
    with pytest.raises(JsonRpcException, match=message):
        await one.ask("kerasLens/summary", params)
    assert await one.hints() == programs.MISTAKE_HINTS


async def test_files_without_keras_are_left_alone(one: Editor) -> None:
    one.open("import numpy\nDense(3)\n")
    assert await one.hints() == []
    assert await one.hover(1, 1) is None
    one.rewrite(programs.MISTAKE)
    assert len(await one.diagnostics()) == 1
    one.rewrite("import numpy\n")
    assert await one.diagnostics() == []
