"""How serious rules are, as projects and users say."""

from __future__ import annotations

from pathlib import Path

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.diagnostics import diagnostics
from keras_lens.models.analysis import analyse
from keras_lens.rules.registry import IDENTIFIERS, RULES, SUBJECTS
from keras_lens.rules.severities import severities_for, understood
from keras_lens.syntax.source import parse_source

from .test_unused_ignore import DENSE, HEAD, MISTAKE


def project(folder: Path, text: str) -> str:
    """A file of a project with this `pyproject.toml`."""
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    return str(folder / "package" / "model.py")


def test_a_project_says_how_serious_a_rule_is_and_the_user_before_it(tmp_path: Path) -> None:
    file = project(tmp_path, f'[tool.keras-lens.rules]\n{DENSE} = "error"\nold-name = "off"\n')
    assert severities_for(file) == {DENSE: "error", "old-name": "off"}
    assert severities_for(file, {DENSE: "hint"}) == {DENSE: "hint", "old-name": "off"}


def test_the_nearest_project_that_speaks_to_keras_lens_counts(tmp_path: Path) -> None:
    project(tmp_path, f'[tool.keras-lens.rules]\n{DENSE} = "error"\n')
    inner, silent = tmp_path / "inner", tmp_path / "silent"
    inner.mkdir()
    silent.mkdir()
    own = project(inner, f'[tool.keras-lens.rules]\n{DENSE} = "hint"\n')
    assert severities_for(own) == {DENSE: "hint"}
    assert severities_for(project(silent, "[project]\nname = 'silent'\n")) == {DENSE: "error"}


def test_rules_and_subjects_are_selected_and_ignored(tmp_path: Path) -> None:
    file = project(tmp_path, '[tool.keras-lens]\nselect = ["structure", "comments"]\n')
    on = {
        one.identifier: one.severity for name in ("structure", "comments") for one in SUBJECTS[name]
    }
    assert severities_for(file) == {**dict.fromkeys(IDENTIFIERS, "off"), **on}
    file = project(tmp_path, '[tool.keras-lens]\nignore = ["old-apis", "unused-ignore"]\n')
    off = {rule.identifier for rule in SUBJECTS["old-apis"]} | {"unused-ignore"}
    assert severities_for(file) == dict.fromkeys(off, "off")
    file = project(
        tmp_path,
        f'[tool.keras-lens]\nselect = ["all"]\nignore = ["{DENSE}"]\n'
        f'[tool.keras-lens.rules]\n{DENSE} = "hint"\n',
    )
    own = {rule.identifier: rule.severity for rule in RULES}
    assert severities_for(file) == {**own, DENSE: "hint"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.keras-lens", "not understood, its settings are not used"),
        ("tool = 3", None),
        ("[tool]\nkeras-lens = 3", "'tool.keras-lens' is a table"),
        ("[tool.keras-lens]\nrules = 3", "'rules' is a table"),
        ("[tool.keras-lens]\nselects = []", "'selects' is no setting"),
        ("[tool.keras-lens]\nselect = 'all'", "'select' is a list"),
        ("[tool.keras-lens]\nignore = [3]", "'ignore' is a list"),
        ("[tool.keras-lens]\nignore = ['structur']", "did you mean structure?"),
        ("[tool.keras-lens.rules]\nold-nam = 'off'", "did you mean old-name?"),
        ("[tool.keras-lens.rules]\nold-name = 'loud'", "old-name can be off, hint"),
        ("[tool.keras-lens.rules]\nold-name = false", "the severity of old-name is a text"),
        (b"\xff\xfe[tool".decode("latin-1"), "not understood"),
    ],
)
def test_what_is_wrong_is_said_once_with_the_file(
    text: str, message: str | None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = project(tmp_path, text)
    for _ in range(2):
        assert severities_for(file) == {}
    if message is None:
        assert caplog.records == []
    else:
        (record,) = caplog.records
        assert message in record.getMessage()
        assert record.getMessage().startswith(str(tmp_path / "pyproject.toml"))


def test_what_the_editor_says_is_checked_too(caplog: pytest.LogCaptureFixture) -> None:
    given = {DENSE: "error", "old-nam": "off", "old-name": 3}
    assert understood(given, "The setting") == {DENSE: "error"}
    assert len(caplog.records) == 2


def test_the_severity_reaches_the_findings(evaluation: KerasEvaluation) -> None:
    analysis = analyse(parse_source("program.py", HEAD + MISTAKE), evaluation)
    for severity in ("error", "hint"):
        (found,) = diagnostics(analysis, evaluation, {DENSE: severity})
        assert found.severity == severity
    assert diagnostics(analysis, evaluation, {DENSE: "off"}) == []
