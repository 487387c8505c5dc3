"""What the rules about assumptions look for."""

from __future__ import annotations

from collections.abc import Iterator

from keras_lens.localization import any_of, translate, translate_reason
from keras_lens.models.records import AssumptionRecord
from keras_lens.rules.comments.assumptions.removal import removal
from keras_lens.rules.findings import Finding, Fix
from keras_lens.rules.rule import RuleContext
from keras_lens.syntax.assumptions import Assumption
from keras_lens.syntax.source import SourceFile

_LONGEST_VALUE = 60


def misunderstood_assumptions(context: RuleContext) -> Iterator[Finding]:
    """A finding for each part of a comment that says nothing."""
    for part in context.analysis.misunderstood:
        problem = f"{part.message[0].upper()}{part.message[1:]}"
        message = translate("{problem}. Nothing is assumed here.", problem=problem)
        yield Finding("assumption-misunderstood", "information", message, part.span)


def wrong_assumptions(context: RuleContext) -> Iterator[Finding]:
    """A finding for each assumption that the program contradicts."""
    file = context.analysis.file
    for record in context.analysis.assumptions:
        if record.contradicted is not None and not record.supplied:
            message = translate(
                "{name} is {value} here, not {assumed}. The program's own value holds: correct the"
                " assumption, or remove it.",
                name=record.contradicted.name,
                value=_short(any_of(list(map(translate_reason, record.contradicted.values)))),
                assumed=_value_text(record.assumption, file),
            )
            yield _finding("assumption-wrong", message, record, file)


def unused_assumptions(context: RuleContext) -> Iterator[Finding]:
    """A finding for each assumption that supplies nothing and is not wrong."""
    file = context.analysis.file
    if context.analysis.ended_early or file.problems:
        return  # what was not looked at may need it
    for record in context.analysis.assumptions:
        if not record.supplied and record.contradicted is None:
            yield _finding("assumption-unused", _why_unused(record, file), record, file)


def _why_unused(record: AssumptionRecord, file: SourceFile) -> str:
    assumption = record.assumption
    if not record.is_placed:
        return translate(
            "Nothing here has the name '{name}'. An assumption holds for the statement that it"
            " stands on or directly above, and at the head of a cell or of the file for all of it.",
            name=assumption.name,
        )
    if record.confirmed:
        return translate(
            "{name} is {value} here anyway: the assumption is not needed.",
            name=assumption.asserted,
            value=_value_text(assumption, file),
        )
    return translate(
        "Nothing needs the assumption about '{name}': the code is not reached, or a closer"
        " assumption holds there.",
        name=assumption.name,
    )


def _finding(rule: str, message: str, record: AssumptionRecord, file: SourceFile) -> Finding:
    assumption = record.assumption
    title = translate("Remove the assumption {code}", code=file.text_of(assumption.span))
    fix = Fix(title, (removal(file, assumption),), preferred=True)
    return Finding(rule, "information", message, assumption.span, (fix,))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"


def _value_text(assumption: Assumption, file: SourceFile) -> str:
    """The assumed value as the comment has it."""
    return file.text_of(assumption.span).partition("=")[2].strip()
