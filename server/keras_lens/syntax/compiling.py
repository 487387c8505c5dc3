"""The compiler's own parser, with one exception for all that it raises."""

from __future__ import annotations

import ast


class RejectedError(Exception):
    """Python does not take the text. `line` counts from 0 and is None where it is not known."""

    def __init__(self, message: str, line: int | None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def parse_module(text: str) -> ast.Module:
    """The tree of a text that is right in every part. Raises RejectedError and nothing else."""
    try:
        return ast.parse(text)
    except SyntaxError as error:
        line = None if error.lineno is None else error.lineno - 1
        raise RejectedError(error.msg or "invalid syntax", line) from None
    except (RecursionError, MemoryError):
        raise RejectedError("too deeply nested", None) from None
    except ValueError as error:
        raise RejectedError(str(error), None) from None
