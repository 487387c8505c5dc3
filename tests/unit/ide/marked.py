"""Programs with marks in them: `⟪hint⟫` where a hint is expected, `▮` where the cursor is."""

from __future__ import annotations

import re

from keras_lens.evaluation.evaluation import Evaluation
from keras_lens.ide.diagnostics import diagnostics
from keras_lens.ide.hint_labels import HintOptions
from keras_lens.ide.hints import hints
from keras_lens.ide.hovers import Hover, hover
from keras_lens.models.analysis import Analysis, analyse
from keras_lens.syntax.source import parse_source
from keras_lens.syntax.spans import Position

IMPORTS = "from keras import Input, Sequential\nfrom keras.layers import *\n"
CURSOR = "▮"


def analysed(program: str, evaluation: Evaluation) -> Analysis:
    """The analysis of a program that starts with `IMPORTS`."""
    return analyse(parse_source("program.py", IMPORTS + program), evaluation)


def without_hints(marked: str) -> str:
    """The program that a marked text is of."""
    return re.sub("⟪.*?⟫", "", marked)


def with_hints(program: str, evaluation: Evaluation, options: HintOptions | None = None) -> str:
    """The program with its hints where an editor puts them."""
    analysis = analysed(program, evaluation)
    text = analysis.file.text
    for hint in reversed(hints(analysis, options or HintOptions())):
        offset = analysis.file.offset_of(hint.position)
        text = f"{text[:offset]}⟪{hint.label}⟫{text[offset:]}"
    return text.removeprefix(IMPORTS)


def hover_at_cursor(
    marked: str, evaluation: Evaluation, *, with_findings: bool = False
) -> tuple[str, Hover] | None:
    """What is underlined and what is said where the cursor is."""
    analysis = analysed(marked.replace(CURSOR, ""), evaluation)
    findings = diagnostics(analysis, evaluation, {}) if with_findings else ()
    found = hover(analysis, cursor_in(marked), findings)
    return None if found is None else (analysis.file.text_of(found.span), found)


def cursor_in(marked: str) -> Position:
    """The position of the cursor."""
    before = (IMPORTS + marked).partition(CURSOR)[0]
    return Position(before.count("\n"), len(before.rpartition("\n")[2]))
