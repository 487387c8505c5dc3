"""An outcome for every question: whatever goes wrong becomes data."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

from .apply import apply
from .clean_state import clean_keras
from .compiling import compile_model
from .computing import compute
from .configs import describe_config
from .construct import construct
from .describe_api import describe_api
from .parts import parts_of
from .problems import (
    Needed,
    Refused,
    Unsupported,
    is_memory_exhausted,
    needed,
    refusal,
    unsupported,
)
from .summarize import summarize
from .trace_step import trace_step
from .tracing import trace

_ANSWERS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "construct": construct,
    "apply": apply,
    "trace": trace,
    "compute": compute,
    "describe_config": describe_config,
    "summarize": summarize,
    "trace_step": trace_step,
    "compile": compile_model,
}


def answer(question: Any) -> dict[str, Any]:
    """The outcome of one question."""
    try:
        return _answer(question)
    except Needed as problem:
        return needed(problem)
    except Unsupported as problem:
        return unsupported(problem)
    except Refused as problem:
        if is_memory_exhausted(problem.cause):
            return unsupported(Unsupported("It needs more memory than the evaluator may use."))
        return refusal(problem)
    except Exception as problem:
        traceback.print_exc()
        detail = f"The evaluator failed. {type(problem).__name__}: {problem}"
        return {"outcome": "unanswered", "reason": "failed", "detail": detail[:2000]}


def _answer(question: Any) -> dict[str, Any]:
    kind = question["ask"]
    if kind == "describe_api":
        return describe_api()
    answer_to = _ANSWERS.get(kind)
    if answer_to is None:
        raise Unsupported(f"{kind} is no kind of question.")
    with clean_keras(question["settings"]), parts_of(question):
        return answer_to(question)
