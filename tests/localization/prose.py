"""English in texts that ought to be in another language."""

from __future__ import annotations

import re

_WORDS_OF_CODE = re.compile(r"`[^`]*`|'[^']*'|\"[^\"]*\"|\([^()]*\)")
_STRETCH = re.compile(r"[A-Za-z]+(?:'s)?(?: [A-Za-z]+(?:'s)?){2,}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def has_chinese(text: str) -> bool:
    return _CHINESE.search(text) is not None


def english_in(text: str) -> list[str]:
    """Stretches of three or more words of English, code in quotes or brackets left out."""
    return _STRETCH.findall(_WORDS_OF_CODE.sub(" ", text))
