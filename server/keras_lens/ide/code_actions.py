"""Code actions: what the user can do about the findings, as changes of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from keras_lens.localization import translate
from keras_lens.rules.editing.edits import apply_edits
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.ignores import ignore_edit
from keras_lens.rules.registry import SUBJECTS
from keras_lens.syntax.source import SourceFile, parse_source
from keras_lens.syntax.spans import Span, TextEdit

MayChange: TypeAlias = "Callable[[Span], bool]"

_LONGEST_NAME = 24
_COMMENT_RULES = frozenset(rule.identifier for rule in SUBJECTS["comments"])


@dataclass(frozen=True, slots=True)
class Action:
    """A change of the text; its effect stands in `title`. findings: those that it removes."""

    title: str
    edits: tuple[TextEdit, ...]
    findings: tuple[Finding, ...]
    preferred: bool = False


def quick_fixes(file: SourceFile, findings: Sequence[Finding], place: Span) -> list[Action]:
    """What can be done about the findings that `place` touches: their fixes, then the fix of all
    that are of their kind, then comments that keep them on purpose. What would leave the same
    text stands there once, under the first of its titles."""
    touched = [finding for finding in findings if finding.span.overlaps(place)]
    kinds = list(dict.fromkeys(finding.rule for finding in touched))
    fixes = [
        Action(fix.title, fix.edits, (finding,), fix.preferred)
        for finding in touched
        for fix in finding.fixes
    ]
    return [
        *_each_once(file, [*fixes, *_fixes_of_kinds(file, findings, kinds)]),
        *_keeping(file, touched),
    ]


def fix_all(
    file: SourceFile, findings: Sequence[Finding], may_change: MayChange = lambda span: True
) -> Action | None:
    """All fixes that may be made unseen; None where there are none.

    may_change: says which parts of the file they may change.
    """
    title = translate("Keras Lens: Fix all problems that can be fixed safely")
    return _together(file, findings, title, may_change)


def _each_once(file: SourceFile, actions: Sequence[Action]) -> list[Action]:
    first: dict[str, Action] = {}
    for action in actions:
        text = apply_edits(file, action.edits)
        known = first.setdefault(text, action)
        new = tuple(one for one in action.findings if one not in known.findings)
        first[text] = replace(
            known,
            findings=(*known.findings, *new),
            preferred=known.preferred or action.preferred,
        )
    return list(first.values())


def _fixes_of_kinds(
    file: SourceFile, findings: Sequence[Finding], kinds: Sequence[str]
) -> Iterator[Action]:
    for kind in kinds:
        alike = [finding for finding in findings if finding.rule == kind]
        title = translate("Fix all {rule} problems in this file", rule=kind)
        action = _together(file, alike, title)
        if action is not None and len(action.findings) > 1:
            yield action


def _together(
    file: SourceFile,
    findings: Sequence[Finding],
    title: str,
    may_change: MayChange = lambda span: True,
) -> Action | None:
    """The safe fixes of `findings` that do not get into each other's way, in one."""
    edits: list[TextEdit] = []
    fixed: list[Finding] = []
    for finding in findings:
        fix = _safe_fix(finding, may_change)
        if fix is not None and not _collides(fix, edits):
            new = [edit for edit in fix.edits if edit not in edits]
            edits += new
            fixed.append(finding)
    if not edits:
        return None
    after = parse_source(file.path, apply_edits(file, edits))
    if len(after.problems) > len(file.problems):
        return None
    return Action(title, tuple(edits), tuple(fixed))


def _safe_fix(finding: Finding, may_change: MayChange) -> Fix | None:
    safe = [
        fix
        for fix in finding.fixes
        if fix.safe and all(may_change(edit.span) for edit in fix.edits)
    ]
    return next((fix for fix in safe if fix.preferred), safe[0] if safe else None)


def _collides(fix: Fix, edits: Sequence[TextEdit]) -> bool:
    """Whether two changes share a place. The same one twice (an import that two fixes need) is
    made once."""
    return any(
        edit.span.overlaps(other.span) and edit != other for edit in fix.edits for other in edits
    )


def _keeping(file: SourceFile, findings: Sequence[Finding]) -> Iterator[Action]:
    """Comments that say that something is meant as it is; not of comments themselves."""
    seen: set[tuple[int, str]] = set()
    for finding in findings:
        line, rule = finding.span.start.line, finding.rule
        if rule in _COMMENT_RULES or (line, rule) in seen:
            continue
        seen.add((line, rule))
        edit = ignore_edit(file, line, rule)
        if edit is not None:
            yield Action(_title_of_keeping(file, finding), (edit,), (finding,))


def _title_of_keeping(file: SourceFile, finding: Finding) -> str:
    """Names what stands at the finding, if that is short."""
    span = finding.span
    name = file.line_text(span.start.line)[span.start.character : span.end.character]
    comment = f"# keras-lens: ignore[{finding.rule}]"
    if span.start.line == span.end.line and 0 < len(name) <= _LONGEST_NAME:
        return translate("Keep {name} as it is: add {comment}", name=name, comment=comment)
    return translate("Keep this as it is: add {comment}", comment=comment)
