"""What cannot be known: branches are joined, loops widen, nothing is guessed."""

from __future__ import annotations

import textwrap

import pytest

from tests.unit.interpreter.interpretation import UNKNOWN, interpret


def names(text: str) -> dict[str, object]:
    return interpret("from somewhere import unknown\n" + textwrap.dedent(text))


def test_both_branches_of_an_unknown_condition_are_possible() -> None:
    found = names("""
        if unknown:
            a, b, c = 1, "same", 3
        else:
            a, b = 2, "same"
    """)
    assert found["a"] == ("either", 1, 2)
    assert found["b"] == "same"
    assert found["c"] == 3


def test_operations_are_done_for_each_possibility() -> None:
    found = names("""
        n = 8 if unknown else 16
        double = n * 2
        big = n > 4
        picked = {8: "small", 16: "large"}[n]
    """)
    assert found["double"] == ("either", 16, 32)
    assert found["big"] is True
    assert found["picked"] == ("either", "small", "large")


def test_a_list_that_is_changed_on_one_path_only_has_two_contents() -> None:
    found = names("""
        items = [1]
        if unknown:
            items.append(2)
        length = len(items)
    """)
    assert found["length"] == ("either", 2, 1)


def test_an_early_return_under_an_unknown_condition_keeps_its_effects() -> None:
    found = names("""
        items = []
        def fill():
            if unknown:
                items.append(1)
                return "early"
            items.append(2)
            items.append(3)
            return "late"
        result = fill()
        length = len(items)
    """)
    assert found["result"] == ("either", "early", "late")
    assert found["length"] == ("either", 1, 2)


def test_what_was_decided_together_stays_together() -> None:
    found = names("""
        if unknown:
            a, b, items = 1, 10, ["x"]
        elif unknown:
            a, b, items = 2, 20, []
        else:
            a, b, items = 3, 30, []
        total = a + b
        product = (a + 1) * (b - a)
        pair = max(a, b)
        table = dict(low=a, high=b)
        span = table["high"] - table["low"]
        joined = f"{len(items)}-{a}"
        def both(one, other):
            return other - one
        apart = both(a, b)
    """)
    assert found["total"] == ("either", 11, 22, 33)
    assert found["product"] == ("either", 18, 54, 108)
    assert found["pair"] == ("either", 10, 20, 30)
    assert found["span"] == found["apart"] == ("either", 9, 18, 27)
    assert found["joined"] == ("either", "1-1", "0-2", "0-3")


def test_an_object_that_one_way_makes_has_the_content_that_it_gets_there() -> None:
    found = names("""
        if unknown:
            sizes = []
            sizes.append(1)
            sizes.append(2)
        else:
            sizes = [3]
        total = sum(sizes)
        count = len(sizes)
    """)
    assert found["total"] == 3
    assert found["count"] == ("either", 2, 1)


def test_a_method_of_what_may_be_many_objects_changes_each_of_them() -> None:
    found = names("""
        def some(items):
            for item in items:
                if item and unknown():
                    continue
                yield item
            yield 0
        xs = [1]
        try:
            for i in some([1, 2]):
                xs = xs + [i]
        except ValueError:
            pass
        xs.append("end")
        last = xs[-1]
    """)
    assert found["last"] in ("end", UNKNOWN)


def test_what_was_decided_apart_is_combined() -> None:
    found = names("""
        a = 1 if unknown else 2
        b = 10 if unknown else 20
        total = a + b
    """)
    assert found["total"] == ("either", 11, 21, 12, 22)


def test_what_an_early_return_decides_stays_together() -> None:
    found = names("""
        def choose():
            if unknown:
                return 1, 10
            if unknown:
                raise ValueError
            return 2, 20
        a, b = choose()
        total = a + b
    """)
    assert found["total"] == ("either", 11, 22)


def test_a_loop_of_unknown_length_makes_what_it_changes_unknown() -> None:
    found = names("""
        n, fixed, seen = 0, 5, []
        for x in unknown:
            n += 1
            fixed = 5
            seen.append(x)
        count = len(seen)
    """)
    assert found["n"] == UNKNOWN
    assert found["fixed"] == 5
    assert found["count"] == UNKNOWN


def test_break_and_continue_under_unknown_conditions_are_joined() -> None:
    found = names("""
        kept = []
        for i in range(2):
            if unknown:
                continue
            kept.append(i)
        last = None
        for i in range(3):
            last = i
            if unknown:
                break
        length = len(kept)
    """)
    assert set(found["length"][1:]) == {0, 1, 2}  # type: ignore[index]
    assert set(found["last"][1:]) == {0, 1, 2}  # type: ignore[index]


def test_a_path_that_raises_is_not_taken() -> None:
    found = names("""
        def checked(n):
            if unknown:
                raise ValueError(n)
            return n
        a = checked(3)
    """)
    assert found["a"] == 3


def test_an_import_that_may_fail_leaves_both_outcomes() -> None:
    found = names("""
        try:
            import optional
            has = True
        except ImportError:
            has = False
        try:
            import missing.module
            works = True
        except ImportError:
            works = False
    """)
    assert found["has"] == ("either", True, False)
    assert found["works"] is False


def test_code_out_of_sight_may_change_what_it_is_given() -> None:
    found = names("""
        mine, given = [1], [1]
        unknown(given)
        a, b = len(mine), len(given)
    """)
    assert (found["a"], found["b"]) == (1, UNKNOWN)


def test_many_possibilities_become_one_unknown() -> None:
    branches = "".join(f"if unknown({n}): x = {n}\n" for n in range(20))
    assert names("x = -1\n" + branches)["x"] == UNKNOWN


@pytest.mark.parametrize(
    "expression",
    ["undefined_name", "(1).missing", "[1][5]", "{}['k']", "1 / 0", "'a' + 1", "int('x')",
     "len(5)", "(lambda: 0)(1)", "[][0].x.y(3)[4]", "f'{undefined:>5}'", "-'a'", "range('a')"],
)  # fmt: skip
def test_what_would_fail_is_unknown(expression: str) -> None:
    assert names(f"x = {expression}")["x"] == UNKNOWN
