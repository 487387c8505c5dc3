"""What the evaluator is doing, for those who show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from keras_lens.evaluation.environment import Environment, Problem


@dataclass(frozen=True, slots=True)
class Stopped:
    """No evaluator is running; the next question that no cache answers starts one."""


@dataclass(frozen=True, slots=True)
class Starting:
    """TensorFlow is being loaded, which takes seconds."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The evaluator answers; `environment` is as it says itself."""

    environment: Environment


@dataclass(frozen=True, slots=True)
class Failed:
    """There will be no answers until a restart.

    message: one sentence that names the interpreter and the real error.
    interpreter: the one that was tried. problem: what kind of failure it is.
    """

    message: str
    interpreter: str
    problem: Problem


EvaluatorState: TypeAlias = Stopped | Starting | Ready | Failed
StateListener: TypeAlias = Callable[[EvaluatorState], None]
