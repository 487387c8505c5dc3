"""How `match` is run. Python's reference, 8.6, says what each pattern matches."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from functools import partial

from keras_lens.interpreter.branches import one_of
from keras_lens.interpreter.containers import (
    DictValue,
    ListValue,
    TupleValue,
    key_of,
)
from keras_lens.interpreter.frames import Completion, Frame
from keras_lens.interpreter.instances import InstanceValue
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.names import bind
from keras_lens.interpreter.readings import for_reader
from keras_lens.interpreter.registry import statement
from keras_lens.interpreter.symbols import SymbolValue
from keras_lens.interpreter.types import is_instance
from keras_lens.interpreter.values import Constant, Unknown, Value

_PLAIN_TYPES = frozenset(
    {"builtin_function_or_method", "dict", "frozenset", "list", "range", "set", "tuple", "type"}
)
Captures = dict[str, Value]
_SELF_MATCHING = frozenset(
    {"bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str",
     "tuple"}
)  # fmt: skip


@statement(ast.Match)
def match_(node: ast.Match, frame: Frame, machine: Machine) -> Completion | None:
    return for_reader(
        machine.evaluate(node.subject, frame),
        lambda subject: _match_one(node, subject, frame, machine),
        frame,
        machine,
    )


def _match_one(
    node: ast.Match, subject: Value, frame: Frame, machine: Machine
) -> Completion | None:
    possible: list[Callable[[], Completion | None]] = []
    for case in node.cases:
        captures: Captures = {}
        verdict = _matches(case.pattern, subject, captures, frame, machine)
        if verdict is not False and case.guard is not None:
            _bind(captures, frame, machine)
            guard = machine.evaluate(case.guard, frame).truth(machine)
            verdict = guard if verdict else (False if guard is False else None)
        if verdict is False:
            continue
        possible.append(partial(_run_case, case, captures, frame, machine))
        if verdict is True:
            break
    else:
        possible.append(lambda: None)
    return possible[0]() if len(possible) == 1 else one_of(possible, frame, machine)


def _run_case(
    case: ast.match_case, captures: Captures, frame: Frame, machine: Machine
) -> Completion | None:
    _bind(captures, frame, machine)
    return machine.execute(case.body, frame)


def _bind(captures: Captures, frame: Frame, machine: Machine) -> None:
    for name, value in captures.items():
        bind(name, value, frame, machine)


def _matches(
    pattern: ast.pattern, subject: Value, captures: Captures, frame: Frame, machine: Machine
) -> bool | None:
    """Whether the subject matches, None where that is not known; adds what is captured."""
    match pattern:
        case ast.MatchValue(value=value):
            return machine.operate("==", subject, machine.evaluate(value, frame)).truth(machine)
        case ast.MatchSingleton(value=value):
            return machine.operate("is", subject, Constant(value)).truth(machine)
        case ast.MatchOr(patterns=patterns):
            verdict: bool | None = False
            for one in patterns:
                found = _matches(one, subject, captures, frame, machine)
                if found:
                    return True if verdict is False else None
                verdict = None if found is None else verdict
            return verdict
        case ast.MatchAs(pattern=inner, name=name):
            verdict = True if inner is None else _matches(inner, subject, captures, frame, machine)
            if name is not None:
                captures[name] = subject
            return verdict
        case ast.MatchSequence(patterns=patterns):
            return _matches_sequence(patterns, subject, captures, frame, machine)
        case ast.MatchMapping():
            return _matches_mapping(pattern, subject, captures, frame, machine)
        case ast.MatchClass():
            return _matches_class(pattern, subject, captures, frame, machine)
    return None


def _all_match(
    parts: Sequence[tuple[ast.pattern, Value]], captures: Captures, frame: Frame, machine: Machine
) -> bool | None:
    verdicts: list[bool | None] = []
    for pattern, value in parts:
        verdicts.append(_matches(pattern, value, captures, frame, machine))
        if verdicts[-1] is False:
            return False
    return None if None in verdicts else True


def _capture_unknown(
    patterns: Sequence[ast.pattern], captures: Captures, frame: Frame, machine: Machine
) -> None:
    unknown = Unknown("what the pattern captures is not known")
    for pattern in patterns:
        for part in ast.walk(pattern):
            for name in (getattr(part, "name", None), getattr(part, "rest", None)):
                if isinstance(name, str):
                    captures[name] = unknown


def _is_plainly_other(subject: Value) -> bool:
    """Whether it surely is neither a sequence nor a mapping that the interpreter does not
    model."""
    if isinstance(subject, InstanceValue):
        return subject.cls.is_closed()
    return isinstance(subject, Constant) or subject.type_name in _PLAIN_TYPES


def _matches_sequence(
    patterns: Sequence[ast.pattern],
    subject: Value,
    captures: Captures,
    frame: Frame,
    machine: Machine,
) -> bool | None:
    if not isinstance(subject, ListValue | TupleValue):
        if _is_plainly_other(subject):
            return False
        _capture_unknown(patterns, captures, frame, machine)
        return None
    elements = subject.elements(machine)
    if elements is None:
        _capture_unknown(patterns, captures, frame, machine)
        return None
    star = next((i for i, one in enumerate(patterns) if isinstance(one, ast.MatchStar)), None)
    if star is None:
        if len(elements) != len(patterns):
            return False
        return _all_match(list(zip(patterns, elements, strict=True)), captures, frame, machine)
    after = len(patterns) - star - 1
    if len(elements) < star + after:
        return False
    end = len(elements) - after
    starred = patterns[star]
    if isinstance(starred, ast.MatchStar) and starred.name is not None:
        captures[starred.name] = ListValue(elements[star:end])
    parts = [
        *zip(patterns[:star], elements[:star], strict=True),
        *zip(patterns[star + 1 :], elements[end:], strict=True),
    ]
    return _all_match(parts, captures, frame, machine)


def _matches_mapping(
    pattern: ast.MatchMapping, subject: Value, captures: Captures, frame: Frame, machine: Machine
) -> bool | None:
    if not isinstance(subject, DictValue) and _is_plainly_other(subject):
        return False
    entries = subject.entries() if isinstance(subject, DictValue) else None
    keys = [key_of(machine.evaluate(key, frame)) for key in pattern.keys]
    if entries is None or None in keys:
        _capture_unknown([pattern], captures, frame, machine)
        return None
    if not all(key in entries for key in keys):
        return False
    if pattern.rest is not None:
        rest = [pair for key, pair in entries.items() if key not in keys]
        captures[pattern.rest] = DictValue(rest)
    parts = [(one, entries[key][1]) for one, key in zip(pattern.patterns, keys, strict=True)]
    return _all_match(parts, captures, frame, machine)


def _matches_class(
    pattern: ast.MatchClass, subject: Value, captures: Captures, frame: Frame, machine: Machine
) -> bool | None:
    kind = machine.evaluate(pattern.cls, frame)
    verdict = is_instance(subject, kind, machine)
    if verdict is False:
        return False
    inner = [*pattern.patterns, *pattern.kwd_patterns]
    if verdict is None or isinstance(subject, Unknown | SymbolValue):
        _capture_unknown(inner, captures, frame, machine)
        return None
    if pattern.patterns and getattr(kind, "name", "") in _SELF_MATCHING:
        return _matches(pattern.patterns[0], subject, captures, frame, machine)
    names = _positional_names(kind, len(pattern.patterns), machine)
    if names is None:
        _capture_unknown(inner, captures, frame, machine)
        return None
    parts = [
        (one, subject.attribute(name, machine))
        for name, one in zip([*names, *pattern.kwd_attrs], inner, strict=True)
    ]
    if any(isinstance(value, Unknown) for _, value in parts):
        _capture_unknown(inner, captures, frame, machine)
        return None
    return _all_match(parts, captures, frame, machine)


def _positional_names(kind: Value, count: int, machine: Machine) -> list[str] | None:
    """The first names in the class's `__match_args__`."""
    if count == 0:
        return []
    names = kind.attribute("__match_args__", machine).elements(machine)
    if names is None or len(names) < count:
        return None
    literals = [name.literal for name in names[:count] if isinstance(name, Constant)]
    found = [name for name in literals if isinstance(name, str)]
    return found if len(found) == count else None
