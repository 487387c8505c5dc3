"""Texts in the user's language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from keras_lens.localization import (
    catalogs,
    language_of,
    translate,
    translate_document,
    translating,
)
from keras_lens.localization import use_language as use

CATALOG = {
    "{count} layers": "{count} 层",
    "First paragraph.": "第一段。",
    "It is {what} here.": "这里是 {what}。",
    "{count:,} weights of {name!r}": "{name!r} 的 {count:,} 个权重",
    "x = 1": "never",
}


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(translating, "catalog", lambda language: CATALOG)
    use("zh-cn")
    yield
    use("en")


def test_values_are_put_into_the_translation() -> None:
    assert translate("{count} layers", count=3) == "3 层"


def test_numbers_are_written_as_the_text_says() -> None:
    assert translate("{count:,} weights of {name!r}", count=1200, name="a") == "'a' 的 1,200 个权重"


@pytest.mark.parametrize(("what", "told"), [("一个元组", "这里是一个元组。"), ("1", "这里是 1。")])
def test_spaces_stand_between_chinese_and_other_writing_only(what: str, told: str) -> None:
    assert translate("It is {what} here.", what=what) == told


def test_what_has_no_translation_stays_english() -> None:
    assert translate("{count} models", count=3) == "3 models"


def test_braces_in_values_are_no_placeholders() -> None:
    assert translate("{count} layers", count="{x}") == "{x} 层"


def test_a_document_is_translated_by_paragraph_and_code_stays() -> None:
    document = "First paragraph.\n\n```python\nx = 1\n```\n\nSecond.\n"
    expected = "第一段。\n\n```python\nx = 1\n```\n\nSecond.\n"
    assert translate_document(document) == expected


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("zh-cn", "zh-cn"),
        ("zh_CN.UTF-8", "zh-cn"),
        ("zh-Hans", "zh-cn"),
        ("zh-tw", "en"),
        ("en-us", "en"),
        ("de", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_locales_of_editors(
    locale: str | None, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translating, "languages", lambda: ("zh-cn",))
    assert language_of(locale) == language


def test_a_catalog_that_cannot_be_read_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "zh-cn").mkdir()
    (tmp_path / "zh-cn" / "a.json").write_text("{", encoding="utf-8")
    (tmp_path / "zh-cn" / "b.json").write_text('{"yes": "是"}', encoding="utf-8")
    monkeypatch.setattr(catalogs, "_FOLDER", tmp_path)
    assert catalogs.catalog.__wrapped__("zh-cn") == {"yes": "是"}
