"""The door to Keras for everybody above."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from keras_lens.evaluation.environment import Environment, EnvironmentProblem
from keras_lens.evaluation.outcomes import Outcome
from keras_lens.evaluation.questions import Question


class Evaluation(Protocol):
    """Answers questions about Keras."""

    @property
    def environment(self) -> Environment | EnvironmentProblem:
        """What the interpreter has."""
        ...

    def ask(self, question: Question, cancelled: Callable[[], bool] = ...) -> Outcome:
        """The answer: from memory, from disk, else from the evaluator (blocks till then).

        cancelled: asked while waiting; once it is true the answer is
            `Unanswered("cancelled")`. Never raises for what Keras or the environment does:
            see `Refusal`, `Unanswered`.
        """
        ...
