"""What all tests share: one Keras, started once in a process, and the answers that it has given."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.rules import checking

# Examples are found at random, but for CI: what it says of a commit must not change.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


_COSTLY = {
    "observations": "accounts",
    "claims": "accounts",
    "keras": "evaluator",
    "lens": "commands",
    "warm_cache": "servers",
}
"""Fixtures that are made once for several files, which therefore run in one process."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Says which tests belong together, for pytest-xdist: those of a file, and of files that share
    what takes long to make."""
    if not config.pluginmanager.hasplugin("xdist"):
        return
    groups = {item.path: item.nodeid.partition("::")[0] for item in items}
    for item in items:
        for name in _COSTLY.keys() & getattr(item, "fixturenames", ()):
            groups[item.path] = _COSTLY[name]
    for item in items:
        item.add_marker(pytest.mark.xdist_group(groups[item.path]))


@pytest.fixture(scope="session")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache of Keras's answers, empty at the start; the processes of pytest-xdist share it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    cache = folder / "answers"
    cache.mkdir(exist_ok=True)
    return cache


@pytest.fixture(scope="session")
def evaluation(answers: Path) -> Iterator[KerasEvaluation]:
    """Keras itself, asked in its own process."""
    evaluation = KerasEvaluation(sys.executable, cache_directory=answers)
    yield evaluation
    evaluation.close()


@pytest.fixture(autouse=True)
def no_rule_fails(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A rule that raises is logged and finds nothing; that must not look like silence."""
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    failures = [one.getMessage() for one in records if one.name == checking.__name__]
    assert failures == []
