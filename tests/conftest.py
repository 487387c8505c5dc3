"""What all tests share: one Keras, started once, with a cache of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation


@pytest.fixture(scope="session")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KerasEvaluation]:
    """Keras itself, asked in its own process."""
    cache = tmp_path_factory.mktemp("cache")
    evaluation = KerasEvaluation(sys.executable, cache_directory=cache)
    yield evaluation
    evaluation.close()
