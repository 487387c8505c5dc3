"""The pages in docs/rules, and the setting in package.json, are those that the rules make."""

from __future__ import annotations

import json
from pathlib import Path

from keras_lens.rules.documentation import pages, with_setting
from keras_lens.rules.findings import documentation_of
from keras_lens.rules.registry import SUBJECTS, TITLES

REPOSITORY = Path(__file__).parents[2]
FOLDER = REPOSITORY / "docs" / "rules"
MANIFEST = REPOSITORY / "package.json"
MAKE = "run `python -m keras_lens.rules.documentation`"


def test_the_pages_are_up_to_date() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert written == pages(), MAKE


def test_the_setting_is_up_to_date() -> None:
    manifest = MANIFEST.read_text(encoding="utf-8")
    assert manifest == with_setting(manifest), MAKE


def test_every_subject_has_a_title() -> None:
    assert list(TITLES) == list(SUBJECTS)


def test_the_address_of_a_page_is_in_the_repository() -> None:
    repository = json.loads(MANIFEST.read_text(encoding="utf-8"))["repository"]["url"]
    home = repository.removesuffix(".git")
    assert documentation_of("a-rule") == f"{home}/blob/main/docs/rules/a-rule.md"
