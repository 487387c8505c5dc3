"""What all tests share: one Keras, started once, with a cache of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.rules import checking

# Examples are found at random, but for CI: what it says of a commit must not change.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KerasEvaluation]:
    """Keras itself, asked in its own process."""
    cache = tmp_path_factory.mktemp("cache")
    evaluation = KerasEvaluation(sys.executable, cache_directory=cache)
    yield evaluation
    evaluation.close()


@pytest.fixture(autouse=True)
def no_rule_fails(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A rule that raises is logged and finds nothing; that must not look like silence."""
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    failures = [one.getMessage() for one in records if one.name == checking.__name__]
    assert failures == []
