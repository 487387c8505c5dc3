"""One command for all tests of the command line, with one cache."""

from __future__ import annotations

import pytest

from .command import Command


@pytest.fixture(scope="session")
def lens(tmp_path_factory: pytest.TempPathFactory) -> Command:
    """The command; what one test has asked of Keras the next need not ask again."""
    return Command(tmp_path_factory.mktemp("cli-cache"))
