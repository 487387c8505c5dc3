"""What rules say is in the user's language, and in one language only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.localization import in_language
from keras_lens.rules.findings import Finding
from keras_lens.rules.registry import SUBJECTS
from keras_lens.rules.rule import Rule
from tests.localization.prose import english_in, has_chinese
from tests.localization.untranslated import untranslated_in
from tests.rules.checked import findings_in

TRANSLATED: tuple[str, ...] = ("training", "structure")
"""The subjects, as in `SUBJECTS`, whose findings are in the user's language."""
TRANSLATED_FOLDERS = ("rules/views", "rules/training", "rules/structure")
"""The folders of the server in which every text goes through `translate`."""

RULES = [rule for subject in TRANSLATED for rule in SUBJECTS[subject]]


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
    texts = [text for finding in found for text in texts_of(finding)]
    assert [text for text in texts if not has_chinese(text) or english_in(text)] == []


@pytest.mark.parametrize("folder", TRANSLATED_FOLDERS)
def test_no_text_is_forgotten(folder: str) -> None:
    assert untranslated_in(folder) == []
