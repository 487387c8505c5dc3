"""Bytes of a Python file to text."""

from __future__ import annotations

import io
import tokenize


class NotTextError(Exception):
    """The bytes are no text in the encoding that they declare; the message says why."""


def decode_source(data: bytes) -> str:
    """The text of a file as an editor shows it.

    The encoding is the one that the file declares (byte order mark, PEP 263), else UTF-8.
    A byte order mark is not part of the text; line ends stay as they are. Raises NotTextError.
    """
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        return data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError) as error:
        raise NotTextError(str(error)) from error
