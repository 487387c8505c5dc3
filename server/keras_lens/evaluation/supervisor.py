"""Keeps an evaluator running: starts it when it is needed, replaces it when it dies or hangs."""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from keras_lens.evaluation.environment import Environment, Problem, cannot_be_started
from keras_lens.evaluation.process import EVALUATOR, EvaluatorProcess, ProcessGone, ProcessHangs
from keras_lens.evaluation.states import Failed, Ready, Starting, StateListener, Stopped
from keras_lens.evaluation.terms import Json

_LOG = logging.getLogger(__name__)
_STARTS = 2
"""How often a start is tried in a row before it is given up."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Patience, in seconds.

    start: until TensorFlow is loaded. answer: for one question. pause: before the first
        restart after a death; it doubles up to `longest_pause` while no question succeeds.
    """

    start: float = 120.0
    answer: float = 30.0
    pause: float = 0.5
    longest_pause: float = 30.0


class Unavailable(Exception):
    """There is no evaluator and there will be none until a restart; the message says why."""


class Closed(Exception):
    """The supervisor was closed."""


@dataclass(frozen=True)
class _Job:
    question: dict[str, Json]
    answer: Future[dict[str, Any]]


class EvaluatorSupervisor:
    """Answers questions one after the other, in a thread of its own."""

    def __init__(
        self,
        environment: Environment,
        on_state: StateListener,
        limits: Limits | None = None,
        program: Path = EVALUATOR,
    ) -> None:
        self._environment = environment
        self._on_state = on_state
        self._limits = limits or Limits()
        self._program = program
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closing = threading.Event()
        self._process: EvaluatorProcess | None = None
        self._process_lock = threading.Lock()
        self._deaths_in_a_row = 0
        self._asked = 0
        self._failure: str | None = None
        self._thread = threading.Thread(target=self._work, name="keras-lens-evaluator", daemon=True)
        self._thread.start()

    @property
    def process_id(self) -> int | None:
        """Of the running evaluator, None while there is none."""
        process = self._process
        return None if process is None else process.pid

    def submit(self, question: dict[str, Json]) -> Future[dict[str, Any]]:
        """Asks; the future's result is the outcome's JSON.

        Its exceptions: Unavailable, Closed. A question that has not begun can be cancelled.
        """
        job = _Job(question, Future())
        self._jobs.put(job)
        if self._closing.is_set():
            self._abandon_jobs()
        return job.answer

    def close(self) -> None:
        """Kills the evaluator; every question that waits ends with Closed."""
        self._closing.set()
        self._jobs.put(None)
        self._kill()
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _work(self) -> None:
        while not self._closing.is_set():
            job = self._jobs.get()
            if job is None or not job.answer.set_running_or_notify_cancel():
                continue
            try:
                answer = self._answer(job.question)
            except BaseException as problem:
                job.answer.set_exception(problem)
            else:
                job.answer.set_result(answer)
        self._abandon_jobs()

    def _abandon_jobs(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                job = self._jobs.get_nowait()
                if job is not None and job.answer.set_running_or_notify_cancel():
                    job.answer.set_exception(Closed())

    def _answer(self, question: dict[str, Json]) -> dict[str, Any]:
        """The outcome. The second process that a question kills is its last."""
        for _ in range(2):
            process = self._running_process()
            try:
                outcome = self._exchange(process, question)
            except (ProcessGone, ProcessHangs) as problem:
                self._mourn(problem)
                continue
            self._deaths_in_a_row = 0
            return outcome
        return {
            "outcome": "unanswered",
            "reason": "poisonous",
            "detail": "Keras crashed or did not end, twice, when it was asked for this.",
        }

    def _exchange(self, process: EvaluatorProcess, question: dict[str, Json]) -> dict[str, Any]:
        self._asked += 1
        process.send({"id": self._asked, "question": question})
        message = process.receive(self._limits.answer)
        outcome = message.get("outcome")
        if message.get("id") != self._asked or not isinstance(outcome, dict):
            raise ProcessGone(f"It sent what is no answer: {str(message)[:200]}")
        return outcome

    def _mourn(self, problem: Exception) -> None:
        """Cleans up after a process that died or hangs."""
        self._kill()
        if self._closing.is_set():
            raise Closed from problem
        self._deaths_in_a_row += 1
        what = "hangs" if isinstance(problem, ProcessHangs) else "died"
        _LOG.warning("The evaluator %s: %s", what, problem)
        self._on_state(Stopped())

    def _running_process(self) -> EvaluatorProcess:
        """The process, started if need be. Raises Unavailable, Closed."""
        if self._failure is not None:
            raise Unavailable(self._failure)
        if self._process is not None:
            return self._process
        problem = ""
        for _ in range(_STARTS):
            self._pause()
            self._on_state(Starting())
            try:
                return self._start()
            except (ProcessGone, ProcessHangs) as death:
                problem = self._why_it_did_not_start(death)
                self._kill()
                if self._closing.is_set():
                    raise Closed from death
                self._deaths_in_a_row += 1
        raise self._fail(problem, Problem.DOES_NOT_START)

    def _start(self) -> EvaluatorProcess:
        interpreter = self._environment.interpreter
        with self._process_lock:
            if self._closing.is_set():
                raise Closed
            try:
                process = EvaluatorProcess(interpreter, self._program)
            except OSError as problem:
                raise self._fail(
                    cannot_be_started(interpreter, problem), Problem.UNUSABLE_INTERPRETER
                ) from problem
            self._process = process
        greeting = process.receive(self._limits.start)
        failed, hello = greeting.get("failed"), greeting.get("hello")
        if isinstance(failed, dict):
            self._kill()
            raise self._fail(
                f"TensorFlow cannot be imported by {interpreter}:"
                f" {failed.get('exception')}: {failed.get('message')}",
                Problem.TENSORFLOW_FAILS,
            )
        if not isinstance(hello, dict):
            raise ProcessGone(f"It did not say hello: {str(greeting)[:200]}")
        versions: dict[str, Any] = {name: str(value) for name, value in hello.items()}
        ready = replace(self._environment, **versions)
        self._on_state(Ready(ready))
        return process

    def _why_it_did_not_start(self, problem: Exception) -> str:
        interpreter = self._environment.interpreter
        if isinstance(problem, ProcessHangs):
            seconds = f"{self._limits.start:.0f}"
            return f"TensorFlow did not start within {seconds} seconds in {interpreter}."
        return f"Keras could not be started with {interpreter}: {problem}"

    def _fail(self, message: str, problem: Problem) -> Unavailable:
        self._failure = message
        _LOG.error("%s", message)
        self._on_state(Failed(message, self._environment.interpreter, problem))
        return Unavailable(message)

    def _pause(self) -> None:
        """Waits before a restart, longer each time."""
        if self._deaths_in_a_row == 0:
            return
        pause = self._limits.pause * 2 ** (self._deaths_in_a_row - 1)
        if self._closing.wait(min(pause, self._limits.longest_pause)):
            raise Closed

    def _kill(self) -> None:
        with self._process_lock:
            process, self._process = self._process, None
        if process is not None:
            process.kill()
