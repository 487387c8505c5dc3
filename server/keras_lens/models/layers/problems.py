"""Why nothing is known of a layer, in words for the user."""

from __future__ import annotations

from dataclasses import dataclass

from keras_lens.evaluation.outcomes import Outcome, Refusal, Unanswered

UNKNOWN_SETTING = "A global setting of Keras is not known."


@dataclass(frozen=True)
class Problem:
    """Why a layer cannot be evaluated (`UnknownLayer.kind` and `reason`)."""

    kind: str
    reason: str
    refusal: Refusal | None = None


def problem_of(outcome: Outcome) -> Problem:
    """Why an outcome that is no answer is none, in words for the user."""
    match outcome:
        case Refusal(exception=exception, message=message):
            return Problem("refused", f"Keras refuses it. {exception}: {message}", outcome)
        case Unanswered(reason="pending"):
            return Problem("pending", "Keras has not answered yet.")
        case Unanswered(reason="unavailable", detail=detail):
            return Problem("unavailable", detail or "Keras is not available.")
        case Unanswered(detail=detail):
            return Problem("other", detail or "Keras gave no answer.")
    return Problem("other", "Keras gave no answer that fits.")
