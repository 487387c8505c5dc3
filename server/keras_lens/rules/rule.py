"""What a rule is: its words, its check, and what the check is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from keras_lens.models.analysis import Analysis
from keras_lens.rules.editing.edits import apply_edits
from keras_lens.rules.findings import Finding
from keras_lens.rules.ignores import Ignores
from keras_lens.syntax.source import parse_source
from keras_lens.syntax.spans import Span, TextEdit

Reanalyse = Callable[[str, str], Analysis]
"""From a path and a text to its complete analysis."""

MOST_WHAT_IFS = 24
"""How many edited texts are analysed for one rule; findings past that get fewer fixes."""
MOST_WHAT_IFS_IN_ALL = 48
"""The same for all rules together."""


@dataclass
class RuleContext:
    """What a check is given: a complete analysis, and the means to try an edit.

    remaining: how many edits the rule that is at work may still try.
    gave_up: whether one more should have been tried.
    ignores: the comments that keep findings on purpose. known: the identifiers of all rules.
    done: those of the rules whose checks have come to their end.
    more_specific: what the rules have found that the rule at work yields to; also what is not
        shown, since its rule is off or a comment keeps it away.
    """

    analysis: Analysis
    reanalyse: Reanalyse
    remaining: int = MOST_WHAT_IFS
    known: frozenset[str] = frozenset()
    done: set[str] = field(default_factory=set)
    more_specific: Sequence[Finding] = ()
    ignores: Ignores = field(init=False)
    gave_up: bool = False
    _at_work: str = ""
    _is_on: bool = True
    _remaining_in_all: int = MOST_WHAT_IFS_IN_ALL
    _tried: dict[str, Analysis] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ignores = Ignores(self.analysis.file)

    def begin_rule(self, rule: Rule, *, is_on: bool, more_specific: Sequence[Finding]) -> None:
        """`rule` is at work now, and may try as much as the one before.

        is_on: whether what it finds is shown, and not only asked for by a rule that yields to it.
        """
        self.remaining = MOST_WHAT_IFS
        self.more_specific = more_specific
        self._at_work, self._is_on = rule.identifier, is_on

    def is_shown(self, span: Span) -> bool:
        """Whether what the rule at work finds there is shown: what is not needs no fixes."""
        return self._is_on and not self.ignores.covers(span.start.line, self._at_work)

    def what_if(self, edits: Sequence[TextEdit]) -> Analysis | None:
        """The analysis of the text after `edits`; None where it does not parse as well as
        before, or where enough has been tried."""
        file = self.analysis.file
        text = apply_edits(file, edits)
        if text in self._tried:
            return self._tried[text]
        if self.remaining <= 0 or self._remaining_in_all <= 0:
            self.gave_up = True
            return None
        if len(parse_source(file.path, text).problems) > len(file.problems):
            return None
        self.remaining -= 1
        self._remaining_in_all -= 1
        self._tried[text] = self.reanalyse(file.path, text)
        return self._tried[text]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of mistake.

    identifier: as in settings and comments. severity: the default, one of `SEVERITIES`.
    summary: one line. explanation: Markdown, a few paragraphs. bad, good: a small program
    that has the mistake, and the same one without it. fixes: one line for each kind of fix.
    check: yields findings at the default severity, or a lower one where it is less sure.
    raises: Keras refuses the bad example when it runs.
    yields_to: identifiers of rules that may know the cause of what this one finds. They run
        before it, whether they are on or not, and their findings are its `more_specific`.
    """

    identifier: str
    severity: str
    summary: str
    explanation: str
    bad: str
    good: str
    fixes: tuple[str, ...]
    check: Callable[[RuleContext], Iterable[Finding]]
    raises: bool = False
    yields_to: tuple[str, ...] = ()
