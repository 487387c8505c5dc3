"""Random programs with unknown conditions: whatever Python can come to is allowed for."""

from __future__ import annotations

import textwrap

from hypothesis import given, settings
from hypothesis import strategies as st

from keras_lens.interpreter.budget import BudgetExceeded
from tests.unit.interpreter.interpretation import interpret
from tests.unit.interpreter.outcomes import covers, outcomes

START = """
n, k, xs, ys, d = 1, 2, [1, 2], [], {"a": 1}
class Box:
    v = 0
box, other = Box(), Box()
def grow(items, by=[]):
    if unknown():
        items.append(0)
        return len(items)
    by.append(1)
    return len(by)
def gen(items):
    for item in items:
        if item and unknown():
            continue
        yield item
    yield -1
turns = [20]
def more():
    turns[0] -= 1
    return turns[0] > 0
def risky(x):
    if x > 2:
        raise ValueError(x)
    if unknown():
        raise KeyError(x)
    return x
"""
CONDITIONS = st.sampled_from(
    ["unknown()", "n > 2", "k in xs", "not xs", "xs is ys", "'b' in d", "n < 3 and unknown()",
     "box is other", "unknown() or n == 1", "len(xs) > 3"]
)  # fmt: skip
STATEMENTS = st.sampled_from(
    ["n += 1", "n = k", "k = n * 2", "xs.append(n)", "ys = xs", "xs = list(ys)", "xs = xs + [k]",
     "xs += [3]", "ys = xs[:]", "d['b'] = n", "d['a'] = xs", "n = d.get('b', 0)", "d.pop('a', 0)",
     "n, k = k, n", "xs = xs[1:]", "n = len(xs)", "k = sum(ys)", "box.v = n", "other = box",
     "n = box.v", "Box.v = k", "box = Box()", "n = grow(xs)", "grow(ys)", "k = unknown() or 5",
     "xs = [x + 1 for x in ys if x != n]", "d = dict(d)", "ys = sorted(xs)", "xs.insert(0, k)",
     "n = xs[0] if xs else 7", "ys.extend(xs[:2])", "ys = list(gen(xs))", "n = next(gen(ys))",
     "it = iter(xs)", "k = next(iter(xs), 9)", "n = risky(k)", "d.setdefault('c', []).append(n)",
     "del xs[:1]", "xs[:1] = [n, k]", "n = max(xs, default=0)", "k = len(d)", "d |= {'z': n}",
     "ys = [*xs, n]", "box.w = xs", "n = getattr(box, 'w', [1])[0:1]", "k = f'{n}'[:2]", "k = 1",
     "n = 1", "xs = []", "xs.reverse()", "n = any(x > 1 for x in xs)", "ys = list(zip(xs, ys))[:2]",
     "n = 0"]
)  # fmt: skip


def indented(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]


@st.composite
def blocks(draw: st.DrawFn, depth: int = 2, in_loop: bool = False) -> list[str]:
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(
            st.sampled_from(["simple", "simple", "if", "for", "while", "try", "gen", "leave"])
        )
        if kind == "leave":
            lines.append(draw(st.sampled_from(["break", "continue"])) if in_loop else "n += 2")
            break
        if kind == "simple" or depth == 0:
            lines.append(draw(STATEMENTS))
            continue
        body = blocks(depth=depth - 1, in_loop=in_loop)
        looped = blocks(depth=depth - 1, in_loop=True)
        match kind:
            case "if":
                lines += [f"if {draw(CONDITIONS)}:", *indented(draw(body))]
                lines += ["else:", *indented(draw(body))]
            case "for":
                items = draw(st.sampled_from(["range(3)", "xs[:3]", "[n, k]", "list(d)[:2]"]))
                lines += [f"for i in {items}:", *indented(draw(looped))]
                if draw(st.booleans()):
                    lines += ["else:", *indented(draw(body))]
            case "gen":
                lines += ["for i in gen(xs[:3]):", *indented(draw(looped))]
            case "while":
                condition = draw(
                    st.sampled_from(["unknown()", "n < 3 and more()", "unknown() and k < 9"])
                )
                lines += [f"while {condition}:", "    n = len(xs) + 9 if n == 2 else n + 1"]
                lines += indented(draw(looped))
                if draw(st.booleans()):
                    lines += ["else:", *indented(draw(body))]
            case "try":
                lines += ["try:", *indented(draw(body))]
                kinds = draw(st.sampled_from(["ValueError", "KeyError", "Exception"]))
                lines += [f"except {kinds}:", *indented(draw(body))]
                if draw(st.booleans()):
                    lines += ["else:", *indented(draw(body))]
                if draw(st.booleans()):
                    lines += ["finally:", *indented(draw(blocks(depth=0)))]
    return lines


@settings(max_examples=100, deadline=None)
@given(blocks())
def test_each_outcome_of_a_random_program_is_allowed_for(lines: list[str]) -> None:
    text = START + textwrap.dedent("\n".join(lines)) + "\n"
    try:
        compile(text, "program", "exec")
    except SyntaxError:
        return
    try:
        found = interpret("from somewhere import unknown\n" + text)
    except BudgetExceeded:
        return  # nothing is said of a program that takes too long
    for names in outcomes(text):
        wrong = {
            name: (found.get(name), value)
            for name, value in names.items()
            if not covers(found.get(name), value)
        }
        assert not wrong
