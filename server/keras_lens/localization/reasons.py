"""Why something is not known, in the language of the user.

Such reasons are clauses that are made deep in the interpreter, in models and in evaluation, often
before anybody asks, and they are parts of one another. So they stay English where they are made,
and are translated where they are shown: the form that a text has is found among the templates of
the catalog, and what stands in its placeholders is translated in turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from keras_lens.localization.catalogs import catalog_file
from keras_lens.localization.lists import all_of, any_of
from keras_lens.localization.spacing import joined
from keras_lens.localization.translating import ENGLISH, language

FILE = "reasons.json"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_LONGEST = 2000
_DEEPEST = 8
_LISTS: tuple[tuple[str, Callable[[list[str]], str]], ...] = ((" or ", any_of), (" and ", all_of))


def translate_reason(text: str) -> str:
    """A reason, as a clause or as a sentence, in the user's language; English if its form is not
    in the catalog."""
    if language() == ENGLISH or len(text) > _LONGEST:
        return text
    return _translated(text, language())


@dataclass(frozen=True, slots=True)
class Template:
    """A text with placeholders: `pieces` are what stands before, between and after them."""

    names: tuple[str, ...]
    pieces: tuple[str, ...]
    translation: str

    def values_in(self, clause: str) -> dict[str, str] | None:
        """What stands in the placeholders; None if `clause` has another form.

        Each piece is looked for once, behind the one before it, so a long text costs no more than
        reading it does.
        """
        first, *between, last = self.pieces
        if not _small(clause).startswith(first) or not clause.endswith(last):
            return None
        values, start, end = [], len(first), len(clause) - len(last)
        for piece in between:
            found = clause.find(piece, start + 1, end)
            if found < 0:
                return None
            values.append(clause[start:found])
            start = found + len(piece)
        if start >= end:
            return None
        return dict(zip(self.names, [*values, clause[start:end]], strict=True))

    def quotes(self, name: str) -> bool:
        """Whether a placeholder stands in quotes: its value is a name of the program."""
        before = self.pieces[self.names.index(name)]
        return before.endswith(("'", "`", "'.", "`."))


@dataclass(frozen=True, slots=True)
class Templates:
    """fixed: texts without placeholders. open: the others, the most specific first."""

    fixed: Mapping[str, str]
    open: tuple[Template, ...]

    def find(self, clause: str) -> tuple[Template, dict[str, str]] | None:
        """The template that a clause was made with, and its values."""
        for template in self.open:
            values = template.values_in(clause)
            if values is not None:
                return template, values
        return None


@cache
def templates(language: str) -> Templates:
    """The catalog of reasons. Each is a clause here: with a small letter, without a full stop."""
    fixed, open_ones = {}, []
    for text, translation in catalog_file(language, FILE).items():
        clause, told = _small(text.removesuffix(".")), translation.removesuffix("。")
        names = tuple(_PLACEHOLDER.findall(clause))
        if names:
            open_ones.append(Template(names, tuple(_PLACEHOLDER.split(clause)[::2]), told))
        else:
            fixed[clause] = told
    open_ones.sort(key=lambda one: (-sum(map(len, one.pieces)), len(one.pieces)))
    return Templates(fixed, tuple(open_ones))


@lru_cache(maxsize=2048)
def _translated(text: str, language: str) -> str:
    translated = _of_clause(text.removesuffix("."), templates(language), _DEEPEST)
    if translated is None:
        return text
    return f"{translated}。" if text.endswith(".") else translated


def _of_clause(clause: str, known: Templates, depth: int) -> str | None:
    """The translation of a clause, None if its form is not known."""
    fixed = known.fixed.get(_small(clause))
    if fixed is not None or not depth:
        return fixed
    found = known.find(clause)
    if found is None:
        return None
    template, values = found
    told = {
        name: value if template.quotes(name) else _of_value(value, known, depth - 1)
        for name, value in values.items()
    }
    return _put_in(template.translation, told)


def _of_value(value: str, known: Templates, depth: int) -> str:
    """A value in a placeholder: a reason, what something is, several such things, or a name."""
    if " " not in value:
        return value
    translated = _of_clause(value.removesuffix("."), known, depth)
    if translated is not None:
        return translated
    for word, listed in _LISTS:
        parts = value.split(word)
        told = [one for part in parts if (one := _of_part(part, known, depth)) is not None]
        if len(told) == len(parts) > 1:
            return listed(told)
    return value


def _of_part(part: str, known: Templates, depth: int) -> str | None:
    """One of several things; None if it is but a piece of something else: of Keras's words, or of
    a string of the program."""
    return part if " " not in part else _of_clause(part, known, depth)


def _put_in(text: str, values: Mapping[str, str]) -> str:
    """`text` with its placeholders filled."""
    pieces = _PLACEHOLDER.split(text)
    pieces[1::2] = [values[name] for name in pieces[1::2]]
    return joined(pieces)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
