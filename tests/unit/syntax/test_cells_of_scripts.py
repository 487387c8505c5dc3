"""Scripts with `# %%` cells: one program, whose cells break one by one."""

from __future__ import annotations

import ast

import pytest

from keras_lens.syntax.source import parse_source
from keras_lens.syntax.spans import Position

BEFORE = "# %% imports\nimport keras\n"
AFTER = "\n# %% [markdown]\n# text\n# %%\nlast = 1\nf(last)\n"

BROKEN = {
    "a bracket": "# %%\nf(",
    "a bracket that is closed in the next but one": "# %%\nf(\n# %%\n)",
    "a list that goes on": "# %%\nx = [\n  1,\n  2,",
    "a string": "# %%\ns = '''no end",
    "a header": "# %%\nif x:",
    "a decorator": "# %%\n@decorated",
    "a backslash": "# %%\nx = 1 + \\",
    "another language": "# %%\nSELECT * FROM \"it's\nWHERE (",
}


def names_in(text: str) -> list[str]:
    nodes = ast.walk(parse_source("a.py", text).tree)
    return [node.id for node in nodes if isinstance(node, ast.Name)]


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_cell_breaks_only_itself(broken: str) -> None:
    file = parse_source("a.py", BEFORE + broken + AFTER)
    assert ast.unparse(file.tree.body[0]) == "import keras"
    assert [ast.unparse(one) for one in file.tree.body[-2:]] == ["last = 1", "f(last)"]
    last = file.span_of(file.tree.body[-1]).start
    assert file.line_text(last.line) == "f(last)"
    first_broken = BEFORE.count("\n")
    assert all(
        first_broken < one.span.start.line <= first_broken + broken.count("\n")
        for one in file.problems
    )


def test_magics_are_passed_over_and_keep_their_python() -> None:
    text = (
        "# %%\n%matplotlib inline\n!pip install keras\nmodel?\n"
        "# %%\n%%time\n%time x = make(1)\n"
        "# %%\n%%bash\nls -l $HOME\n"
        "# %%\nfiles = !ls\nawait later()\n"
    )
    file = parse_source("a.py", text)
    assert file.problems == ()
    call = next(one for one in ast.walk(file.tree) if isinstance(one, ast.Call))
    assert ast.unparse(call) == "make(1)"
    assert file.text_of(file.span_of(call)) == "make(1)"


def test_magics_do_not_belong_in_a_module() -> None:
    file = parse_source("a.py", "import keras\n%matplotlib inline\n")
    assert [one.span.start for one in file.problems] == [Position(1, 0)]


def test_a_marker_in_the_middle_of_a_block_is_none() -> None:
    assert names_in("def f():\n    a\n# %%\n    b\n(\n") == ["a", "b"]


def test_what_is_right_as_a_whole_is_not_cut() -> None:
    assert names_in("x = '''\n# %%\n('''\n# %%\ny\n") == ["x", "y"]
