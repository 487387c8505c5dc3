"""Assumptions that are wrong, of no use or not understood: what is said, and how they go."""

from __future__ import annotations

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.diagnostics import diagnostics
from keras_lens.models.analysis import Analysis, analyse
from keras_lens.rules.comments.assumptions import MISUNDERSTOOD, UNUSED, WRONG
from keras_lens.rules.editing.edits import apply_edits
from keras_lens.rules.findings import Finding
from keras_lens.rules.rule import Rule
from keras_lens.syntax.source import parse_source

IMPORTS = "import keras, unseen\nfrom keras.layers import *\nimport numpy as np\n"


def analysed(program: str, evaluation: KerasEvaluation) -> Analysis:
    return analyse(parse_source("program.py", IMPORTS + program), evaluation)


def found_in(program: str, evaluation: KerasEvaluation) -> list[Finding]:
    """The findings of the rules about assumptions."""
    found = diagnostics(analysed(program, evaluation), evaluation, {})
    return [finding for finding in found if finding.rule.startswith("assumption-")]


def said_of(program: str, evaluation: KerasEvaluation) -> list[tuple[str, str, str]]:
    """Rule, place and message of each finding."""
    file = parse_source("program.py", IMPORTS + program)
    return [
        (finding.rule, file.text_of(finding.span), finding.message)
        for finding in found_in(program, evaluation)
    ]


USEFUL = {
    "no value": "n = unseen.n()  # keras-lens: n=3\n",
    "a part of the value": "n = (1, unseen.n())  # keras-lens: n=(1, 2)\n",
    "one of several values": "n = 1 if unseen.n() else 2  # keras-lens: n=2\n",
    "nobody calls": "def f(n):  # keras-lens: n=3\n    return n\n",
    "another default": "def f(n=4):  # keras-lens: n=3\n    return n\n",
    "one call of several": "def f(n):  # keras-lens: n=3\n    return n\nf(4)\nf(unseen.n())\n",
    "a shape": "x = np.load('x.npy')  # keras-lens: x.shape=(5, 4)\n",
    "an unknown length": (
        "x = np.zeros((5, 4))\nx = x[x[:, 0] > 0]  # keras-lens: x.shape=(3, 4)\n"
    ),
    "ignored": "n = 4  # keras-lens: n=3  # keras-lens: ignore[assumption-wrong]\n",
    "ignored with others": (
        "n = 4  # keras-lens: n=3, m  # keras-lens: ignore[assumption-wrong,"
        " assumption-misunderstood]\n"
    ),
}


@pytest.mark.parametrize("program", USEFUL.values(), ids=USEFUL)
def test_nothing_is_said_of_what_is_needed(program: str, evaluation: KerasEvaluation) -> None:
    assert found_in(program, evaluation) == []


CONTRADICTED = {
    "n = 10  # keras-lens: n=12\n": "n is 10 here, not 12.",
    "n = 1.5  # keras-lens: n=1\n": "n is 1.5 here, not 1.",
    "n = True  # keras-lens: n=1\n": "n is True here, not 1.",
    "n = 'same'  # keras-lens: n='valid'\n": "n is 'same' here, not 'valid'.",
    "n = None  # keras-lens: n=(1, 2)\n": "n is None here, not (1, 2).",
    "n = [3, 4]  # keras-lens: n=(3, 4)\n": "n is [3, 4] here, not (3, 4).",
    "n = (1, unseen.n())  # keras-lens: n=(2, 3)\n": "n is a tuple here, not (2, 3).",
    "n = {'a': 1}  # keras-lens: n={'b': 1}\n": "n is a dictionary here, not {'b': 1}.",
    "n = 1 if unseen.n() else 2  # keras-lens: n=3\n": "n is 1 or 2 here, not 3.",
    "n = Dense(3)  # keras-lens: n=3\n": "n is the layer 'dense' here, not 3.",
    "n = 'a' * 100  # keras-lens: n=3\n": f"n is '{'a' * 58}… here, not 3.",
    "x = np.zeros((5, 4))  # keras-lens: x.shape=(5, 3)\n": "x.shape is (5, 4) here, not (5, 3).",
    "x = keras.Input((4,))  # keras-lens: x.shape=(5, 4)\n": (
        "x.shape is (None, 4) here, not (5, 4)."
    ),
    "x = [1]  # keras-lens: x.shape=(1,)\n": "x is [1] here, not (1,).",
    "def f(n):  # keras-lens: n=3\n    return n\nf(4)\nf(5)\n": "n is 4 here, not 3.",
    "def f(n=4):  # keras-lens: n=3\n    return n\nf()\n": "n is 4 here, not 3.",
}


@pytest.mark.parametrize("program", CONTRADICTED)
def test_what_the_program_has_is_told(program: str, evaluation: KerasEvaluation) -> None:
    [(rule, _, message)] = said_of(program, evaluation)
    assert rule == "assumption-wrong"
    assert message == (
        f"{CONTRADICTED[program]} The program's own value holds: correct the assumption, or"
        " remove it."
    )


NOT_NEEDED = {
    "n = 10  # keras-lens: m=10\n": "Nothing here has the name 'm'.",
    "def f(units):  # keras-lens: unit=10\n    return units\n": "Nothing here has the name 'unit'.",
    "# keras-lens: n=3\n\n# %%\nn = unseen.n()\n": "Nothing here has the name 'n'.",
    "n = 10  # keras-lens: n=10\n": "n is 10 here anyway: the assumption is not needed.",
    "x = np.zeros((2, 3))  # keras-lens: x.shape=(2, 3)\n": (
        "x.shape is (2, 3) here anyway: the assumption is not needed."
    ),
    "def f(n):  # keras-lens: n=3\n    return n\nf(3)\n": (
        "n is 3 here anyway: the assumption is not needed."
    ),
    "if False:\n    n = unseen.n()  # keras-lens: n=3\n": (
        "Nothing needs the assumption about 'n': the code is not reached, or a closer"
        " assumption holds there."
    ),
}


@pytest.mark.parametrize("program", NOT_NEEDED)
def test_why_nothing_needs_it_is_told(program: str, evaluation: KerasEvaluation) -> None:
    [(rule, _, message)] = said_of(program, evaluation)
    assert rule == "assumption-unused"
    assert message.startswith(NOT_NEEDED[program])


def test_each_part_that_is_not_understood_is_underlined(evaluation: KerasEvaluation) -> None:
    said = said_of("n = unseen.n()  # keras-lens: n=3, m, k=1+1\n", evaluation)
    assert [(rule, place) for rule, place, _ in said] == [
        ("assumption-misunderstood", "m"),
        ("assumption-misunderstood", "k=1+1"),
    ]
    assert said[0][2].startswith("`m` is not understood: write `name=value`")


def test_all_are_information(evaluation: KerasEvaluation) -> None:
    found = found_in("n = 10  # keras-lens: n=11, m=12, k\n", evaluation)
    assert {finding.rule for finding in found} == {
        "assumption-wrong",
        "assumption-unused",
        "assumption-misunderstood",
    }
    assert {finding.severity for finding in found} == {"information"}


def test_they_can_be_turned_off(evaluation: KerasEvaluation) -> None:
    analysis = analysed("n = 10  # keras-lens: n=11, m=12, k\n", evaluation)
    severities = {"assumption-wrong": "off", "assumption-unused": "warning"}
    found = diagnostics(analysis, evaluation, severities)
    assert [(finding.rule, finding.severity) for finding in found] == [
        ("assumption-unused", "warning"),
        ("assumption-misunderstood", "information"),
    ]


TOO_LONG = "x = [[a * b for a in range(3000)] for b in range(3000)]\n"


@pytest.mark.parametrize("rest", ["x = (\n", TOO_LONG])
def test_nothing_is_of_no_use_while_not_all_is_known(
    rest: str, evaluation: KerasEvaluation
) -> None:
    assert found_in(f"m = 1  # keras-lens: k=3\n{rest}", evaluation) == []


REMOVED = {
    "n = 10  # keras-lens: n=12\n": "n = 10\n",
    "# keras-lens: n=12\nn = 10\n": "n = 10\n",
    "a = 1\n    # keras-lens: n=12\r\nn = 10\r\n": "a = 1\nn = 10\r\n",
    "n = 10  # keras-lens: n=12": "n = 10",
    "n = 10  # why  # keras-lens: n=12\n": "n = 10  # why  \n",
    "n = 10  # keras-lens: n=12  # why\n": "n = 10  # why\n",
    "n, m = 10, unseen.m()  # keras-lens: n=12, m=(1, 2)\n": (
        "n, m = 10, unseen.m()  # keras-lens: m=(1, 2)\n"
    ),
    "n, m = 10, unseen.m()  # keras-lens: m='a,b' ,  n=12 # x\n": (
        "n, m = 10, unseen.m()  # keras-lens: m='a,b' # x\n"
    ),
    "x = np.zeros(3)  # keras-lens: x.dtype='int8', x.shape=(2,)\n": "x = np.zeros(3)\n",
    "n = 10  # keras-lens: n=12  # keras-lens: ignore[other]\n": (
        "n = 10  # keras-lens: ignore[other]\n"
    ),
    "# %% A cell  # keras-lens: n=12\nn = 10\nm = n\n": "# %% A cell  \nn = 10\nm = n\n",
}


@pytest.mark.parametrize("program", REMOVED)
def test_it_can_be_removed(program: str, evaluation: KerasEvaluation) -> None:
    [finding] = found_in(program, evaluation)
    [fix] = finding.fixes
    assert fix.preferred
    file = parse_source("program.py", IMPORTS + program)
    assert fix.title.removeprefix("Remove the assumption ") == file.text_of(finding.span)
    changed = apply_edits(file, fix.edits).removeprefix(IMPORTS)
    assert changed == REMOVED[program]
    assert found_in(changed, evaluation) == []


@pytest.mark.parametrize("rule", [MISUNDERSTOOD, WRONG, UNUSED], ids=lambda rule: rule.identifier)
def test_the_examples_of_the_page(rule: Rule, evaluation: KerasEvaluation) -> None:
    for text, expected in ((rule.bad, [rule.identifier]), (rule.good, [])):
        analysis = analyse(parse_source("program.py", text), evaluation)
        assert [one.rule for one in diagnostics(analysis, evaluation, {})] == expected
