"""The catalogs of translations: JSON files in a folder for each language."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_LOG = logging.getLogger(__name__)
_FOLDER = Path(__file__).parent


def languages() -> tuple[str, ...]:
    """The languages beside English, as VS Code names them: `zh-cn`."""
    return tuple(sorted(folder.name for folder in _FOLDER.iterdir() if any(folder.glob("*.json"))))


@cache
def catalog(language: str) -> Mapping[str, str]:
    """From English texts to those in `language`."""
    merged: dict[str, str] = {}
    for path in sorted((_FOLDER / language).glob("*.json")):
        merged |= catalog_file(language, path.name)
    return merged


def catalog_file(language: str, name: str) -> Mapping[str, str]:
    """The part of a catalog that is in one file; nothing if that cannot be read."""
    try:
        texts = json.loads((_FOLDER / language / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        _LOG.exception("The translations in %s cannot be read", name)
        return {}
    return texts if isinstance(texts, dict) else {}
