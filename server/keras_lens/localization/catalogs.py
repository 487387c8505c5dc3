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
    """From English texts to those in `language`; a file that cannot be read is left out."""
    merged: dict[str, str] = {}
    for path in sorted((_FOLDER / language).glob("*.json")):
        try:
            merged |= json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            _LOG.exception("The translations in %s cannot be read", path.name)
    return merged
