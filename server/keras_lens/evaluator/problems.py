"""Why there is no outcome: Keras's exceptions and the evaluator's own."""

from __future__ import annotations

import re
from typing import Any

_LONGEST_MESSAGE = 4000
_TERMINAL_STYLE = re.compile(r"\x1b\[[0-9;]*m")


class Unsupported(Exception):
    """The evaluator will not evaluate this; the message says why, as a sentence."""


class Refused(Exception):
    """Keras raised `cause` during `phase` (construct, build, call, summarize)."""

    def __init__(self, cause: BaseException, phase: str) -> None:
        super().__init__(phase)
        self.cause = cause
        self.phase = phase


class Needed(Exception):
    """Keras called `method` of a part of the question, and what that does is not known."""

    def __init__(self, part: int, method: str, arguments: dict[str, Any], of_copy: bool) -> None:
        super().__init__(method)
        self.part = part
        self.method = method
        self.arguments = arguments
        self.of_copy = of_copy


def raise_if_unsupported(cause: BaseException) -> None:
    """Raises the `Unsupported` or `Needed` that led to `cause`: Keras wraps what a call raises."""
    link: BaseException | None = cause
    while link is not None:
        if isinstance(link, (Unsupported, Needed)):
            raise link
        link = link.__context__


def is_memory_exhausted(cause: BaseException) -> bool:
    """Whether our own limit was hit: in the program there may be memory enough."""
    return isinstance(cause, MemoryError) or type(cause).__name__ == "ResourceExhaustedError"


def refusal(problem: Refused) -> dict[str, Any]:
    """The outcome that tells of Keras's exception, in its own words."""
    try:
        message = str(problem.cause)
    except Exception:
        message = ""
    return {
        "outcome": "refusal",
        "exception": type(problem.cause).__name__,
        "message": _TERMINAL_STYLE.sub("", message)[:_LONGEST_MESSAGE],
        "phase": problem.phase,
    }


def needed(problem: Needed) -> dict[str, Any]:
    """The outcome that asks for an act of a part."""
    return {
        "outcome": "needed",
        "part": problem.part,
        "method": problem.method,
        "arguments": problem.arguments,
        "of_copy": problem.of_copy,
    }


def unsupported(problem: Unsupported) -> dict[str, Any]:
    """The outcome for what the evaluator will not do."""
    return {"outcome": "unanswered", "reason": "unsupported", "detail": str(problem)}
