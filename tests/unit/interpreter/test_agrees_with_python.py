"""Known programs mean in the interpreter what they mean in Python, which is asked by running
them."""

from __future__ import annotations

import textwrap

import pytest

from tests.unit.interpreter.interpretation import interpret

PROGRAMS = {
    "defaults of arguments and fields": """
        import argparse
        import os
        from dataclasses import dataclass, field
        from functools import reduce, wraps
        from itertools import chain

        @dataclass
        class Settings:
            width: int = 3
            hidden: list = field(default_factory=lambda: [4, 5])

            @property
            def doubled(self):
                return self.width * 2

        settings, other = Settings(width=7), Settings()
        other.hidden.append(6)
        fields = (settings.doubled, settings.hidden, other.hidden)
        parser = argparse.ArgumentParser(description="trains")
        parser.add_argument("--batch-size", "-b", type=int, default=32)
        parser.add_argument("--deep", action="store_true")
        parser.add_argument("--shallow", action="store_false", dest="deeper")
        parser.add_argument("--name", default="net")
        parser.add_argument("--path")
        args = parser.parse_args([])
        arguments = (args.batch_size, args.deep, args.deeper, args.name, args.path)
        variable = os.environ.get("KERAS_LENS_NO_SUCH_VARIABLE", "relu")
        total = reduce(lambda left, right: left * right, [2, 3, 4], 10)
        joined = list(chain([1], (2, 3)))

        def noisy(function):
            @wraps(function)
            def wrapper(*args, **kwargs):
                return function(*args, **kwargs) + 1
            return wrapper

        @noisy
        def add(x, y=2):
            return x + y

        result = add(1) + add(1, y=5)
        del Settings, settings, other, parser, args, noisy, add, reduce, wraps, chain
        del argparse, os, dataclass, field
    """,
    "inherited methods": """
        class Base:
            kind = "base"
            def __init__(self, size, *rest):
                self.size = size
                self.rest = rest
            def area(self):
                return self.size ** 2
            @classmethod
            def make(cls):
                return cls(3)
            @property
            def name(self):
                return self.kind + "!"
        class Middle(Base):
            def area(self):
                return super().area() + 1
        class Derived(Middle):
            kind = "derived"
            def __init__(self, size):
                super().__init__(size, 1, 2)
                self.later = [super(Derived, self).area() for _ in range(1)][0]
            def area(self):
                half = super().area
                return half() * 2
            @classmethod
            def make(cls):
                return super().make()
            @property
            def name(self):
                return super().name + "?"
        made = Derived.make()
        result = (made.size, made.rest, made.area(), made.later, made.name)
        del Base, Middle, Derived, made
    """,
    "arithmetic": """
        a = 7 // 2 + 2 ** 5 - 10 % 4
        b = -a / 4
        c = (1 << 4) | 3
        d = 3 < 4 <= 4 != 5
        e = not d or a > 100
        f = "ab" * 3 + "c"
        g = 28 * 28 * 1
        h = 7.5 // 2
    """,
    "tuples and lists": """
        shape = (28, 28) + (1,)
        first, *rest = shape
        *init, last = [1, 2, 3]
        nested = [(1, 2), (3, 4)]
        (p, q), (r, s) = nested
        cut = shape[1:], shape[-1], shape[::-1]
        repeated = [0] * 3
        items = [1, 2]
        alias = items
        alias.append(3)
        alias += [4]
        items.insert(0, 0)
        popped = items.pop()
        items.extend((7, 8))
        items[1] = 9
        del items[0]
        items.reverse()
        count = len(items)
        where = items.index(9)
    """,
    "dictionaries": """
        config = {"units": 64, "activation": "relu", **{"bias": True}}
        config["units"] *= 2
        units = config.get("units")
        default = config.get("missing", 3)
        keys = list(config.keys())
        pairs = [(k, v) for k, v in config.items()]
        merged = config | {"bias": False}
        popped = config.pop("bias")
        config.setdefault("x", []).append(1)
        config.update(y=2)
        has = "units" in config
        inverse = {v: k for k, v in {"a": 1, "b": 2}.items()}
    """,
    "loops": """
        total = 0
        for i in range(10):
            if i == 3:
                continue
            if i == 7:
                break
            total += i
        else:
            total = -1
        n = 0
        while n < 5:
            n += 1
        else:
            done = True
        pairs = [(i, c) for i, c in enumerate("ab", 1)]
        zipped = list(zip([1, 2, 3], "ab"))
        flat = [x for row in [[1, 2], [3]] for x in row if x != 2]
        backwards = list(reversed(range(3)))
        ordered = sorted([3, 1, 2], reverse=True)
        squares = list(map(lambda x: x * x, [1, 2]))
        odd = list(filter(lambda x: x % 2, range(5)))
    """,
    "functions": """
        def block(a, b=2, *rest, c, d=4, **more):
            return (a, b, rest, c, d, more)
        one = block(1, c=3)
        two = block(1, 2, 3, 4, c=5, e=6)
        three = block(*[1, 2], **{"c": 3, "d": 9})
        def counter():
            n = 0
            def step():
                nonlocal n
                n += 1
                return n
            return step
        step = counter()
        step()
        counted = step()
        def early(x):
            if x > 1:
                return "big"
            return "small"
        sizes = early(1), early(2)
        def fact(n):
            return 1 if n < 2 else n * fact(n - 1)
        f5 = fact(5)
        def numbers(n):
            for i in range(n):
                yield i * 2
        doubled = list(numbers(3))
        total = 0
        def bump():
            global total
            total += 5
        bump()
        late = (lambda x, y=2: x + y)(1)
        del block, counter, step, early, fact, numbers, bump
    """,
    "classes": """
        class Base:
            scale = 2
            def __init__(self, n):
                self.n = n
            def size(self):
                return self.n * self.scale
            @property
            def double(self):
                return self.size() * 2
            @staticmethod
            def plain(x):
                return x + 1
            @classmethod
            def make(cls):
                return cls(3)
            def __call__(self, x):
                return self.n + x
        class Derived(Base):
            scale = 10
        a = Derived(4).size()
        b = Derived.make().double
        c = Base.plain(1), Base(1)(2)
        d = isinstance(Derived(1), Base), isinstance(3, int), isinstance("x", (int, str))
        e = getattr(Base(5), "n")
        from dataclasses import dataclass
        @dataclass
        class Config:
            units: int
            rate: float = 0.5
        config = Config(8)
        f = config.units, config.rate, Config(1, rate=2).rate
        del Base, Derived, Config, config, dataclass
    """,
    "strings": """
        name = f"conv{1}_{2:03d}_{'x'!r}"
        upper = name.upper().replace("CONV", "c")
        parts = "a,b,c".split(",")
        joined = "-".join(parts)
        formatted = "{}:{n}".format(1, n=2)
        starts = name.startswith("conv")
        cut = name[2:5]
        number = int("42") + len(name)
    """,
    "conditions": """
        mode = "lstm"
        if mode == "gru":
            units = 1
        elif mode == "lstm":
            units = 2
        else:
            units = 3
        chosen = units if units > 1 else None
        fallback = None or 0 or "x"
        both = 1 and 2
        match units:
            case 1:
                word = "one"
            case 2 | 3:
                word = "some"
            case _:
                word = "many"
        if (half := units // 2) > 0:
            found = half
        try:
            value = 1
        except ValueError:
            value = 2
        finally:
            cleaned = True
        try:
            raise ValueError
        except ValueError:
            caught = True
        smallest = min(3, 1, 2), max([4, 5]), sum([1, 2]), abs(-3), round(2.6)
        truth = any([0, 1]), all([]), bool([]), bool("a")
    """,
    "the standard library": """
        import math
        from math import ceil
        a = math.sqrt(16), ceil(2.1), math.prod([2, 3]), math.log2(8)
        del math, ceil
    """,
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_known_programs_mean_what_they_mean_in_python(program: str) -> None:
    text = textwrap.dedent(PROGRAMS[program])
    namespace: dict[str, object] = {"__name__": "program"}
    exec(compile(text, program, "exec", dont_inherit=True), namespace)
    expected = {key: value for key, value in namespace.items() if not key.startswith("__")}
    assert interpret(text) == expected
