"""The texts of the extension's manifest stand in `package.nls.json`, in all languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from keras_lens.rules.documentation.manifest import manifests

REPOSITORY = Path(__file__).parents[2]
MANIFEST = json.loads((REPOSITORY / "package.json").read_text(encoding="utf-8"))
SHOWN = {
    "contents",
    "contextualTitle",
    "description",
    "displayName",
    "enumDescriptions",
    "label",
    "markdownDescription",
    "markdownEnumDescriptions",
    "title",
}
"""Properties of the manifest that VS Code shows (its "Contribution Points")."""
NAMES = {"Keras Lens"}
"""The same in every language."""


def shown_texts(node: object, name: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from shown_texts(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from shown_texts(value, name)
    elif name in SHOWN and isinstance(node, str):
        yield node


def keys() -> set[str]:
    return set(re.findall(r"%([\w.-]+)%", json.dumps(MANIFEST)))


def test_every_text_has_a_key() -> None:
    plain = {text for text in shown_texts(MANIFEST) if not re.fullmatch(r"%[\w.-]+%", text)}
    assert plain - NAMES == set()


@pytest.mark.parametrize("name", manifests())
def test_every_key_has_its_text(name: str) -> None:
    texts = json.loads((REPOSITORY / name).read_text(encoding="utf-8"))
    assert set(texts) == keys()
    assert all(texts.values())


def test_code_is_the_same_in_all_languages() -> None:
    english, *others = (
        json.loads((REPOSITORY / name).read_text(encoding="utf-8")) for name in manifests()
    )
    for other in others:
        for key, text in english.items():
            assert sorted(text.split("`")[1::2]) == sorted(other[key].split("`")[1::2]), key
