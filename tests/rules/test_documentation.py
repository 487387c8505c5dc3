"""The pages in docs, and the setting in the manifest, are those that the rules make."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from keras_lens.rules.documentation.manifest import manifests, with_setting, with_texts
from keras_lens.rules.documentation.pages import pages
from keras_lens.rules.findings import documentation_of
from keras_lens.rules.registry import SUBJECTS, TITLES

REPOSITORY = Path(__file__).parents[2]
DOCS = REPOSITORY / "docs"
MANIFEST = REPOSITORY / "package.json"
MAKE = "run `python -m keras_lens.rules.documentation`"


def test_the_pages_are_up_to_date() -> None:
    written = {
        path.relative_to(REPOSITORY).as_posix(): path.read_text(encoding="utf-8")
        for path in DOCS.rglob("rules/*.md")
    }
    assert written == pages(), MAKE


def test_the_setting_is_up_to_date() -> None:
    manifest = MANIFEST.read_text(encoding="utf-8")
    assert manifest == with_setting(manifest), MAKE


@pytest.mark.parametrize(("name", "language"), manifests().items())
def test_the_texts_of_the_setting_are_up_to_date(name: str, language: str) -> None:
    texts = (REPOSITORY / name).read_text(encoding="utf-8")
    assert texts == with_texts(texts, language), MAKE


def test_every_subject_has_a_title() -> None:
    assert list(TITLES) == list(SUBJECTS)


def test_the_address_of_a_page_is_in_the_repository() -> None:
    repository = json.loads(MANIFEST.read_text(encoding="utf-8"))["repository"]["url"]
    home = repository.removesuffix(".git")
    assert documentation_of("a-rule") == f"{home}/blob/main/docs/rules/a-rule.md"
