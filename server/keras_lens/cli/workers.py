"""Checking files in several processes at once.

Each process analyses, which is pure Python; Keras is asked by the first process alone, for all of
them, so that TensorFlow is started once and no question is asked twice.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from keras_lens.cli.examining import Examination, Examiner
from keras_lens.cli.results import FileResult
from keras_lens.evaluation.environment import Environment, EnvironmentProblem
from keras_lens.evaluation.evaluation import Evaluation
from keras_lens.evaluation.memory import OutcomeMemory
from keras_lens.evaluation.outcomes import Outcome
from keras_lens.evaluation.questions import Question
from keras_lens.garbage import collect_rarely

_MOST_BYTES = 4 * 1024**3
"""Of memory for one process, where the system can be told."""
_SECONDS_BETWEEN_LOOKS = 1.0
_GRACE = 60.0
"""Seconds in which a process has to notice that the time for its file is over."""


@dataclass(frozen=True, slots=True)
class _Ask:
    """What a process wants to know of Keras; None: which one it is."""

    question: Question | None


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    index: int | None = None
    since: float = 0.0


def results_of_all(
    files: Sequence[str], examination: Examination, evaluation: Evaluation, processes: int
) -> Iterator[FileResult]:
    """The results of `files` in their order. A process that dies costs the file it was at."""
    waiting = deque(range(len(files)))
    done: dict[int, FileResult] = {}
    workers: list[_Worker] = []
    context = multiprocessing.get_context("spawn")

    def started() -> _Worker:
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, examination), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def hand_out(worker: _Worker) -> None:
        worker.index = waiting.popleft() if waiting else None
        worker.since = time.monotonic()
        if worker.index is not None:
            with contextlib.suppress(OSError):  # its death is noticed below
                worker.connection.send(files[worker.index])

    def bury(worker: _Worker, why: str) -> None:
        workers.remove(worker)
        _end(worker)
        if worker.index is not None:
            path = files[worker.index]
            complaint = f"{path}: could not be checked: {why}"
            done[worker.index] = FileResult(path, complaints=(complaint,))
        if waiting:
            workers.append(started())
            hand_out(workers[-1])

    askers = ThreadPoolExecutor(processes)
    try:
        workers = [started() for _ in range(processes)]
        for worker in workers:
            hand_out(worker)
        for index in range(len(files)):
            while index not in done:
                for worker in _ready(workers):
                    try:
                        message = worker.connection.recv()
                    except (EOFError, OSError):
                        bury(worker, "its process ended")
                        continue
                    if isinstance(message, _Ask):
                        askers.submit(_answer, worker.connection, message, evaluation)
                    elif worker.index is not None:
                        done[worker.index] = message
                        hand_out(worker)
                for worker in list(workers):
                    if _is_late(worker, examination):
                        bury(worker, f"no end after {examination.most_seconds:.0f} seconds")
            yield done.pop(index)
    finally:
        askers.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            _end(worker)


def _ready(workers: Sequence[_Worker]) -> list[_Worker]:
    """Those that have sent something, or have ended."""
    by_connection: dict[Any, _Worker] = {worker.connection: worker for worker in workers}
    return [by_connection[one] for one in wait(list(by_connection), _SECONDS_BETWEEN_LOOKS)]


def _is_late(worker: _Worker, examination: Examination) -> bool:
    taken = time.monotonic() - worker.since
    return worker.index is not None and taken > examination.most_seconds + _GRACE


def _end(worker: _Worker) -> None:
    worker.connection.close()
    worker.process.kill()
    worker.process.join()


def _answer(connection: Connection, asked: _Ask, evaluation: Evaluation) -> None:
    if asked.question is None:
        answer: object = evaluation.environment
    else:
        answer = evaluation.ask(asked.question)
    with contextlib.suppress(OSError):  # the process that asked has ended
        connection.send(answer)


class _RelayedEvaluation:
    """Implements `evaluation.evaluation.Evaluation` in a process that has no Keras of its own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._memory = OutcomeMemory()
        self._environment: Environment | EnvironmentProblem | None = None

    @property
    def environment(self) -> Environment | EnvironmentProblem:
        if self._environment is None:
            self._connection.send(_Ask(None))
            self._environment = self._connection.recv()
        return self._environment

    def ask(self, question: Question, cancelled: Callable[[], bool] = lambda: False) -> Outcome:
        outcome = self._memory.get(question)
        if outcome is None:
            self._connection.send(_Ask(question))
            outcome = self._connection.recv()
            self._memory.put(question, outcome)
        return outcome


class _Remarks(logging.Handler):
    """Keeps what the log warns of, to be told by the first process."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.kept: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno == logging.WARNING:
            self.kept.append(record.getMessage())


def _work(connection: Connection, examination: Examination) -> None:
    """A process: checks a file for each path that it gets, until nobody sends one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends this one
    _limit_memory()
    collect_rarely()
    log, remarks = logging.getLogger("keras_lens"), _Remarks()
    log.addHandler(remarks)
    log.propagate = False
    examiner = Examiner(examination, _RelayedEvaluation(connection))
    with contextlib.suppress(EOFError, OSError):
        while True:
            result = examiner.result_of(connection.recv())
            connection.send(replace(result, remarks=tuple(remarks.kept)))
            remarks.kept.clear()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    with contextlib.suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, hard))


def processors() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
