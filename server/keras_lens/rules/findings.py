"""What a rule yields."""

from __future__ import annotations

from dataclasses import dataclass

from keras_lens.localization import ENGLISH, language
from keras_lens.syntax.source import SourceFile
from keras_lens.syntax.spans import Span, TextEdit

SEVERITIES = ("off", "hint", "information", "warning", "error")

_DOCS = "https://github.com/keras-lens/keras-lens/blob/main/docs"


def documentation_of(rule: str) -> str:
    """The address of a rule's page in the language in force."""
    folder = "" if language() == ENGLISH else f"{language()}/"
    return f"{_DOCS}/{folder}rules/{rule}.md"


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of the file that removes the finding; its effect stands in `title`.

    preferred: the one obvious fix (at most one of a finding).
    safe: keeps what the program means, so that all such fixes of a rule may be made at once,
        unseen.
    """

    title: str
    edits: tuple[TextEdit, ...]
    preferred: bool = False
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that helps to understand a finding: `the input shape comes from here`."""

    file: SourceFile
    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong at `span`; `severity` is one of `SEVERITIES`.

    details: what Keras itself says of it, word for word; empty where it says nothing.
    """

    rule: str
    severity: str
    message: str
    span: Span
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()
    details: str = ""

    @property
    def documentation(self) -> str:
        """The address of the rule's page."""
        return documentation_of(self.rule)
