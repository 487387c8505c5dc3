"""Comments that keep a finding on purpose."""

from __future__ import annotations

import pytest

from keras_lens.rules.editing.edits import apply_edits
from keras_lens.rules.ignores import Ignores, ignore_edit
from keras_lens.syntax.source import SourceFile, parse_source

RULE = "dense-before-flatten"


def is_ignored(file: SourceFile, line: int, rule: str) -> bool:
    return Ignores(file).covers(line, rule)


@pytest.mark.parametrize(
    "line",
    [
        "f()  # keras-lens: ignore[dense-before-flatten]",
        "f() #keras-lens:ignore[other, dense-before-flatten]",
        "f(  # why  # keras-lens: ignore[dense-before-flatten]",
        "f('#')  # noqa  # keras-lens: ignore[ dense-before-flatten ]  # more",
        "# keras-lens: ignore[other]  # keras-lens: ignore[dense-before-flatten]",
        "f('😀')\t# keras-lens: ignore[dense-before-flatten]",
        "if : = (  # keras-lens: ignore[dense-before-flatten]",
    ],
)
def test_a_comment_that_names_the_rule_ignores_it(line: str) -> None:
    for text in (line, f"a = 1\n{line}\nb = 2\n", f"a = (\r\n{line}\r\nb = 2\r\n"):
        file = parse_source("program.py", text)
        assert is_ignored(file, text[: text.index(line)].count("\n"), RULE)


@pytest.mark.parametrize(
    "line",
    [
        "f()",
        "f()  # keras-lens: ignore[other]",
        "f()  # keras-lens: ignore",
        "f()  # keras-lens: ignore[dense-before-flatten-too]",
        "f('# keras-lens: ignore[dense-before-flatten]')",
        "f()  # lens: ignore[dense-before-flatten]",
    ],
)
def test_anything_else_does_not(line: str) -> None:
    file = parse_source("program.py", f"a = 1\n{line}\nb = 2\n")
    assert not is_ignored(file, 1, RULE)


def test_only_its_own_line_is_ignored() -> None:
    file = parse_source("program.py", f"f(\n  1,  # keras-lens: ignore[{RULE}]\n)\n")
    assert [is_ignored(file, line, RULE) for line in range(4)] == [False, True, False, False]


def test_a_string_over_lines_holds_no_comment() -> None:
    file = parse_source("program.py", f'f("""\n# keras-lens: ignore[{RULE}]\n""")\n')
    assert not is_ignored(file, 1, RULE)


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("f()\n", 0, "f()  # keras-lens: ignore[dense-before-flatten]\n"),
        ("f()", 0, "f()  # keras-lens: ignore[dense-before-flatten]"),
        ("f()  \r\n", 0, "f()  # keras-lens: ignore[dense-before-flatten]\r\n"),
        ("f()  # one\n", 0, "f()  # one  # keras-lens: ignore[dense-before-flatten]\n"),
        ("f(\n)\n", 0, "f(  # keras-lens: ignore[dense-before-flatten]\n)\n"),
        (
            "f()  # keras-lens: ignore[other]  # one\n",
            0,
            "f()  # keras-lens: ignore[other, dense-before-flatten]  # one\n",
        ),
        ("f()  # ends in \\\n", 0,
         "f()  # ends in \\  # keras-lens: ignore[dense-before-flatten]\n"),
    ],
)  # fmt: skip
def test_the_comment_is_put_behind_everything(text: str, line: int, expected: str) -> None:
    file = parse_source("program.py", text)
    edit = ignore_edit(file, line, RULE)
    assert edit is not None
    changed = apply_edits(file, [edit])
    assert changed == expected
    assert is_ignored(parse_source("program.py", changed), line, RULE)


@pytest.mark.parametrize("text", ["f(1, \\\n  2)\n", 'f("""\n""")\n', "f(f'''{1}\n''')\n"])
def test_no_comment_is_put_where_the_line_goes_on(text: str) -> None:
    assert ignore_edit(parse_source("program.py", text), 0, RULE) is None
