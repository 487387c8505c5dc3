"""Findings as an editor sees them: words, places, tags, actions; and how serious they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from . import programs
from .editor import URI, Editor, capabilities, editor

pytestmark = pytest.mark.asyncio(loop_scope="module")
RULE = "dense-before-flatten"
FIX_ALL = "source.fixAll.kerasLens"


def edited(text: str, action: types.CodeAction) -> str:
    """The text once the editor has made the action's changes."""
    assert action.edit is not None
    (change,) = action.edit.document_changes or []
    assert isinstance(change, types.TextDocumentEdit)
    lines = text.splitlines(keepends=True)
    for edit in sorted(change.edits, key=lambda one: -one.range.start.line * 1000
                       - one.range.start.character):  # fmt: skip
        start, end = edit.range.start, edit.range.end
        assert isinstance(edit, types.TextEdit)
        before, after = lines[start.line][: start.character], lines[end.line][end.character :]
        lines[start.line : end.line + 1] = [before + edit.new_text + after]
    return "".join(lines)


async def test_what_keras_says_and_where_it_comes_from(one: Editor) -> None:
    one.open(programs.REFUSED)
    (found,) = await one.diagnostics()
    assert (found.code, found.severity) == (
        "missing-return-sequences",
        types.DiagnosticSeverity.Error,
    )
    text, keras = found.message.split("\n\nKeras: ")
    assert "return_sequences=True" in text
    assert "expected ndim=3, found ndim=2" in keras
    assert found.code_description is not None
    assert found.code_description.href.endswith("/docs/rules/missing-return-sequences.md")
    (related,) = found.related_information or []
    assert (related.location.uri, related.location.range.start.line) == (URI, 4)
    assert "(None, 32)" in related.message
    assert "is not known. Keras refuses it." in await one.hover_text(5, 24)


async def test_old_and_useless_things_are_shown_as_such(one: Editor) -> None:
    one.open(programs.OLD)
    old = [found for found in await one.diagnostics() if found.code == "old-argument"]
    assert [list(found.tags or ()) for found in old] == [[types.DiagnosticTag.Deprecated]]
    one.rewrite(programs.IGNORES)
    unused = await one.diagnostics()
    assert [list(found.tags or ()) for found in unused] == [[types.DiagnosticTag.Unnecessary]] * 3
    one.rewrite(programs.MISTAKE)
    assert [found.tags for found in await one.diagnostics()] == [None]


async def test_an_editor_that_knows_neither_gets_neither(warm_cache: Path) -> None:
    async with editor(warm_cache, client=capabilities(plain_diagnostics=True)) as one:
        one.open(programs.REFUSED)
        (found,) = await one.diagnostics()
        assert found.related_information is None
        one.rewrite(programs.IGNORES)
        assert {found.tags for found in await one.diagnostics()} == {None}


async def test_the_obvious_fix_comes_first_and_keeping_it_last(one: Editor) -> None:
    one.open(programs.REFUSED)
    (found,) = await one.diagnostics()
    actions = await one.actions_at(5, 24)
    assert [action.is_preferred for action in actions] == [True, False]
    assert all(list(action.diagnostics or ()) == [found] for action in actions)
    assert actions[1].title == (
        "Keep LSTM as it is: add # keras-lens: ignore[missing-return-sequences]"
    )
    kept = edited(programs.REFUSED, actions[1])
    assert kept.endswith("LSTM(16))  # keras-lens: ignore[missing-return-sequences]\n")
    one.rewrite(kept)
    assert await one.diagnostics() == []
    one.rewrite(edited(programs.REFUSED, actions[0]))
    assert await one.diagnostics() == []


async def test_all_of_one_kind_are_fixed_at_once(one: Editor) -> None:
    one.open(programs.IGNORES)
    assert len(await one.diagnostics()) == 3
    actions = await one.actions_at(3, 60)
    assert [action.title for action in actions] == [
        "Remove ignore[dense-before-flatten]",
        "Fix all unused-ignore problems in this file",
    ]
    changed = edited(programs.IGNORES, actions[1])
    assert "keras.Input((4,)))\n" in changed
    one.rewrite(changed)
    assert len(await one.diagnostics()) == 1  # two names in one comment: one after the other


async def test_all_that_is_safe_is_fixed_when_that_is_asked_for(one: Editor) -> None:
    one.open(programs.IGNORES)
    for only in (["source"], ["source.fixAll"], [FIX_ALL]):
        (action,) = await one.actions_at(0, 0, only=only)
        assert action.kind == FIX_ALL
    assert await one.actions_at(0, 0) == []
    assert await one.actions_at(0, 0, only=["source.fixAll.other"]) == []
    one.rewrite(programs.MISTAKE)
    assert len(await one.diagnostics()) == 1
    assert await one.actions_at(4, 12, only=[FIX_ALL]) == []  # what changes the model is not


async def test_a_project_says_how_serious_a_rule_is(warm_cache: Path, tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    uri = (tmp_path / "model.py").as_uri()
    project.write_text(f'[tool.keras-lens.rules]\n{RULE} = "error"\n')
    async with editor(warm_cache, client=capabilities(watches=True)) as one:
        one.open(programs.MISTAKE, uri)
        (found,) = await one.diagnostics(uri)
        assert found.severity == types.DiagnosticSeverity.Error
        one.published.clear()
        project.write_text(f'[tool.keras-lens]\nselect = ["old-apis"]\nignroe = ["{RULE}"]\n')
        change = types.FileEvent(project.as_uri(), types.FileChangeType.Changed)
        one.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
        assert await one.diagnostics(uri) == []
        await one.until(lambda: "'ignroe' is no setting" in one.logged())


async def test_the_users_word_goes_before_the_projects(warm_cache: Path, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(f'[tool.keras-lens.rules]\n{RULE} = "off"\n')
    uri = (tmp_path / "model.py").as_uri()
    rules = {RULE: "hint", "dense-befor-flatten": "error"}
    async with editor(warm_cache, options={"settings": {"rules": rules}}) as one:
        one.open(programs.MISTAKE, uri)
        (found,) = await one.diagnostics(uri)
        assert found.severity == types.DiagnosticSeverity.Hint
        await one.until(lambda: "did you mean dense-before-flatten?" in one.logged())
