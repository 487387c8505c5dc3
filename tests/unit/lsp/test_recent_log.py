"""The last lines of the log, without the words of the user's programs."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from keras_lens.lsp.recent_log import RecentLog


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, RecentLog]]:
    logger, recent = logging.getLogger("keras_lens.lsp.trial"), RecentLog()
    logger.addHandler(recent)
    logger.setLevel(logging.DEBUG)
    yield logger, recent
    logger.removeHandler(recent)
    logger.setLevel(logging.NOTSET)


def lines(recent: RecentLog, *paths: str) -> list[str]:
    """Without the time of day."""
    return [line if line.startswith(" ") else line[9:] for line in recent.lines(paths)]


def test_paths_become_names(log: tuple[logging.Logger, RecentLog]) -> None:
    logger, recent = log
    logger.info("Keras is that of %s", "/home/ada/project/.venv/bin/python")
    logger.warning("%s: %s", r"C:\Users\Ada\model.py", "is broken")
    assert lines(recent) == [
        "INFO lsp.trial: Keras is that of python",
        "WARNING lsp.trial: model.py: is broken",
    ]


def test_known_paths_may_have_spaces(log: tuple[logging.Logger, RecentLog]) -> None:
    logger, recent = log
    logger.info("The analysis of %s failed.", "/home/Ada Lovelace/my thesis/model.py")
    assert lines(recent, "/home/Ada Lovelace/my thesis/model.py") == [
        "INFO lsp.trial: The analysis of model.py failed."
    ]


def test_an_exception_has_its_kind_and_place_and_no_words(
    log: tuple[logging.Logger, RecentLog],
) -> None:
    logger, recent = log
    try:
        raise KeyError("secret_layer")
    except KeyError:
        logger.exception("The analysis of %s failed.", "model.py")
    first, kind, place = lines(recent)
    assert first == "ERROR lsp.trial: The analysis of model.py failed."
    assert kind == "    KeyError"
    assert place.startswith("    lsp.test_recent_log:")
    assert "secret" not in "".join(lines(recent))


def test_an_exception_among_the_values_has_no_words(
    log: tuple[logging.Logger, RecentLog],
) -> None:
    logger, recent = log
    logger.error("%s: %r", "JsonRpcInternalError", ValueError("secret_layer"))
    logger.warning("It cannot be used: %s", PermissionError(13, "Permission denied"))
    assert lines(recent) == [
        "ERROR lsp.trial: JsonRpcInternalError: 'ValueError'",
        "WARNING lsp.trial: It cannot be used: PermissionError: Permission denied",
    ]


def test_of_a_printed_traceback_the_places_stay(log: tuple[logging.Logger, RecentLog]) -> None:
    logger, recent = log
    printed = (
        'Traceback (most recent call last):\n  File "/opt/keras_lens/ide/hints.py", line 7, in f\n'
        "    secret_layer()\nValueError: secret_layer\n"
    )
    logger.error("Error:\n%s", printed)
    assert lines(recent) == ["ERROR lsp.trial: Error:", "    ide.hints:7 f"]


def test_what_is_said_of_every_text_is_left_out(log: tuple[logging.Logger, RecentLog]) -> None:
    logger, recent = log
    logger.debug("evaluator: %s", "secret_layer")
    assert lines(recent) == []


def test_only_the_last_lines_are_kept(log: tuple[logging.Logger, RecentLog]) -> None:
    logger, recent = log
    for number in range(1000):
        logger.info("%d %s", number, "x" * 1000)
    assert len(lines(recent)) == 60
    assert max(map(len, lines(recent))) < 300
