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


def _code_of(document: str) -> list[str]:
    """The blocks of code, without comments, which are in the document's language."""
    text = (REPOSITORY / document).read_text(encoding="utf-8")
    return [re.sub(r"# (?!keras-lens).*", "#", block) for block in _FENCE.findall(text)]
