"""Whatever the program does, its interpretation ends and stays small."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keras_lens.interpreter.budget import Interrupted
from tests.unit.interpreter.interpretation import UNKNOWN, interpret, run_whole

HOSTILE = {
    "power": "x = 10 ** 10 ** 10",
    "shift": "x = 1 << 10 ** 12",
    "string": "x = 'a' * 10 ** 12",
    "list": "x = [0] * 10 ** 12",
    "range": "x = list(range(10 ** 12))",
    "format": "x = f'{1:1000000000}'",
    "replace": "x = ('a' * 50000).replace('a', 'b' * 50000)",
    "recursion": "def f(n): return f(n + 1)\nx = f(0)",
    "doubling": "x = 'ab'\nfor i in range(100): x = x + x",
    "growing": "x = [1]\nfor i in range(40): x = x + x",
    "parentheses": "x = " + "(" * 60 + "unknown" + ")" * 60 + "".join(" + 1" for _ in range(400)),
}


@pytest.mark.parametrize("program", HOSTILE)
def test_what_grows_too_large_becomes_unknown(program: str) -> None:
    assert interpret(HOSTILE[program])["x"] == UNKNOWN


def test_an_endless_loop_ends_the_run() -> None:
    assert run_whole("while True:\n    pass\n") == [False]


def test_a_long_program_ends_the_run_and_the_functions_are_left_out() -> None:
    text = "for a in range(4000):\n    for b in range(4000):\n        c = a + b\ndef f(): pass\n"
    assert run_whole(text) == [False]


def test_functions_that_nobody_calls_are_run_on_their_own() -> None:
    assert run_whole(
        "def f(x, n=3): return x\ndef g(): return f(1)\nclass A:\n  def m(self): f()\n"
    )
    assert run_whole("def f(): pass\nf()\n") == [True]
    assert run_whole("def f(): pass\n") == [True, True]


def test_it_stops_when_it_is_told_to() -> None:
    with pytest.raises(Interrupted):
        run_whole("while True:\n    pass\n", cancelled=lambda: True)


STATEMENTS = st.sampled_from(
    [
        "x = y", "y = [x, 1]", "x.append(y)", "x = {'a': y}", "x['a'] = x", "del x", "x += y",
        "x, y = y, x", "x = unknown(x)", "x = x[0]", "y = x.a", "x.a = y", "y = lambda: x",
        "y = y()", "x = [i for i in y]", "x = (yield)", "global x", "nonlocal x", "return x",
        "break", "x = f'{y}'", "x = y if x else 1", "import x.y", "from x import *", "x = x @ y",
        "raise x", "assert x", "x = {**y}", "x = [*y]", "x: int = 3", "x = x < y < 3",
    ]
)  # fmt: skip
HEADS = st.sampled_from(
    [
        "if x:", "for y in x:", "while unknown():", "def x(y=x, *a, **k):", "class x(y):",
        "try:", "with x as y:", "for i in range(3):",
    ]
)  # fmt: skip


@st.composite
def programs(draw: st.DrawFn) -> str:
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 5))):
        head = draw(HEADS)
        lines.append(head)
        lines += [f"    {draw(STATEMENTS)}" for _ in range(draw(st.integers(1, 4)))]
        if head == "try:":
            lines += ["except Exception as x:", f"    {draw(STATEMENTS)}"]
        lines += [draw(STATEMENTS) for _ in range(draw(st.integers(0, 2)))]
    return "\n".join(lines) + "\n"


@settings(max_examples=60, deadline=None)
@given(programs())
def test_no_program_makes_the_interpreter_fail(text: str) -> None:
    assert run_whole(text, steps=20_000)
