"""What an assumption holds for, and where it stops: shown by the units of the layers that Keras
makes of it. That whole programs are as with the values written in, the conformance tests show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from keras_lens.algebra import Polynomial
from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.ide.hints import HintOptions, hints
from keras_lens.models.analysis import Analysis, analyse
from keras_lens.syntax.source import parse_source

IMPORTS = """\
from unseen import draw
import keras
from keras.layers import *

dense = lambda units: Dense(units)(keras.Input((8,)))

"""


def analysed(program: str, evaluation: KerasEvaluation) -> Analysis:
    return analyse(parse_source("program.py", IMPORTS + program), evaluation)


def units(analysis: Analysis) -> list[object]:
    """The units of the layers that are known, in the order of execution."""
    return [
        layer.outputs[0].shape[-1] for layer in analysis.applications if layer.class_name == "Dense"
    ]


HOLDS = {
    "on an assignment": ("n = draw()  # keras-lens: n=3\ndense(n)\n", [3]),
    "above an assignment": ("# keras-lens: n=3\nn = draw()\ndense(n)\n", [3]),
    "with comments between": (
        "# keras-lens: n=3\n# other words\n# keras-lens: m=4\nn, m = draw()\ndense(n * m)\n",
        [12],
    ),
    "in the brackets of an assignment": (
        "n = draw(\n    # keras-lens: n=3\n    1,\n)\ndense(n)\n",
        [3],
    ),
    "an annotated name": ("n: int = draw()  # keras-lens: n=3\ndense(n)\n", [3]),
    "several targets": ("a = (b, [c, *d]) = draw()  # keras-lens: b=3, c=4\ndense(b + c)\n", [7]),
    "an attribute": (
        "class A: pass\na = A()\na.n = draw()  # keras-lens: a.n=3\ndense(a.n)\n",
        [3],
    ),
    "an imported name": ("from elsewhere import n  # keras-lens: n=3\ndense(n)\n", [3]),
    "a loop's name": ("for n in draw():  # keras-lens: n=3\n    x = n + 1\ndense(x)\n", [4]),
    "a name of `with`": ("with draw() as n:  # keras-lens: n=3\n    dense(n)\n", [3]),
    "an assignment in an expression": ("dense(n := draw())  # keras-lens: n=3\n", [3]),
    "a comprehension's name": (
        "[dense(n) for n in draw()]  # keras-lens: n=3\n",
        [3, 3],  # a loop of unknown length is run twice
    ),
    "a name that is added to": ("n = draw()\nn += 1  # keras-lens: n=3\ndense(n)\n", [3]),
    "a name that a statement reads": ("# keras-lens: n=3\ndense(n)\n", [3]),
    "an attribute that a statement reads": ("dense(draw.n)  # keras-lens: draw.n=3\n", [3]),
    "names in a block": ("if draw():  # keras-lens: n=3\n    dense(n + 1)\n", [4]),
    "a parameter": ("def f(n):  # keras-lens: n=3\n    dense(n)\n", [3]),
    "above a def": ("# keras-lens: n=3\ndef f(n):\n    dense(n)\n", [3]),
    "above decorators": ("# keras-lens: n=3\n@draw\n@draw\ndef f(n):\n    dense(n)\n", [3]),
    "between decorators": ("@draw\n# keras-lens: n=3\n@draw\ndef f(n):\n    dense(n)\n", [3]),
    "on a decorator": ("@draw  # keras-lens: n=3\ndef f(n):\n    dense(n)\n", [3]),
    "on a later line of the header": (
        "def f(\n    m,\n    n,  # keras-lens: n=3\n) -> None:\n    dense(n)\n",
        [3],
    ),
    "below the header": ("def f(n):\n    # keras-lens: n=3\n    dense(n)\n", [3]),
    "a def of one line": ("def f(n): dense(n)  # keras-lens: n=3\n", [3]),
    "an async def": ("async def f(n):  # keras-lens: n=3\n    dense(n)\n", [3]),
    "a keyword-only parameter": ("def f(*, n=1):  # keras-lens: n=3\n    dense(n)\n", [3]),
    "instead of a default": ("def f(n=1):  # keras-lens: n=3\n    dense(n)\n", [3]),
    "what a def reads": ("def f():  # keras-lens: n=3\n    dense(n)\n", [3]),
    "collected arguments": (
        "def f(*a, **k):  # keras-lens: a=(1, 2), k={'n': 3}\n    dense(a[1] + k['n'])\n",
        [5],
    ),
    "an unknown argument": ("def f(n):  # keras-lens: n=3\n    dense(n)\nf(draw())\n", [3]),
    "unknown arguments": ("def f(n):  # keras-lens: n=3\n    dense(n)\nf(*draw())\n", [3]),
    "a nested function": (
        "def f(n):  # keras-lens: n=3\n    def g(m):\n        dense(n + m)\n    g(1)\n",
        [4],
    ),
    "a lambda": ("f = lambda n: dense(n)  # keras-lens: n=3\nf(draw())\n", [3]),
    "a class's methods": (
        "class A:  # keras-lens: n=3\n    def f(self, n):\n        dense(n)\n",
        [3],
    ),
    "the closest one": (
        "class A:  # keras-lens: n=3\n    def f(self, n):  # keras-lens: n=4\n        dense(n)\n"
        "    def g(self, n):\n        dense(n)\n",
        [4, 3],
    ),
    "what is read again": ("# keras-lens: n=3\ndense(n)\n\nm = n + 1\ndense(m)\n", [3, 4]),
    "a part of a value": (
        "shape = (draw(), 5)  # keras-lens: shape=(4, 5)\ndense(shape[0])\n",
        [4],
    ),
    "one of several values": (
        "n = 3 if draw() else 4  # keras-lens: n=4\ndense(n)\n",
        [4],
    ),
    "a list is one object": (
        "# keras-lens: a.n=[1]\nif draw():\n    a.n.append(2)\n    dense(a.n[1])\n",
        [2],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("program", "expected"), HOLDS.values(), ids=HOLDS)
def test_it_holds_for(program: str, expected: list[object], evaluation: KerasEvaluation) -> None:
    assert units(analysed(program, evaluation)) == expected


PROGRAM_OF_CELLS = """\
# %% First
dense(a)
# above the marker
# %% Second
# {0}

import os

def f(a):
    dense(a)

dense(a)  # keras-lens: b=7
# %%
dense(a)
"""


@pytest.mark.parametrize(
    ("marked", "comment", "expected"),
    [
        ("# {0}", "# keras-lens: a=3", [3, 3, 3]),
        ("# %% Second", "# %% Second  # keras-lens: a=3", [3, 3, 3]),
        ("# above the marker", "# keras-lens: a=3", [3, 3, 3]),
        ("import os", "import os  # keras-lens: a=3", [3, 3, 3]),
        ("import os", "import os\n\n# keras-lens: a=3\n", [3, 3, 3]),
        ("# {0}", "# keras-lens: b=3", ["a"]),
        ("dense(a)  # keras-lens: b=7", "dense(a)  # keras-lens: a=7", [7, 7, "a"]),
        ("# %% First", "# keras-lens: a=3\n\n# %% First", [3, 3, 3, 3]),
        ("# %% First", "# keras-lens: a=3\n# %% First", [3, 3, 3, "a"]),
    ],
)
def test_at_the_head_of_a_cell_or_file_it_holds_for_all_of_it(
    marked: str, comment: str, expected: list[object], evaluation: KerasEvaluation
) -> None:
    text = PROGRAM_OF_CELLS.replace(marked, comment)
    file = parse_source("program.py", text.replace("# %% First", f"# %% First\n{IMPORTS}"))
    assert units(analyse(file, evaluation)) == expected


NOT_REPLACED = {
    "a value": ("n = 5  # keras-lens: n=3\ndense(n)\n", [5]),
    "an argument": ("def f(n):  # keras-lens: n=3\n    dense(n)\nf(5)\n", [5]),
    "a default that a call leaves": ("def f(n=5):  # keras-lens: n=3\n    dense(n)\nf()\n", [5]),
    "the length of a tuple": (
        "s = (draw(), 5)  # keras-lens: s=(5, 5, 5)\ndense(len(s))\n",
        [2],
    ),
    "a known part": ("s = (draw(), 5)  # keras-lens: s=(5, 6)\ndense(s[1])\n", [5]),
    "a shape": (
        "x = keras.Input((5,))  # keras-lens: x.shape=(2, 3)\ndense(x.shape[1])\n",
        [5],
    ),
    "what is computed": ("# keras-lens: n=3\nn = draw()\nn = n + 2\ndense(n)\n", [5]),
    "what another statement reads before": ("dense(n)\n# keras-lens: n=3\ndense(n)\n", [3]),
    "a parameter of the same name": (
        "def f(n):  # keras-lens: n=3\n    dense(n)\ndef g(n):\n    dense(5)\n",
        [3, 5],
    ),
    "above a blank line": ("dense(1)\n# keras-lens: n=3\n\nn = draw()\ndense(n)\n", [1]),
}


@pytest.mark.parametrize(("program", "expected"), NOT_REPLACED.values(), ids=NOT_REPLACED)
def test_it_does_not_replace(
    program: str, expected: list[object], evaluation: KerasEvaluation
) -> None:
    assert units(analysed(program, evaluation)) == expected


def test_what_is_left_open_is_what_comes_of_each_value(evaluation: KerasEvaluation) -> None:
    program = "def f(n):{}\n    keras.Sequential([keras.Input((4,)), Dense(n), Dense(2 * n)])\n"
    [left_open] = analysed(program.format(""), evaluation).models
    [assumed] = analysed(program.format("  # keras-lens: n=7"), evaluation).models
    assert isinstance(left_open.total_params, Polynomial)
    assert left_open.total_params.value_at({"n": 7}) == assumed.total_params


USED = """\
class Net(keras.Model):
    def __init__(self, n=3):
        super().__init__()
        self.head = Dense(n)

    def call(self, x):  # keras-lens: x.shape=(None, 5)
        return self.head(x)
"""


def test_an_unused_class_runs_on_an_instance_of_its_own(evaluation: KerasEvaluation) -> None:
    analysis = analysed(USED, evaluation)
    assert units(analysis) == [3]
    assert analysis.models == ()


def test_a_class_that_is_used_runs_as_it_is_used(evaluation: KerasEvaluation) -> None:
    assert units(analysed(f"{USED}net = Net(4)\n", evaluation)) == []
    assert units(analysed(f"{USED}net = Net(4)(keras.Input((6,)))\n", evaluation)) == [4]


PAGES = ("README.md", "docs/assumptions.md")
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SHOWN = re.compile(r"  # (\(None.*)$", re.MULTILINE)
EXAMPLES = [
    text
    for page in PAGES
    for text in BLOCK.findall((Path(__file__).parents[3] / page).read_text(encoding="utf-8"))
    if "# keras-lens:" in text and "(None" in text
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_documentation(example: str, evaluation: KerasEvaluation) -> None:
    imports = "import keras\nimport numpy as np\nfrom keras import layers\n\n"
    analysis = analyse(parse_source("program.py", imports + SHOWN.sub("", example)), evaluation)
    labels = {hint.position.line: hint.label for hint in hints(analysis, HintOptions())}
    lines = (imports + example).splitlines()
    expected = {
        number: found[1] for number, line in enumerate(lines) if (found := SHOWN.search(line))
    }
    assert labels == expected
    assert not any(one.contradicted or not one.supplied for one in analysis.assumptions)
