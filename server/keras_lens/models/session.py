"""What all values of one analysis share: Keras's global state, the evaluation, the recorder."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from keras_lens.evaluation.evaluation import Evaluation
from keras_lens.evaluation.outcomes import (
    Api,
    ApiEntry,
    Constructed,
    Outcome,
    Parameter,
    Unanswered,
)
from keras_lens.evaluation.questions import Construct, DescribeApi, Question
from keras_lens.evaluation.terms import CallTerm, Term
from keras_lens.interpreter.budget import Interrupted
from keras_lens.interpreter.machine import Machine
from keras_lens.interpreter.values import Value
from keras_lens.models.global_settings import GlobalSettings
from keras_lens.models.layers.names import NameCounters
from keras_lens.models.legacy.uses import OldUse
from keras_lens.models.recording import Recorder
from keras_lens.models.records import UNKNOWN
from keras_lens.models.training.mode import TrainingMode

_PLAIN_LAYER = "keras.layers.Layer"
_KERAS_IS_MISSING = ("unavailable", "poisonous", "timeout", "failed", "pending")
_STEPS_OF_A_QUESTION = 30
"""An answer that is known already, and what is made of it, takes as long as so many steps."""


class KerasSession:
    """Keras as the program finds it.

    machine: the one that runs the program.
    all_answered: whether Keras was there to answer each question so far.
    registered_classes: classes of the program that Keras can find by name.
    is_of_keras_1: the program calls Keras as only Keras 1 was called.
    names_convolutions_of_keras_1: it names `keras.layers.Convolution2D` or its like.
    last_key_before_run: the keys of models that were made in a run before are not above it.
    answered: called after each answer (for snapshots). cancelled: asked while an answer is
    awaited.
    """

    def __init__(
        self,
        evaluation: Evaluation,
        recorder: Recorder,
        answered: Callable[[], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._evaluation = evaluation
        self._answered = answered
        self._cancelled = cancelled
        self._api: Api | Unanswered | None = None
        self.all_answered = True
        self.recorder = recorder
        self.names = NameCounters()
        self._last_key = 0
        self.last_key_before_run = 0
        self.settings = GlobalSettings(evaluation.environment)
        self.registered_classes: set[Value] = set()
        self.training = TrainingMode()
        self.is_of_keras_1 = False
        self.names_convolutions_of_keras_1 = False
        self.machine: Machine

    def ask(self, question: Question) -> Outcome:
        """The answer of the evaluation. Raises Interrupted where the analysis was stopped
        while it waited."""
        self.machine.budget.charge(_STEPS_OF_A_QUESTION)
        outcome = self._evaluation.ask(question, self._cancelled)
        if isinstance(outcome, Unanswered) and outcome.reason == "cancelled":
            raise Interrupted
        if isinstance(outcome, Unanswered) and outcome.reason in _KERAS_IS_MISSING:
            self.all_answered = False
        self._answered()
        return outcome

    def plain_layer(self, kwargs: tuple[tuple[str, Term], ...] = ()) -> Constructed | None:
        """What Keras says of a plain `Layer` that is made now, which tells its dtypes; None where
        that is not known."""
        settings = self.settings.current()
        if settings is None:
            return None
        outcome = self.ask(Construct(CallTerm(_PLAIN_LAYER, (), kwargs), settings))
        return outcome if isinstance(outcome, Constructed) else None

    def variable_dtype(self) -> str:
        """The dtype of a layer or model that is made now and is given none: that of the policy
        (`keras.src.dtype_policies`); `?` where it is not known."""
        constructed = self.plain_layer()
        known = None if constructed is None else constructed.variable_dtype
        return known or UNKNOWN

    def api(self) -> Api | Unanswered:
        """The public names of the installed Keras."""
        if self._api is None:
            answer = self.ask(DescribeApi())
            self._api = answer if isinstance(answer, Api) else Unanswered("unavailable")
            if isinstance(answer, Unanswered):
                self._api = answer
        return self._api

    def entry(self, path: str) -> ApiEntry | None:
        """What is published at `path`, None where nothing is (or nothing is known)."""
        api = self.api()
        return api.entries.get(path) if isinstance(api, Api) else None

    def parameters(self, path: str) -> Sequence[Parameter]:
        """The parameters of what is published at `path`, none where nothing is known of them."""
        entry = self.entry(path)
        return () if entry is None else entry.parameters

    def note_old(self, use: OldUse, machine: Machine) -> None:
        """Something of an older Keras stands in the program."""
        if use.site.file is machine.file:
            self.recorder.old_uses.setdefault(use)

    def note_end_of_run(self) -> None:
        """What was made until now is not made in the run that comes next."""
        self.last_key_before_run = self._last_key

    def next_key(self) -> int:
        """The key of a new model (`ModelRecord.key`)."""
        self._last_key += 1
        return self._last_key
