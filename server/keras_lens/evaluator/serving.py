"""The life of the process: hello, then an answer a question, until the pipe closes."""

from __future__ import annotations

import os

from .channel import Channel
from .startup import hello, prepare_environment

_QUESTIONS_BETWEEN_CLEANINGS = 100
"""Cyclic graphs and TensorFlow's cache of kernels pile up otherwise."""


def serve() -> None:
    """Answers until the server closes the pipe. Does not return."""
    channel = Channel.over_standard_streams()
    prepare_environment()
    greeting = hello()
    try:
        channel.send(greeting)
        if "hello" in greeting:
            _answer_all(channel)
    except OSError:
        pass  # the server is gone
    os._exit(0)


def _answer_all(channel: Channel) -> None:
    import keras

    from .answers import answer
    from .memory import limit_memory
    from .symbolic import allow_given_values

    allow_given_values()
    limit_memory()

    for count, message in enumerate(channel.messages(), start=1):
        channel.send({"id": message.get("id"), "outcome": answer(message.get("question"))})
        if count % _QUESTIONS_BETWEEN_CLEANINGS == 0:
            keras.utils.clear_session()
