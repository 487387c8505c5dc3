"""What rules say is in the user's language, and in one language only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.localization import in_language
from keras_lens.rules.findings import Finding
from keras_lens.rules.registry import RULES
from keras_lens.rules.rule import Rule
from tests.localization.prose import english_in, has_chinese
from tests.localization.untranslated import untranslated_in
from tests.rules.checked import findings_in

TRANSLATED_FOLDERS = (
    "ide",
    "lsp",
    "rules/comments",
    "rules/editing",
    "rules/old_apis",
    "rules/refusals",
    "rules/structure",
    "rules/training",
    "rules/views",
)
"""The folders of the server in which every text goes through `translate`."""


def texts_of(finding: Finding) -> Iterator[str]:
    """All that a user reads of a finding but Keras's own words."""
    yield finding.message
    yield from (fix.title for fix in finding.fixes)
    yield from (related.message for related in finding.related)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.identifier)
def test_the_bad_example_is_told_of_in_chinese(rule: Rule, evaluation: KerasEvaluation) -> None:
    severities = {rule.identifier: "hint"}
    with in_language("zh-cn"):
        found = findings_in(rule.bad, evaluation, severities)
    assert found
    assert [text for finding in found for text in _not_in_chinese(finding)] == []


def _not_in_chinese(finding: Finding) -> Iterator[str]:
    """Texts without Chinese, and those in which words are English that are not Keras's."""
    for text in texts_of(finding):
        own = [words for words in english_in(text) if words not in finding.details]
        if own or not has_chinese(text):
            yield text


@pytest.mark.parametrize("folder", TRANSLATED_FOLDERS)
def test_no_text_is_forgotten(folder: str) -> None:
    assert untranslated_in(folder) == []
