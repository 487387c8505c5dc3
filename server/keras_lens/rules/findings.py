"""What a rule yields."""

from __future__ import annotations

from dataclasses import dataclass

from keras_lens.syntax.spans import Span, TextEdit

SEVERITIES = ("off", "hint", "information", "warning", "error")


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of the file that removes the finding; its effect stands in `title`.

    preferred: the one obvious fix (at most one of a finding).
    """

    title: str
    edits: tuple[TextEdit, ...]
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong at `span`; `severity` is one of `SEVERITIES`."""

    rule: str
    severity: str
    message: str
    span: Span
    fixes: tuple[Fix, ...] = ()
