"""`keras-lens rules`: the list, and a page."""

from __future__ import annotations

import json
import re

from keras_lens.rules.registry import RULES, SUBJECTS

from .command import ROOT, Command
from .terminal import run_in_terminal


def test_every_rule_has_a_line(lens: Command) -> None:
    result = lens.run("rules")
    assert (result.code, result.errors) == (0, "")
    lines = result.output.splitlines()
    assert [line.split()[0] for line in lines] == [rule.identifier for rule in RULES]
    (dense,) = (line for line in lines if line.startswith("dense-before-flatten "))
    assert dense.split()[1:4] == ["structure", "warning", "fix"]


def test_a_table_by_subject_in_a_terminal(lens: Command) -> None:
    code, shown, _ = run_in_terminal(lens, "rules", NO_COLOR="1")
    assert code == 0
    lines = [re.sub(r"\x1b\[\d*m", "", line).strip() for line in shown.splitlines()]
    assert lines[0].split() == ["Rule", "Severity", "Fix", "What", "it", "finds"]
    for subject, rules in SUBJECTS.items():
        assert any(line.split()[:1] == [subject] for line in lines) == bool(rules)
    assert any(line.split()[:2] == ["dense-before-flatten", "warning"] for line in lines)
    assert "`" not in shown


def test_one_rule_is_its_page(lens: Command) -> None:
    result = lens.run("rules", "dense-before-flatten")
    page = (ROOT / "docs/rules/dense-before-flatten.md").read_text("utf-8")
    assert result.code == 0
    assert result.output.startswith("# dense-before-flatten\n")
    assert page.startswith(result.output.rstrip())


def test_one_rule_in_a_terminal_is_no_markdown(lens: Command) -> None:
    code, shown, _ = run_in_terminal(lens, "rules", "dense_before_flatten")
    assert code == 0
    assert "```" not in shown
    assert "\x1b[" in shown
    assert "Flatten" in shown


def test_json(lens: Command) -> None:
    listed = json.loads(lens.run("rules", "--format=json").output)
    assert [one["rule"] for one in listed] == [rule.identifier for rule in RULES]
    (one,) = json.loads(lens.run("rules", "--format=json", "dense-before-flatten").output)
    assert (one["subject"], one["severity"]) == ("structure", "warning")
    assert one["bad"] != one["good"]
    assert one["fixes"]


def test_a_rule_that_does_not_exist(lens: Command) -> None:
    for more in ([], ["--format=json"]):
        result = lens.run("rules", "dens-before-flatten", *more)
        assert (result.code, result.output) == (2, "")
        assert result.errors == (
            "keras-lens: no rule is called dens-before-flatten;"
            " did you mean dense-before-flatten?\n"
        )
