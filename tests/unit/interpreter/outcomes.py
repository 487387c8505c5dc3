"""What a program can come to: Python runs it once for each way its unknown conditions can go."""

from __future__ import annotations

from collections.abc import Iterator

from tests.unit.interpreter.interpretation import UNKNOWN, comparable

MOST_WAYS = 400
MOST_QUESTIONS = 12


class _TooLong(BaseException):
    """The program asks on and on."""


def outcomes(text: str) -> Iterator[dict[str, object]]:
    """The names of the module at the end of each run. `unknown()` is true or false as the run
    has it; a run that ends with an exception is no outcome."""
    waiting: list[list[bool]] = [[]]
    ways = 0
    while waiting and ways < MOST_WAYS:
        answers = waiting.pop()
        ways += 1
        asked: list[bool] = []

        def unknown(answers: list[bool] = answers, asked: list[bool] = asked) -> bool:
            if len(asked) >= MOST_QUESTIONS:
                raise _TooLong
            asked.append(answers[len(asked)] if len(asked) < len(answers) else False)
            return asked[-1]

        namespace: dict[str, object] = {"unknown": unknown}
        try:
            exec(compile(text, "program", "exec", dont_inherit=True), namespace)
        except (Exception, _TooLong):
            namespace = {}
        for place in range(len(answers), len(asked)):
            waiting.append([*asked[:place], True])
        if namespace:
            known = {
                name: comparable(value)
                for name, value in namespace.items()
                if name != "unknown" and not name.startswith("__")
            }
            yield {name: value for name, value in known.items() if value is not None}


def covers(found: object, actual: object) -> bool:
    """Whether what was found allows for what is."""
    if found == UNKNOWN:
        return True
    if isinstance(found, tuple) and found[:1] == ("either",):
        return any(covers(one, actual) for one in found[1:])
    if isinstance(found, list | tuple):
        return (
            type(found) is type(actual)
            and isinstance(actual, list | tuple)
            and len(found) == len(actual)
            and all(covers(one, other) for one, other in zip(found, actual, strict=True))
        )
    if isinstance(found, dict) and isinstance(actual, dict):
        return list(found) == list(actual) and all(covers(found[k], actual[k]) for k in found)
    return type(found) is type(actual) and found == actual
