"""Texts in the language of the user.

The process has one language: it serves one client. It is set once, before there is a text.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from keras_lens.localization.catalogs import catalog, languages
from keras_lens.localization.spacing import joined

ENGLISH = "en"
_language = ENGLISH
_FENCE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_PARAGRAPH = re.compile(r"(\n{2,})")


def use_language(language: str) -> None:
    """From now on texts are in `language`, one of those that `language_of` gives."""
    global _language
    _language = language


def language() -> str:
    """The language in force."""
    return _language


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Texts are in `language` in the block, as `use_language` makes them."""
    before = _language
    use_language(language)
    try:
        yield
    finally:
        use_language(before)


def language_of(locale: str | None) -> str:
    """The language for a locale as editors name it: `zh-cn`, `zh_CN.UTF-8`, `zh-Hans`, `de`.

    English where there is no translation; traditional Chinese is not simplified Chinese.
    """
    name = (locale or "").partition(".")[0].replace("_", "-").lower()
    if name in languages():
        return name
    simplified = {"zh", "zh-hans", "zh-hans-cn", "zh-sg"}
    return "zh-cn" if name in simplified and "zh-cn" in languages() else ENGLISH


def translate(text: str, /, **values: object) -> str:
    """`text` in the user's language, with `values` put in as `str.format` does.

    text: English, a literal, so that the test of the catalogs finds it. A text that has no
    translation stays English.
    """
    translated = _known(_language).get(text)
    if translated is None:
        return text.format(**values) if values else text
    return joined(_filled(translated, values)) if values else translated


def _filled(text: str, values: Mapping[str, object]) -> Iterator[str]:
    """What stands between the placeholders of `text`, and what is put into them."""
    formatter = string.Formatter()
    for literal, field, form, conversion in formatter.parse(text):
        yield literal
        if field is not None:
            value = formatter.convert_field(values[field], conversion)
            yield formatter.format_field(value, form or "")


def translate_document(document: str) -> str:
    """Markdown, translated paragraph by paragraph; code blocks stay as they are."""
    known = _known(_language)
    parts = _FENCE.split(document)
    return "".join(
        part if part.startswith("```") else _translate_paragraphs(part, known) for part in parts
    )


def _known(language: str) -> Mapping[str, str]:
    return {} if language == ENGLISH else catalog(language)


def paragraphs(document: str) -> list[str]:
    """The texts of a Markdown document that are looked up in a catalog."""
    return [
        paragraph.strip()
        for part in _FENCE.split(document)
        if not part.startswith("```")
        for paragraph in _PARAGRAPH.split(part)
        if paragraph.strip()
    ]


def _translate_paragraphs(text: str, known: Mapping[str, str]) -> str:
    return "".join(
        piece.replace(piece.strip(), known.get(piece.strip(), piece.strip()))
        if piece.strip()
        else piece
        for piece in _PARAGRAPH.split(text)
    )
