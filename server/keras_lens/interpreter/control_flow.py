"""How branches, loops, `try`, `with` and `match` are run."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from functools import partial

from keras_lens.interpreter import budget as bounds
from keras_lens.interpreter.branches import attempt, branch, forget_changes, one_of
from keras_lens.interpreter.frames import Completion, Frame, Landing, Leave
from keras_lens.interpreter.machine import Machine, statement
from keras_lens.interpreter.names import assign, bind
from keras_lens.interpreter.readings import readings
from keras_lens.interpreter.streams import Stream
from keras_lens.interpreter.symbols import reason_of
from keras_lens.interpreter.values import Choice, Constant, Unknown, Value


@statement(ast.If)
def if_(node: ast.If, frame: Frame, machine: Machine) -> Completion | None:
    return branch(
        machine.evaluate(node.test, frame),
        lambda truth: machine.execute(node.body if truth else node.orelse, frame),
        frame,
        machine,
    )


@statement(ast.For, ast.AsyncFor)
def for_(node: ast.For | ast.AsyncFor, frame: Frame, machine: Machine) -> Completion | None:
    return _for_each_reading(machine.evaluate(node.iter, frame), node, frame, machine)


def _for_each_reading(
    iterated: Value, node: ast.For | ast.AsyncFor, frame: Frame, machine: Machine
) -> Completion | None:
    """Runs the loop for each of what it can run over."""
    found = readings(iterated)
    if found is None:
        return _for_over(iterated, node, frame, machine)
    choice, options = found
    paths = [partial(_for_each_reading, option, node, frame, machine) for option in options]
    return one_of(paths, frame, machine, choice)


def _for_over(
    iterated: Value, node: ast.For | ast.AsyncFor, frame: Frame, machine: Machine
) -> Completion | None:
    elements = None if isinstance(node, ast.AsyncFor) else iterated.elements(machine)
    if elements is None or len(elements) > bounds.MOST_LOOP_TURNS:
        return _for_over_some(iterated, node, frame, machine)

    def turns() -> Completion | None:
        try:
            completion = _turn_for_each(elements, node, frame, machine)
        except _TooManyTurns:
            return _other_turns(node, Unknown("the loop is too long"), frame, machine)
        return completion or machine.execute(node.orelse, frame)

    return _loop(turns, frame, machine)


class _TooManyTurns(Exception):
    """The turns of a loop are too many to be followed one by one, though each is known."""


def _turn_for_each(
    elements: Sequence[Value], node: ast.For | ast.AsyncFor, frame: Frame, machine: Machine
) -> Completion | None:
    """Raises _TooManyTurns between two turns."""
    for element in elements:
        if _is_too_long(frame, machine):
            raise _TooManyTurns
        assign(node.target, element, frame, machine)
        completion = _turn(node.body, frame, machine)
        if completion is not None:
            return completion
    return None


def _for_over_some(
    iterated: Value, node: ast.For | ast.AsyncFor, frame: Frame, machine: Machine
) -> Completion | None:
    """A loop over what is not known in full: the turns that there surely are, and others."""
    reason = reason_of(iterated, "what the loop runs over is not known")
    stream = iterated.stream(machine) or Stream((), Unknown(reason))

    def turns() -> Completion | None:
        try:
            completion = _turn_for_each(stream.first, node, frame, machine)
        except _TooManyTurns:
            return _other_turns(node, Unknown("the loop is too long"), frame, machine)
        return completion or _other_turns(node, stream.other, frame, machine)

    return _loop(turns, frame, machine)


def _other_turns(
    node: ast.For | ast.AsyncFor, element: Value, frame: Frame, machine: Machine
) -> Completion | None:
    """Turns of which each is for `element`; how many there are is not known."""

    def start_turn() -> None:
        assign(node.target, element, frame, machine)

    return _unknown_turns(node.body, start_turn, frame, machine)


def _is_too_long(frame: Frame, machine: Machine) -> bool:
    """Whether the innermost loop has taken too long, or may have ended too often."""
    breaks = len(frame.landings[-1].arrivals)
    return machine.budget.is_loop_too_long or breaks > bounds.MOST_UNCERTAIN_BREAKS


@statement(ast.While)
def while_(node: ast.While, frame: Frame, machine: Machine) -> Completion | None:
    def turns() -> Completion | None:
        for _ in range(bounds.MOST_LOOP_TURNS):
            truth = machine.evaluate(node.test, frame).truth(machine)
            if truth is None or _is_too_long(frame, machine):
                break
            if not truth:
                return machine.execute(node.orelse, frame)
            completion = _turn(node.body, frame, machine)
            if completion is not None:
                return completion
        return _unknown_turns(node.body, lambda: None, frame, machine)

    return _loop(turns, frame, machine)


def _turn(body: Sequence[ast.stmt], frame: Frame, machine: Machine) -> Completion | None:
    """One turn of a loop; what ends the loop, None where it goes on."""
    landing = Landing(frozenset({Leave.CONTINUE}), machine.journal.mark())
    frame.landings.append(landing)
    try:
        completion = machine.execute(body, frame)
    finally:
        frame.landings.pop()
    return _land(landing, completion, frame, machine)


def _loop(
    turns: Callable[[], Completion | None], frame: Frame, machine: Machine
) -> Completion | None:
    """Runs a whole loop and catches its `break`."""
    landing = Landing(frozenset({Leave.BREAK}), machine.journal.mark())
    frame.landings.append(landing)
    try:
        with machine.budget.loop():
            completion = turns()
    finally:
        frame.landings.pop()
    return _land(landing, completion, frame, machine)


def _land(
    landing: Landing, completion: Completion | None, frame: Frame, machine: Machine
) -> Completion | None:
    """Joins the paths that arrive at `landing`; how it is left, None where the program goes on
    behind it, on some paths at least."""
    journal = machine.journal
    arrived = [changes for _, changes in landing.arrivals]
    if completion is not None and completion.leave not in landing.catches and arrived:
        # It is left on some paths and goes on here on others.
        frame.depart(completion, journal)
        journal.roll_back(landing.mark)
        journal.replay(arrived.pop(0))
        completion = None
    if completion is None or completion.leave in landing.catches:
        journal.join(landing.mark, arrived, Choice())
        completion = None
    journal.release(landing.mark)
    return completion


def _unknown_turns(
    body: Sequence[ast.stmt], start_turn: Callable[[], None], frame: Frame, machine: Machine
) -> Completion | None:
    """A loop of which nobody knows how often it runs.

    Its body is run twice, each time perhaps: what the second turn still changes may change
    for ever and becomes unknown.
    """

    def turn() -> Completion | None:
        start_turn()
        completion = _turn(body, frame, machine)
        return None if completion is not None and completion.leave is Leave.BREAK else completion

    def loop() -> Completion | None:
        one_of([turn, lambda: None], frame, machine)
        mark = machine.journal.mark()
        before = {
            place: value for place, (_, value) in machine.journal.changes_since(start).last.items()
        }
        one_of([turn, lambda: None], frame, machine)
        changes = machine.journal.changes_since(mark)
        for place, (_, value) in list(changes.last.items()):
            earlier = before.get(place)
            if value is None or (earlier is not None and value.equivalent(earlier)):
                del changes.last[place]
        forget_changes(changes, "it changes in a loop whose turns are not known", machine)
        return None

    start = machine.journal.mark()
    return _loop(loop, frame, machine)


@statement(ast.With, ast.AsyncWith)
def with_(node: ast.With | ast.AsyncWith, frame: Frame, machine: Machine) -> Completion | None:
    for item in node.items:
        entered = machine.evaluate(item.context_expr, frame)
        if item.optional_vars is not None:
            reason = f"what 'with' gives for {entered.describe()} is not known"
            assign(item.optional_vars, Unknown(reason), frame, machine)
    return machine.execute(node.body, frame)


def try_(node: ast.Try, frame: Frame, machine: Machine) -> Completion | None:
    """Runs the body; the handlers too where the body may have raised.

    A body without a call into the unknown does not raise (a program that runs as intended);
    its handlers are looked at for what stands in them, without effect.
    """
    unknown_before = machine.unknown_calls
    handlers = [_handler(handler, frame, machine) for handler in node.handlers]

    def body() -> Completion | None:
        completion = machine.execute(node.body, frame)
        return completion or machine.execute(node.orelse, frame)

    mark = machine.journal.mark()
    completion = body()
    if completion is not None and completion.leave is Leave.RAISE and handlers:
        completion = one_of(handlers, frame, machine)
    elif machine.unknown_calls != unknown_before and handlers:
        changes = machine.journal.changes_since(mark)
        machine.journal.roll_back(mark)

        def as_it_went() -> Completion | None:
            machine.journal.replay(changes)
            return completion

        completion = one_of([as_it_went, *handlers], frame, machine)
    else:
        for handler in handlers:
            attempt(handler, machine)
    return machine.execute(node.finalbody, frame) or completion


statement(ast.Try)(try_)
if hasattr(ast, "TryStar"):
    statement(ast.TryStar)(try_)


def _handler(
    handler: ast.ExceptHandler, frame: Frame, machine: Machine
) -> Callable[[], Completion | None]:
    def run() -> Completion | None:
        if handler.name is not None:
            bind(handler.name, Unknown("the exception is not known"), frame, machine)
        return machine.execute(handler.body, frame)

    return run


@statement(ast.Match)
def match_(node: ast.Match, frame: Frame, machine: Machine) -> Completion | None:
    subject = machine.evaluate(node.subject, frame)
    possible: list[Callable[[], Completion | None]] = []
    for case in node.cases:
        verdict = _matches(case.pattern, subject, frame, machine)
        if verdict is not False and case.guard is not None:
            guard = machine.evaluate(case.guard, frame).truth(machine)
            verdict = guard if verdict else (False if guard is False else None)
        if verdict is False:
            continue
        possible.append(lambda body=case.body: machine.execute(body, frame))  # type: ignore[misc]
        if verdict is True:
            break
    else:
        possible.append(lambda: None)
    return possible[0]() if len(possible) == 1 else one_of(possible, frame, machine)


def _matches(pattern: ast.pattern, subject: Value, frame: Frame, machine: Machine) -> bool | None:
    """Whether the subject matches, None where that is not known; names are bound."""
    match pattern:
        case ast.MatchValue(value=value):
            return machine.operate("==", subject, machine.evaluate(value, frame)).truth(machine)
        case ast.MatchOr(patterns=patterns):
            verdicts = [_matches(one, subject, frame, machine) for one in patterns]
            return True if True in verdicts else (None if None in verdicts else False)
        case ast.MatchAs(pattern=None, name=name):
            if name is not None:
                bind(name, subject, frame, machine)
            return True
        case ast.MatchAs(pattern=inner, name=name) if inner is not None:
            verdict = _matches(inner, subject, frame, machine)
            if name is not None:
                bind(name, subject, frame, machine)
            return verdict
        case ast.MatchSingleton(value=value):
            return machine.operate("is", subject, Constant(value)).truth(machine)
    for part in ast.walk(pattern):
        captured = getattr(part, "name", None) or getattr(part, "rest", None)
        if isinstance(captured, str):
            bind(captured, Unknown("what the pattern captures is not known"), frame, machine)
    return None
