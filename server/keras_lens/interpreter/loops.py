"""How loops are run: turn by turn where the turns are known, else twice, each time perhaps."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from functools import partial

from keras_lens.interpreter import budget as bounds
from keras_lens.interpreter.alternatives import join
from keras_lens.interpreter.branches import forget_changes, one_of
from keras_lens.interpreter.containers import ListValue
from keras_lens.interpreter.exceptions import Abandoned, Departure
from keras_lens.interpreter.frames import Completion, Frame, Landing, Leave
from keras_lens.interpreter.iterators import ElementsNotKnown, IteratorValue, iterator_of
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.names import assign
from keras_lens.interpreter.readings import for_reader
from keras_lens.interpreter.registry import statement
from keras_lens.interpreter.symbols import reason_of
from keras_lens.interpreter.values import Unknown, Value

MOST_ROUNDS = 8
"""Turns in which a loop of unknown length is followed until nothing more changes."""
MOST_UNCERTAIN_BREAKS = 12
"""After so many turns that may have ended the loop, how many there are is not known."""

_BREAK = frozenset({Leave.BREAK})
_CONTINUE = frozenset({Leave.CONTINUE})


@statement(ast.For, ast.AsyncFor)
def for_(node: ast.For | ast.AsyncFor, frame: Frame, machine: Machine) -> Completion | None:
    return for_reader(
        machine.evaluate(node.iter, frame),
        lambda iterated: _for_over(iterated, node, frame, machine),
        frame,
        machine,
    )


def _for_over(
    iterated: Value, node: ast.For | ast.AsyncFor, frame: Frame, machine: Machine
) -> Completion | None:
    may_have_broken = False

    def turns(landing: Landing) -> Completion | None:
        nonlocal may_have_broken
        left = 0

        def turn(element: Value) -> Completion | None:
            nonlocal left
            left += 1
            if left > bounds.MOST_LOOP_TURNS or len(landing.arrivals) > MOST_UNCERTAIN_BREAKS:
                raise _TooManyTurns
            assign(node.target, element, frame, machine)
            return _turn(node.body, frame, machine)

        try:
            completion = _known_turns(iterated, node, turn, frame, machine)
        except (ElementsNotKnown, _TooManyTurns) as problem:
            hidden = join([iterated, Unknown("it is an element")])
            reason = reason_of(iterated, str(problem) or "the loop is too long")
            known = problem.other if isinstance(problem, ElementsNotKnown) else None
            unknown = known or Unknown(reason, hidden.hides if isinstance(hidden, Unknown) else ())

            def unknown_turn() -> Completion | None:
                assign(node.target, unknown, frame, machine)
                return _turn(node.body, frame, machine)

            unknown_turns(unknown_turn, frame, machine)
            may_have_broken = True
            return None
        return completion

    return _loop(turns, lambda: _else(node, may_have_broken, frame, machine), frame, machine)


class _TooManyTurns(Exception):
    """The loop has too many turns, or may have ended too often."""


def _known_turns(
    iterated: Value,
    node: ast.For | ast.AsyncFor,
    turn: Callable[[Value], Completion | None],
    frame: Frame,
    machine: Machine,
) -> Completion | None:
    """Raises ElementsNotKnown where it is not known what comes next."""
    if isinstance(node, ast.AsyncFor):
        raise ElementsNotKnown("what the loop runs over is not known")
    elements = None
    if not isinstance(iterated, IteratorValue | ListValue):
        elements = iterated.elements(machine)
    if elements is not None:
        if len(elements) > bounds.MOST_LOOP_TURNS:
            raise ElementsNotKnown("the loop is too long")
        for element in elements:
            if machine.budget.is_loop_too_long:
                raise _TooManyTurns
            completion = turn(element)
            if completion is not None:
                return completion
        return None
    iterator = iterator_of(iterated, machine)
    if iterator.runs_program:
        is_closed = not isinstance(node.iter, ast.Name | ast.Attribute)
        return _alternating_turns(iterator, turn, is_closed, frame, machine)
    while (following := iterator.pull(machine)) is not None:
        if machine.budget.is_loop_too_long:
            raise _TooManyTurns
        completion = turn(following)
        if completion is not None:
            return completion
    return None


def _alternating_turns(
    iterator: IteratorValue,
    turn: Callable[[Value], Completion | None],
    is_closed: bool,
    frame: Frame,
    machine: Machine,
) -> Completion | None:
    """The loop's body runs inside the generator's, at its `yield`. Leaving the loop abandons
    the generator.

    is_closed: whether the generator ends with the loop, so that its `finally` blocks are run.
    """
    mine = object()

    def visit(element: Value) -> None:
        try:
            completion = turn(element)
        except _TooManyTurns:
            raise bounds.BudgetExceeded from None
        if completion is None:
            return
        if completion.leave is Leave.ABANDON:
            raise Abandoned(completion.departure)
        if not is_closed:
            frame.depart(completion, machine)
            raise Abandoned
        raise Abandoned(Departure(mine, partial(frame.depart, completion, machine)))

    try:
        iterator.push(visit, machine)
    except Abandoned as abandoned:
        departure = abandoned.departure
        if departure is not None and departure.target is mine:
            departure.arrive()
            departure = None
        return Completion(Leave.ABANDON, departure=departure)
    return None


@statement(ast.While)
def while_(node: ast.While, frame: Frame, machine: Machine) -> Completion | None:
    may_have_broken = False

    def turns(landing: Landing) -> Completion | None:
        nonlocal may_have_broken
        for _ in range(bounds.MOST_LOOP_TURNS):
            truth = machine.evaluate(node.test, frame).truth(machine)
            many_breaks = len(landing.arrivals) > MOST_UNCERTAIN_BREAKS
            if truth is None or many_breaks or machine.budget.is_loop_too_long:
                break
            if not truth:
                return None
            completion = _turn(node.body, frame, machine)
            if completion is not None:
                return completion
        unknown_turns(lambda: _while_turn(node, frame, machine), frame, machine)
        may_have_broken = True
        return None

    return _loop(turns, lambda: _else(node, may_have_broken, frame, machine), frame, machine)


def _while_turn(node: ast.While, frame: Frame, machine: Machine) -> Completion | None:
    machine.evaluate(node.test, frame)
    return _turn(node.body, frame, machine)


def _turn(body: Sequence[ast.stmt], frame: Frame, machine: Machine) -> Completion | None:
    """One turn of a loop; what ends the loop, None where it goes on."""
    landing = Landing(machine.journal.mark(), _CONTINUE)
    return _land(landing, lambda: machine.execute(body, frame), None, frame, machine)


def _loop(
    turns: Callable[[Landing], Completion | None],
    otherwise: Callable[[], Completion | None],
    frame: Frame,
    machine: Machine,
) -> Completion | None:
    """Runs a whole loop and catches its `break`, but not one in its `else`."""
    landing = Landing(machine.journal.mark(), _BREAK)

    def run() -> Completion | None:
        with machine.budget.loop():
            return turns(landing)

    return _land(landing, run, otherwise, frame, machine)


def _land(
    landing: Landing,
    run: Callable[[], Completion | None],
    otherwise: Callable[[], Completion | None] | None,
    frame: Frame,
    machine: Machine,
) -> Completion | None:
    """Runs code and joins the paths that arrive at `landing` with the one that comes to the
    end; how that one ends where none arrived.

    otherwise: what is run at the end by those that did not arrive.
    """
    frame.landings.append(landing)
    try:
        completion = run()
    finally:
        frame.landings.pop()
        landing.is_over = True
    caught = completion is not None and completion.leave in landing.catches
    if completion is None and otherwise is not None:
        completion = otherwise()
    if completion is None or caught:
        machine.journal.join(landing.mark, landing.changes)
        completion = None
    elif landing.arrivals:
        frame.depart(completion, machine)
        machine.journal.go_to(landing.mark, landing.changes)
        completion = None
    machine.journal.release(landing.mark)
    return completion


def _else(
    node: ast.For | ast.AsyncFor | ast.While, may_have_broken: bool, frame: Frame, machine: Machine
) -> Completion | None:
    """The `else` of a loop runs where no `break` has ended it."""

    def run_else() -> Completion | None:
        return machine.execute(node.orelse, frame)

    if not node.orelse:
        return None
    breaks = may_have_broken and any(
        isinstance(part, ast.Break) for one in node.body for part in ast.walk(one)
    )
    return one_of([run_else, lambda: None], frame, machine) if breaks else run_else()


def unknown_turns(turn: Callable[[], object], frame: Frame, machine: Machine) -> None:
    """A loop of which nobody knows how often it runs.

    Its body is run twice, each time perhaps. What the second turn changes is unknown from then
    on, and so is what a turn that begins like that changes; until nothing more does.
    """

    def one() -> Completion | None:
        completion = turn()
        if not isinstance(completion, Completion) or completion.leave is Leave.BREAK:
            return None
        return completion

    one_of([one, lambda: None], frame, machine)
    _forget_what_changes(one, frame, machine)
    with machine.unseen():
        for _ in range(MOST_ROUNDS):
            if not _forget_what_changes(one, frame, machine):
                return


def _forget_what_changes(
    one: Callable[[], Completion | None], frame: Frame, machine: Machine
) -> bool:
    """Runs a turn perhaps; what it changes is unknown. Whether there was anything."""
    mark = machine.journal.mark()
    before = machine.journal.values_at(mark)
    one_of([one, lambda: None], frame, machine)
    changes = machine.journal.changes_since(mark)
    for place, (_, value) in list(changes.last.items()):
        old = before(place)
        if value is None or (old is not None and value.equivalent(old)):
            del changes.last[place]
    forget_changes(changes, "it changes in a loop whose turns are not known", machine)
    return bool(changes.last)
