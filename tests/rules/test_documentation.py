"""The pages in docs/rules are those that the rules make."""

from __future__ import annotations

from pathlib import Path

from keras_lens.rules.documentation import pages

FOLDER = Path(__file__).parents[2] / "docs" / "rules"


def test_the_pages_are_up_to_date() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert written == pages(), "run `python -m keras_lens.rules.documentation`"
