"""The documents: their links lead somewhere, and the Chinese ones have the code of the English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
DOCUMENTS = sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")])
TRANSLATED = {
    "README.md": "README.zh-cn.md",
    "docs/assumptions.md": "docs/zh-cn/assumptions.md",
    "docs/configuration.md": "docs/zh-cn/configuration.md",
    "docs/notebooks.md": "docs/zh-cn/notebooks.md",
}
FEATURES = {
    "founding-example.gif",
    "hints-outcomes",
    "hover-",
    "lens-",
    "notebook-",
    "outline-",
    "panel-compare",
    "panel-diagram",
    "panel-no-tensorflow",
    "panel-table",
    "quick-fix",
    "status-menu",
    "status-ready",
    "summary-",
    "walkthrough-",
}
"""How the names of the pictures begin."""
LARGEST_ANIMATION = 1_000_000
"""Bytes. Whoever opens the page waits for it."""
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_links_lead_somewhere(document: Path) -> None:
    text = _FENCE.sub("", document.read_text(encoding="utf-8"))
    links = _LINK.findall(text)
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize(("english", "chinese"), TRANSLATED.items())
def test_code_is_that_of_the_english_document(english: str, chinese: str) -> None:
    assert _code_of(chinese) == _code_of(english)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_pictures_are_described_in_words(document: Path) -> None:
    pictures = _PICTURE.findall(document.read_text(encoding="utf-8"))
    assert [file for text, file in pictures if len(text) < 10] == []


@pytest.mark.parametrize("document", ["README.md", "README.zh-cn.md"])
def test_each_feature_is_shown(document: str) -> None:
    text = (REPOSITORY / document).read_text(encoding="utf-8")
    shown = {Path(file).name for _, file in _PICTURE.findall(text)}
    missing = {one for one in FEATURES if not any(name.startswith(one) for name in shown)}
    assert missing == set()


def test_animated_pictures_are_small() -> None:
    animated = REPOSITORY.glob("docs/images/*.gif")
    assert [one.name for one in animated if one.stat().st_size > LARGEST_ANIMATION] == []


def _code_of(document: str) -> list[str]:
    """The blocks of code, without comments, which are in the document's language."""
    text = (REPOSITORY / document).read_text(encoding="utf-8")
    return [re.sub(r"# (?!keras-lens).*", "#", block) for block in _FENCE.findall(text)]
