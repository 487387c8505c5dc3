"""Whatever the program does, its interpretation ends and stays small."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keras_lens.interpreter.budget import Interrupted
from keras_lens.interpreter.state import Journal, StateOwner
from keras_lens.interpreter.values import Constant
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


NESTED = range(16)
BRANCHING = {
    "one after the other": "x = 0\n" + "".join(f"if unknown > {n}: x = x + {n}\n" for n in NESTED),
    "both ways": "x = 0\n"
    + "".join(f"if unknown > {n}:\n  x = x + {n}\nelse:\n  x = x - {n}\n" for n in NESTED),
    "one in the other": "x = 0\n"
    + "".join(f"{'  ' * n}if unknown > {n}:\n{'  ' * n}  x = x + {n}\n" for n in NESTED),
    "conditional expressions": "x = 0\n" + "x = x + (1 if unknown else 2)\n" * len(NESTED),
    "a list": "x = []\n" + "".join(f"if unknown > {n}: x.append({n})\n" for n in NESTED),
    "returns": "def f(n):\n"
    + "".join(f"  if unknown > {n}: return n + {n}\n" for n in NESTED)
    + "x = f(f(f(0)))\n",
    "recursion": "def f(x, n):\n  if n == 0: return x\n  if unknown: x = x + n\n"
    "  return f(x, n - 1)\nx = f(0, 16)\n",
}


@pytest.mark.parametrize("program", BRANCHING)
def test_unknown_conditions_do_not_multiply(program: str) -> None:
    assert run_whole(BRANCHING[program], steps=20_000)[0]


def test_a_program_that_is_told_in_long_literals_is_not_long() -> None:
    entries = ", ".join(f"'{number}': {number}" for number in range(3000))
    assert run_whole(f"x = {{{entries}}}\ny = [{', '.join('1' * 3000)}]\n", steps=10_000) == [True]


def test_places_that_are_written_often_are_noted_once() -> None:
    journal = Journal()
    owner = StateOwner()
    start = journal.mark()
    for number in range(100):
        turn = journal.mark()
        journal.write(owner, "x", Constant(number))
        journal.write(owner, "y", Constant(number))
        journal.release(turn)
    changes = journal.changes_since(start)
    assert [(key, one) for (_, key), (_, one) in changes.last.items()] == list(owner.state.items())
    turn = journal.mark()
    journal.write(owner, "x", None)
    journal.roll_back(turn)
    assert owner.state.keys() == {"x", "y"}
    journal.roll_back(start)
    assert owner.state == {}
    journal.replay(changes)
    assert owner.state.keys() == {"x", "y"}


LONG_LOOPS = {
    "endless": "while True:\n    x = x + 1\n    if unknown: break\n",
    "with no way out": "while x >= 0:\n    x = x + 1\n",
    "nested": "for a in range(4000):\n    for b in range(4000):\n        x = a + b\n",
    "of functions": "def f(n):\n    for a in range(n):\n        g(n)\n"
    "def g(n):\n    global x\n    for b in range(n): x = x + b\nf(4000)\n",
    "of a list": "x = []\nfor a in range(4000):\n    for b in range(9): x.append(a)\n",
}


@pytest.mark.parametrize("loop", LONG_LOOPS)
def test_a_loop_that_takes_too_long_is_no_longer_followed_turn_by_turn(loop: str) -> None:
    text = f"x = 0\n{LONG_LOOPS[loop]}y = sum(range(5))\n"
    assert all(run_whole(text))
    found = interpret(text)
    assert found["x"] == UNKNOWN
    assert found["y"] == 10


def test_short_loops_in_long_ones_are_followed_to_their_end() -> None:
    text = (
        "for a in range(100_000):\n"
        "    sizes = []\n"
        "    for b in range(20): sizes.append(b)\n"
        "    size = len(sizes)\n"
    )
    assert interpret(text)["size"] == 20


def test_loops_of_usual_length_are_followed_to_their_end() -> None:
    text = "x = 0\nfor a in range(60):\n    for b in range(30):\n        x += a * b\n"
    assert interpret(text)["x"] == sum(a * b for a in range(60) for b in range(30))


RECURSION = {
    "in a loop that may run again": "def f(s):\n    while unknown:\n        if unknown: s = f(s)\n"
    "    return s\n",
    "twice": "def f(s):\n    return f(s) + f(s) if unknown else 1\n",
    "by turns": "def f(s): return g(s) + g(s)\ndef g(s): return f(s) + f(s)\n",
}


@pytest.mark.parametrize("functions", RECURSION)
def test_functions_that_call_themselves_for_too_long_are_not_followed(functions: str) -> None:
    text = f"{RECURSION[functions]}kept = [1]\nx = f(kept)\ny = 1\nfor n in range(4): y = y * 2\n"
    assert all(run_whole(text))
    found = interpret(text)
    assert (found["x"], found["kept"], found["y"]) == (UNKNOWN, UNKNOWN, 16)


def test_a_long_program_ends_the_run_and_the_functions_are_left_out() -> None:
    text = "".join(f"x = {number} + 1\n" for number in range(4000)) + "def g(): pass\n"
    assert run_whole(text, steps=8_000) == [False]


DEEP_CALLS = {
    "in a loop": "while unknown:\n    if unknown:\n        y = f()\n",
    "in a handler": "try:\n    unknown()\nexcept ValueError:\n    f()\n",
    "with": "with unknown():\n    for i in range(3):\n        with i: [f() for j in (1, 2)]\n",
    "among arguments": "print(1, [2, (3, f())], key={'a': f() if unknown else f()})\n",
}


@pytest.mark.parametrize("statement", DEEP_CALLS)
def test_functions_that_call_themselves_from_deep_inside(statement: str) -> None:
    body = "".join(f"    {line}\n" for line in DEEP_CALLS[statement].splitlines())
    assert run_whole(f"def f():\n{body}f()\nx = 1\n", steps=50_000)
    assert interpret(f"def f():\n{body}x = 1\n")["x"] == 1


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
