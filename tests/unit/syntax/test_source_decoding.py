"""Bytes of a file to text."""

from __future__ import annotations

import pytest

from keras_lens.syntax.decoding import NotTextError, decode_source


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("é = 1\r\n".encode(), "é = 1\r\n"),
        (b"\xef\xbb\xbfa = 1\n", "a = 1\n"),
        (b"# coding: latin-1\r\na = '\xe9'\r", "# coding: latin-1\r\na = 'é'\r"),
        (
            b"#!/usr/bin/python\n# -*- coding: cp1252 -*-\n'\x80'",
            "#!/usr/bin/python\n# -*- coding: cp1252 -*-\n'€'",
        ),
    ],
)
def test_text_of_a_file(data: bytes, text: str) -> None:
    assert decode_source(data) == text


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\x00",
        b"a = 1\nb = 2\nc = '\xe9'\n",
        b"# coding: no-such-encoding\n",
        b"\x89PNG\r\n",
    ],
)
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(NotTextError) as caught:
        decode_source(data)
    assert str(caught.value)
