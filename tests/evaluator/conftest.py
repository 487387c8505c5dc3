"""The real evaluator, started once for all tests of this folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from keras_lens.evaluation.keras_evaluation import KerasEvaluation


@pytest.fixture(scope="session")
def keras(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KerasEvaluation]:
    evaluation = KerasEvaluation(sys.executable, cache_directory=tmp_path_factory.mktemp("answers"))
    yield evaluation
    evaluation.close()
