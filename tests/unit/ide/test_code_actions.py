"""The menu of what can be done at a finding: one row for each change of the text."""

from __future__ import annotations

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.code_actions import Action, quick_fixes
from keras_lens.ide.diagnostics import diagnostics
from keras_lens.rules.editing.edits import apply_edits
from keras_lens.syntax.spans import Span

from .marked import CURSOR, IMPORTS, analysed, cursor_in


def offered(marked: str, evaluation: KerasEvaluation) -> dict[str, tuple[Action, str]]:
    """By title: what the menu offers at the cursor, and the text that it leaves."""
    analysis = analysed(marked.replace(CURSOR, ""), evaluation)
    found = diagnostics(analysis, evaluation, {})
    actions = quick_fixes(analysis.file, found, Span(cursor_in(marked), cursor_in(marked)))
    return {
        action.title: (action, apply_edits(analysis.file, action.edits).removeprefix(IMPORTS))
        for action in actions
    }


ONE_KIND = """\
model = Sequential([Input((8,))])
model.add(Dense(▮output_dim=16, init="he_normal"))
model.add(Dense(output_dim=1))
"""


def test_the_same_change_of_the_whole_file_is_offered_once(evaluation: KerasEvaluation) -> None:
    menu = offered(ONE_KIND, evaluation)
    assert list(menu) == [
        'Write Dense(units=16, kernel_initializer="he_normal")',
        "Rewrite all old Keras in this file (2 places)",
        "Keep output_dim as it is: add # keras-lens: ignore[old-argument]",
    ]
    action, text = menu["Rewrite all old Keras in this file (2 places)"]
    assert "output_dim" not in text
    assert [finding.rule for finding in action.findings] == ["old-argument"] * 2


def test_changes_of_several_kinds_and_of_one_are_apart(evaluation: KerasEvaluation) -> None:
    menu = offered(f"{ONE_KIND}model.predict_proba([[0] * 8])\n", evaluation)
    _, everything = menu["Rewrite all old Keras in this file (3 places)"]
    _, of_one_kind = menu["Fix all old-argument problems in this file"]
    assert "predict_proba" not in everything
    assert of_one_kind == everything.replace("model.predict(", "model.predict_proba(")


def test_one_fix_is_preferred(evaluation: KerasEvaluation) -> None:
    actions = [action for action, _ in offered(ONE_KIND, evaluation).values()]
    assert [action.preferred for action in actions] == [True, False, False]
