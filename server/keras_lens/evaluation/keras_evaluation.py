"""`Evaluation` as it really is: the caches in front of an evaluator process."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeout
from pathlib import Path
from typing import Any

from keras_lens.evaluation.cache import AnswerCache
from keras_lens.evaluation.cache_keys import cache_key
from keras_lens.evaluation.decoding import decode
from keras_lens.evaluation.environment import Environment, EnvironmentProblem, located, probe
from keras_lens.evaluation.memory import OutcomeMemory
from keras_lens.evaluation.open_sizes import ask_with_symbols, symbols_in
from keras_lens.evaluation.outcomes import Outcome, Unanswered, is_lasting
from keras_lens.evaluation.process import EVALUATOR
from keras_lens.evaluation.questions import Question, key_of
from keras_lens.evaluation.states import EvaluatorState, Failed, StateListener, Stopped
from keras_lens.evaluation.supervisor import Closed, EvaluatorSupervisor, Limits, Unavailable

_LOG = logging.getLogger(__name__)
_CANCELLATION_INTERVAL = 0.05
"""Seconds between two looks whether the asker still wants the answer."""


class KerasEvaluation:
    """Answers questions with the Keras of one Python interpreter.

    Safe to use from several threads. `on_state` is called from the thread in which the
    state changes and must not block.
    """

    def __init__(
        self,
        interpreter: str,
        *,
        cache_directory: Path | None = None,
        on_state: StateListener | None = None,
        limits: Limits | None = None,
        program: Path = EVALUATOR,
    ) -> None:
        self._interpreter = located(interpreter)
        self._on_state = on_state
        self._limits = limits
        self._program = program
        self._memory = OutcomeMemory()
        self._cache = AnswerCache(cache_directory)
        self._lock = threading.RLock()
        self._environment: Environment | EnvironmentProblem | None = None
        self._supervisor: EvaluatorSupervisor | None = None
        self._waiting: dict[bytes, _Pending] = {}
        self._state: EvaluatorState = Stopped()
        self._closed = False

    @property
    def interpreter(self) -> str:
        return self._interpreter

    @property
    def state(self) -> EvaluatorState:
        """What the evaluator is doing now."""
        return self._state

    @property
    def environment(self) -> Environment | EnvironmentProblem:
        """What the interpreter has. The first use starts it for a tenth of a second."""
        with self._lock:
            if self._environment is None:
                self._environment = probe(self._interpreter)
                if isinstance(self._environment, EnvironmentProblem):
                    found = self._environment
                    _LOG.error("%s", found.message)
                    self._set_state(Failed(found.message, self._interpreter, found.problem))
            return self._environment

    @property
    def known_environment(self) -> Environment | EnvironmentProblem | None:
        """What is known of the interpreter without looking; None before the first look."""
        return self._environment

    @property
    def process_id(self) -> int | None:
        """Of the running evaluator, None while there is none."""
        supervisor = self._supervisor
        return None if supervisor is None else supervisor.process_id

    def ask(self, question: Question, cancelled: Callable[[], bool] | None = None) -> Outcome:
        """The answer: from memory, from disk, else from the evaluator (blocks till then).

        cancelled: looked at while waiting; once it is true, the outcome is
            `Unanswered("cancelled")`. Never raises for what Keras or the environment does.
        """
        return self._recalled(question, lambda one: self._ask(one, cancelled))

    def ask_cached(self, question: Question) -> Outcome:
        """The answer from memory or disk, else `Unanswered("pending")`.

        Never waits for Keras and never starts a process; so all is pending until the
        environment was looked at once (`environment`, `ask`).
        """
        return self._recalled(question, self._ask_disk)

    def _recalled(self, question: Question, ask: Callable[[Question], Outcome]) -> Outcome:
        """The answer from memory, else that of `ask`, which takes no sizes that are left open."""
        memory = self._memory
        outcome = memory.get(question)
        if outcome is None:
            symbols = symbols_in(question)
            if symbols:
                outcome = ask_with_symbols(question, symbols, lambda one: self._recalled(one, ask))
            else:
                outcome = ask(question)
            memory.put(question, outcome)
        return outcome

    def _ask(self, question: Question, cancelled: Callable[[], bool] | None) -> Outcome:
        environment = self.environment
        if isinstance(environment, EnvironmentProblem):
            return Unanswered("unavailable", environment.message)
        key = _key(question, environment)
        if key is None:
            return Unanswered("unsupported", "It is too large or too deep to be asked.")
        known = self._known(key)
        if known is not None:
            return known
        pending = self._join(key, question, environment)
        if pending is None:
            return Unanswered("cancelled")
        try:
            return self._wait(pending, cancelled)
        finally:
            self._leave(key, pending)

    def _ask_disk(self, question: Question) -> Outcome:
        environment = self._environment
        if isinstance(environment, EnvironmentProblem):
            return Unanswered("unavailable", environment.message)
        key = None if environment is None else _key(question, environment)
        known = None if key is None else self._known(key)
        return Unanswered("pending") if known is None else known

    def clear_cache(self) -> None:
        """Forgets every answer, on disk too."""
        self._memory = OutcomeMemory()
        self._cache.clear()

    def close(self) -> None:
        """Ends the evaluator; questions that wait are answered `Unanswered("cancelled")`."""
        with self._lock:
            self._closed = True
            supervisor, self._supervisor = self._supervisor, None
        if supervisor is not None:
            supervisor.close()
        self._cache.close()

    def _known(self, key: bytes) -> Outcome | None:
        answer = self._cache.get(key)
        if answer is None:
            return None
        try:
            return decode(answer)
        except ValueError:
            return None

    def _join(self, key: bytes, question: Question, environment: Environment) -> _Pending | None:
        """The question on its way to the evaluator; threads that ask the same share it."""
        with self._lock:
            if self._closed:
                return None
            pending = self._waiting.get(key)
            if pending is None:
                if self._supervisor is None:
                    self._supervisor = EvaluatorSupervisor(
                        environment, self._set_state, self._limits, self._program
                    )
                future = self._supervisor.submit(question.to_json())
                pending = self._waiting[key] = _Pending(future)
                asked_after = self._cache.clearings
                future.add_done_callback(lambda done: self._remember(key, done, asked_after))
            pending.askers += 1
            return pending

    def _leave(self, key: bytes, pending: _Pending) -> None:
        with self._lock:
            pending.askers -= 1
            if pending.askers == 0:
                pending.future.cancel()  # only where the evaluator has not begun with it
                if self._waiting.get(key) is pending:
                    del self._waiting[key]

    def _wait(self, pending: _Pending, cancelled: Callable[[], bool] | None) -> Outcome:
        while cancelled is None or not cancelled():
            try:
                interval = None if cancelled is None else _CANCELLATION_INTERVAL
                return decode(pending.future.result(interval))
            except FutureTimeout:
                continue
            except Unavailable as problem:
                return Unanswered("unavailable", str(problem))
            except (Closed, CancelledError):
                break
            except ValueError as problem:
                return Unanswered("failed", f"The evaluator's answer is not understood: {problem}")
        return Unanswered("cancelled")

    def _remember(self, key: bytes, done: Future[dict[str, Any]], asked_after: int) -> None:
        """Keeps an answer, also where nobody waits for it any more: who waits has it earlier."""
        if done.cancelled() or done.exception() is not None:
            return
        answer = done.result()
        with contextlib.suppress(ValueError):
            if is_lasting(decode(answer)):
                self._cache.put(key, answer, asked_after)

    def _set_state(self, state: EvaluatorState) -> None:
        self._state = state
        if self._on_state is None:
            return
        try:
            self._on_state(state)
        except Exception:
            _LOG.exception("A listener to the evaluator's state failed")


def _key(question: Question, environment: Environment) -> bytes | None:
    """The question's key, None where Python cannot write it down."""
    try:
        return cache_key(key_of(question), environment)
    except (RecursionError, ValueError):
        return None


class _Pending:
    """A question that the evaluator was asked, and how many wait for it."""

    def __init__(self, future: Future[dict[str, Any]]) -> None:
        self.future = future
        self.askers = 0
