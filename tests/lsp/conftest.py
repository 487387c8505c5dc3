"""A cache in which Keras's answers about the tests' programs are already."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from keras_lens.evaluation.keras_evaluation import KerasEvaluation
from keras_lens.evaluation.questions import Summarize
from keras_lens.ide.diagnostics import diagnostics
from keras_lens.models.analysis import analyse
from keras_lens.syntax.source import parse_source

from . import programs
from .editor import Editor, editor


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Servers that use it have no need of TensorFlow for the programs in `programs`."""
    cache = tmp_path_factory.mktemp("warm-cache")
    evaluation = KerasEvaluation(sys.executable, cache_directory=cache)
    for text in programs.ALL:
        analysis = analyse(parse_source("model.py", text), evaluation)
        diagnostics(analysis, evaluation, {})
        for model in analysis.models:
            assert model.recipe is not None
            evaluation.ask(Summarize(model.recipe))
    evaluation.close()
    return cache


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running_editor(warm_cache: Path) -> AsyncIterator[Editor]:
    """A typical editor, which a module's tests share."""
    async with editor(warm_cache, options={"commandLinks": True}) as one:
        yield one


@pytest.fixture
def one(running_editor: Editor) -> Iterator[Editor]:
    """The same, with no document open."""
    yield running_editor
    running_editor.close_all()
