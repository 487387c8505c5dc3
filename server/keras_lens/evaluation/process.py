"""One evaluator process: started, asked one thing at a time, killed."""

from __future__ import annotations

import contextlib
import json
import logging
import queue
import subprocess
import tempfile
import threading
import time
from collections import deque
from pathlib import Path
from typing import IO

from keras_lens.evaluation.environment import child_environment, window_less
from keras_lens.evaluation.terms import Json

_LOG = logging.getLogger(__name__)
_STDERR_LINES_KEPT = 20

EVALUATOR = Path(__file__).parent.parent / "evaluator" / "__main__.py"
"""The program that the user's interpreter runs."""


class ProcessGone(Exception):
    """The process ended, or said something that is no answer; the message says what."""


class ProcessHangs(Exception):
    """The process did not answer in time."""


class EvaluatorProcess:
    """A running evaluator.

    Raises OSError where the interpreter cannot be started. `receive` may be called by one
    thread at a time; `kill` by any.
    """

    def __init__(self, interpreter: str, program: Path = EVALUATOR) -> None:
        self._nowhere = tempfile.TemporaryDirectory(
            prefix="keras-lens-", ignore_cleanup_errors=True
        )
        self._lines: queue.Queue[bytes | None] = queue.Queue()
        self._last_words: deque[str] = deque(maxlen=_STDERR_LINES_KEPT)
        try:
            self._process = subprocess.Popen(
                [interpreter, "-B", str(program)],
                cwd=self._nowhere.name,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=child_environment(),
                creationflags=window_less(),
            )
        except OSError:
            self._nowhere.cleanup()
            raise
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._readers = [
            _start_reader(self._read_answers, self._process.stdout),
            _start_reader(self._read_log, self._process.stderr),
        ]

    @property
    def pid(self) -> int:
        return self._process.pid

    def send(self, message: dict[str, Json]) -> None:
        """Writes one message. Raises ProcessGone."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
            self._process.stdin.flush()
        except (OSError, ValueError) as problem:
            raise ProcessGone(self.last_words()) from problem

    def receive(self, timeout: float) -> dict[str, Json]:
        """The next message. Raises ProcessHangs after `timeout` seconds, ProcessGone."""
        deadline = time.monotonic() + timeout
        try:
            line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise ProcessHangs from None
        if line is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(1)
            raise ProcessGone(self.last_words())
        try:
            message = json.loads(line)
        except ValueError as problem:
            raise ProcessGone(f"It sent what is no message: {line[:200]!r}") from problem
        if not isinstance(message, dict):
            raise ProcessGone(f"It sent what is no message: {line[:200]!r}")
        return message

    def last_words(self) -> str:
        """How it ended: the last line of its standard error, or its exit code."""
        for line in reversed(list(self._last_words)):
            if line.strip():
                return line.strip()
        return f"It ended with code {self._process.poll()}."

    def kill(self) -> None:
        """Ends the process and waits for its end. Does nothing the second time."""
        self._process.kill()
        self._process.wait()
        for reader in self._readers:
            reader.join(timeout=2)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError, ValueError):
                    stream.close()
        self._nowhere.cleanup()

    def _read_answers(self, stream: IO[bytes]) -> None:
        for line in stream:
            self._lines.put(line)
        self._lines.put(None)

    def _read_log(self, stream: IO[bytes]) -> None:
        for line in stream:
            text = line.decode("utf-8", "replace").rstrip()
            self._last_words.append(text)
            _LOG.debug("evaluator: %s", text)


def _start_reader(target: object, stream: IO[bytes]) -> threading.Thread:
    def read() -> None:
        with contextlib.suppress(OSError, ValueError):
            target(stream)  # type: ignore[operator]

    thread = threading.Thread(target=read, name="keras-lens-evaluator-reader", daemon=True)
    thread.start()
    return thread
