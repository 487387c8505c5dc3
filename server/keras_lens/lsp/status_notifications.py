"""Tells a client that shows a status of its own what the server is doing: `kerasLens/status`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeAlias

from keras_lens.evaluation.environment import Environment, EnvironmentProblem, Problem
from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.evaluation.states import Failed, Ready, Starting
from keras_lens.ide.trouble import advice
from keras_lens.localization import translate_reason

STATUS = "kerasLens/status"
_PAUSE = 0.05
"""Seconds in which changes are gathered: an analysis that is over by then is not told of."""

Status: TypeAlias = dict[str, Any]


def status_of(evaluation: KerasEvaluation, *, analysing: bool) -> Status:
    """What is told.

    state: `stopped` (no Keras is running, nor needed so far), `starting`, `ready`, `failed`.
    environment: versions, null while they are not known. problem: of `failed`, its kind (see
    `Problem`), a sentence, and what to do (Markdown). analysing: whether a document is being
    looked at.
    """
    state, known = evaluation.state, evaluation.known_environment
    problem = None
    if isinstance(state, Failed):
        problem = _told(state.problem, state.message)
    elif isinstance(known, EnvironmentProblem):
        problem = _told(known.problem, known.message)
    environment = state.environment if isinstance(state, Ready) else known
    return {
        "state": "failed" if problem else _NAMES.get(type(state), "stopped"),
        "analysing": analysing,
        "interpreter": evaluation.interpreter,
        "environment": _versions(environment) if isinstance(environment, Environment) else None,
        "problem": problem,
    }


_NAMES: dict[type, str] = {Starting: "starting", Ready: "ready"}


def _told(problem: Problem, message: str) -> dict[str, str]:
    return {
        "kind": problem.value,
        "message": translate_reason(message),
        "advice": advice(problem),
    }


def _versions(environment: Environment) -> dict[str, str]:
    return {
        "python": environment.python,
        "keras": environment.keras,
        "tensorflow": environment.tensorflow,
        "backend": environment.backend,
    }


class StatusNotifications:
    """Sends the status when it has changed. Lives in the event loop's thread."""

    def __init__(self, look: Callable[[], Status], send: Callable[[Status], None]) -> None:
        self._look = look
        self._send = send
        self._loop = asyncio.get_running_loop()
        self._planned: asyncio.TimerHandle | None = None
        self._told: Status | None = None
        self._closed = False

    def request(self) -> None:
        """Something may have changed."""
        if self._planned is None and not self._closed:
            self._planned = self._loop.call_later(_PAUSE, self._tell)

    def close(self) -> None:
        """Nothing is told any more."""
        self._closed = True
        if self._planned is not None:
            self._planned.cancel()

    def _tell(self) -> None:
        self._planned = None
        status = self._look()
        if status != self._told:
            self._told = status
            self._send(status)
