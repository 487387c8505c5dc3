"""Comments and line ends of a text, broken or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parso.python.token import PythonTokenTypes
from parso.python.tokenize import tokenize

_COMMENT = re.compile(r"#[^\r\n]*")
_NEWEST_SYNTAX = (3, 14)
_STRINGS = (PythonTokenTypes.STRING, PythonTokenTypes.FSTRING_STRING, PythonTokenTypes.ERRORTOKEN)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment from its `#` to the end of its line; offsets in the text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Trivia:
    """What stands between the tokens of a text.

    strings: where strings, and the literal parts of f-strings, start and end.
    """

    text: str
    comments: tuple[Comment, ...]
    strings: tuple[tuple[int, int], ...]

    def comment_within(self, start: int, end: int) -> Comment | None:
        """The first comment that shares a character with the stretch."""
        return next((c for c in self.comments if c.start < end and start < c.end), None)

    def takes_comment(self, line_end: int) -> bool:
        """Whether a comment can be put at `line_end`: no string and no continuation there."""
        if any(start <= line_end < end for start, end in self.strings):
            return False
        in_comment = self.comment_within(line_end - 1, line_end) is not None
        return in_comment or not self.text[:line_end].endswith("\\")


@lru_cache(maxsize=8)
def trivia_of(text: str) -> Trivia:
    """Reads `text` with a tokenizer that never gives up."""
    comments: list[Comment] = []
    strings: list[tuple[int, int]] = []
    offset = 0
    for token in tokenize(text, version_info=_NEWEST_SYNTAX):
        comments += [
            Comment(offset + match.start(), offset + match.end(), match.group())
            for match in _COMMENT.finditer(token.prefix)
        ]
        start = offset + len(token.prefix)
        offset = start + len(token.string)
        if token.type in _STRINGS:
            strings.append((start, offset))
    return Trivia(text, tuple(comments), tuple(strings))
