"""A terminal that a command believes to be in."""

from __future__ import annotations

import errno
import os
import pty
import subprocess
from pathlib import Path

from .command import ROOT, TIME_LIMIT, Command

_END_OF_OUTPUT = b""


def run_in_terminal(
    command: Command,
    *arguments: str,
    folder: Path = ROOT,
    piped_output: bool = False,
    **variables: str,
) -> tuple[int, str, str]:
    """The exit code, what a terminal got (errors too), and what went into the pipe, if
    standard output was one."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command.line(*arguments),
        cwd=folder,
        env=command.environment(TERM="xterm-256color", COLUMNS="100", **variables),
        stdin=theirs,
        stdout=subprocess.PIPE if piped_output else theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown = _all_of(ours)
    os.close(ours)
    piped, _ = process.communicate(timeout=TIME_LIMIT)
    text = shown.decode().replace("\r\n", "\n")
    return process.returncode, text, (piped or b"").decode()


def _all_of(terminal: int) -> bytes:
    received = b""
    while (part := _part_of(terminal)) != _END_OF_OUTPUT:
        received += part
    return received


def _part_of(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError as error:
        # Linux reports so that the last process on the other side has gone.
        if error.errno == errno.EIO:
            return _END_OF_OUTPUT
        raise
