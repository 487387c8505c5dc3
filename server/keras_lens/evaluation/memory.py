"""Answers of this process, by the question itself."""

from __future__ import annotations

import dataclasses
import threading

from keras_lens.evaluation.outcomes import Outcome, is_lasting
from keras_lens.evaluation.questions import Question

_MOST_OBJECTS = 1_000_000
"""Objects in the questions and answers that are kept, of some hundred bytes each."""


class OutcomeMemory:
    """Outcomes of the questions that were asked last; safe for threads.

    Looking one up costs one hash of the question, since that is done for every layer at every
    keystroke: what was used is not put in order, but moved from an old half to a new one.
    """

    def __init__(self, most_objects: int = _MOST_OBJECTS) -> None:
        self._most_in_half = most_objects // 2
        self._lock = threading.Lock()
        self._new: dict[Question, Outcome] = {}
        self._old: dict[Question, Outcome] = {}
        self._objects_in_new = 0

    def get(self, question: Question) -> Outcome | None:
        """The outcome, None where it is not remembered."""
        try:
            outcome = self._new.get(question)
            if outcome is None:
                outcome = self._old.get(question)
                if outcome is not None:
                    self.put(question, outcome)
        except RecursionError:  # it is nested too deeply
            return None
        return outcome

    def put(self, question: Question, outcome: Outcome) -> None:
        """Remembers an outcome, if it is one that lasts."""
        if not is_lasting(outcome):
            return
        try:
            objects = _count(question) + _count(outcome)
            if objects > self._most_in_half:
                return
            with self._lock:
                if self._objects_in_new + objects > self._most_in_half:
                    self._old, self._new = self._new, {}
                    self._objects_in_new = 0
                self._new[question] = outcome
                self._objects_in_new += objects
        except RecursionError:
            return


def _count(content: object) -> int:
    """How many objects something consists of."""
    if isinstance(content, tuple):
        return 1 + sum(map(_count, content))
    if isinstance(content, dict):
        return 1 + sum(map(_count, content.values()))
    if dataclasses.is_dataclass(content):
        return 1 + sum(
            _count(getattr(content, field.name)) for field in dataclasses.fields(content)
        )
    return 1 + len(content) // 100 if isinstance(content, str) else 1
