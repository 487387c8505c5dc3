"""Every text for users is translated, and every translation is of such a text."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from keras_lens import localization
from keras_lens.localization.catalogs import catalog, languages
from keras_lens.localization.reasons import FILE
from tests.localization.texts import (
    all_texts,
    calls_with_other_values,
    calls_without_a_literal,
    placeholders,
)

TEXTS = all_texts()


def test_the_texts_are_literals() -> None:
    assert not calls_without_a_literal()


def test_the_texts_get_their_values() -> None:
    assert not calls_with_other_values()


def test_there_is_simplified_chinese() -> None:
    assert languages() == ("zh-cn",)


@pytest.mark.parametrize("language", languages())
class TestCatalog:
    def test_has_every_text(self, language: str) -> None:
        assert sorted(TEXTS - set(catalog(language))) == []

    def test_has_nothing_else(self, language: str) -> None:
        assert sorted(set(catalog(language)) - TEXTS) == []

    def test_puts_the_same_values_in(self, language: str) -> None:
        known = catalog(language)
        differing = [
            text
            for text in TEXTS & set(known)
            if _is_template(text) and placeholders(text) != placeholders(known[text])
        ]
        assert differing == []

    def test_keeps_names_of_code(self, language: str) -> None:
        """What stands between backticks is code, and the same in every language."""
        known = catalog(language)
        differing = [text for text in TEXTS & set(known) if _code(text) != _code(known[text])]
        assert differing == []

    def test_has_each_text_in_one_file(self, language: str) -> None:
        folder = Path(localization.__file__).parent / language
        counts = Counter(
            text
            for path in folder.glob("*.json")
            if path.name != FILE  # a catalog of its own
            for text in json.loads(path.read_text("utf-8"))
        )
        assert [text for text, count in counts.items() if count > 1] == []


def _is_template(text: str) -> bool:
    try:
        return bool(placeholders(text))
    except ValueError:
        return False


def _code(text: str) -> Counter[str]:
    return Counter(text.split("`")[1::2])
