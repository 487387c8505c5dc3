"""A user whose editor speaks Chinese is spoken to in Chinese."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from pygls.exceptions import JsonRpcException

from tests.localization.prose import english_in, has_chinese

from . import programs
from .editor import URI, Editor, editor

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chinese_editor(warm_cache: Path) -> AsyncIterator[Editor]:
    async with editor(warm_cache, locale="zh-cn") as one:
        yield one


@pytest.fixture
def chinese(chinese_editor: Editor) -> Iterator[Editor]:
    yield chinese_editor
    chinese_editor.close_all()


def is_chinese(text: str) -> bool:
    return has_chinese(text) and not english_in(text)


async def test_findings_and_where_they_come_from(chinese: Editor) -> None:
    chinese.open(programs.REFUSED)
    (found,) = await chinese.diagnostics()
    text, keras = found.message.split("\n\nKeras：")
    assert is_chinese(text)
    assert "expected ndim=3, found ndim=2" in keras
    assert [is_chinese(place.message) for place in found.related_information or []] == [True]
    assert found.code_description is not None
    assert found.code_description.href.endswith("/docs/zh-cn/rules/missing-return-sequences.md")


async def test_titles_of_actions(chinese: Editor) -> None:
    chinese.open(programs.MISTAKE)
    (found,) = await chinese.diagnostics()
    actions = await chinese.actions_at(found.range.start.line, found.range.start.character)
    assert actions
    assert [action.title for action in actions if not is_chinese(action.title)] == []


async def test_hovers(chinese: Editor) -> None:
    chinese.open(programs.REFUSED)
    assert "Keras 拒绝" in await chinese.hover_text(5, 24)


async def test_what_cannot_be_done(chinese: Editor) -> None:
    chinese.open("import keras\n")
    with pytest.raises(JsonRpcException, match="没有 Keras 模型"):
        await chinese.ask("kerasLens/summary", {"textDocument": {"uri": URI}})
